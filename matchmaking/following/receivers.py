"""What happens to saved searches when something is published, or somebody leaves."""

from typing import Any

from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from accounts.signals import person_erased, person_left
from matchmaking.following import services, tasks
from matchmaking.following.models import SavedSearch
from matchmaking.needs.signals import need_changed, need_published
from matchmaking.offers.signals import offer_changed, offer_published


@receiver([need_published, need_changed], dispatch_uid="following.need")
def alert_of_need(**_kwargs: Any) -> None:
    """Ask the searches of requests that are followed at once."""
    tasks.alert_at_once.delay("needs")


@receiver([offer_published, offer_changed], dispatch_uid="following.offer")
def alert_of_offer(**_kwargs: Any) -> None:
    """Ask the searches of offers that are followed at once."""
    tasks.alert_at_once.delay("offers")


@receiver(person_left, dispatch_uid="following.left")
def unshare(*, user_id: int, organisation_id: int, **_kwargs: Any) -> None:
    """Keep the searches of somebody who left an organisation to themselves."""
    services.unshare_searches(user_id=user_id, organisation_id=organisation_id)


@receiver(person_erased, dispatch_uid="following.erased")
def forget(*, user_id: int, **_kwargs: Any) -> None:
    """Forget the searches of somebody who erased themselves."""
    services.forget_searches(user_id=user_id)


def _searches_of(user: User) -> list[dict[str, Any]]:
    columns = ("name", "listing", "query", "frequency", "created_at", "last_alert_at")
    return list(SavedSearch.objects.filter(owner=user).order_by("pk").values(*columns))


personal_data.register("saved searches", _searches_of)
