"""What makes an edition of the file of activities one that may not be handed out any more."""

from typing import Any

from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from accounts.signals import person_erased
from matchmaking.monitoring.models import Value
from matchmaking.monitoring.signals import framework_revised, value_returned
from matchmaking.opendata import services
from matchmaking.opendata.models import AmountsConsent, CalendarAddress


@receiver(value_returned, dispatch_uid="opendata.value_returned")
def take_back_value(*, value_id: int, **_kwargs: Any) -> None:
    """Hand out no edition that may hold a value which no longer counts."""
    if Value.objects.filter(pk=value_id, indicator__is_public=True).exists():
        services.discard_editions()


@receiver(framework_revised, dispatch_uid="opendata.framework_revised")
def take_back_framework(**_kwargs: Any) -> None:
    """Hand out no edition that may hold an indicator which is no longer public."""
    services.discard_editions()


@receiver(person_erased, dispatch_uid="opendata.erased")
def forget(*, user_id: int, **_kwargs: Any) -> None:
    """End the private address of somebody who erased themselves."""
    services.forget_calendar(user_id=user_id)


def _kept_of(user: User) -> dict[str, Any]:
    consents = AmountsConsent.objects.filter(given_by=user).order_by("pk")
    addresses = CalendarAddress.objects.filter(user=user)
    return {
        "consents to show amounts": list(
            consents.values("agreement_id", "side", "wording", "given_at", "withdrawn_at")
        ),
        "private calendar address made": list(addresses.values_list("made_at", flat=True)),
    }


personal_data.register("open data", _kept_of)
