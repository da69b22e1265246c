"""What clocks do when something happens below: they are read anew from the facts."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from matchmaking.agreements import signals as agreements
from matchmaking.agreements.models import Agreement
from matchmaking.clocks import services
from matchmaking.clocks.models import MatchConsent, Told
from matchmaking.introductions import signals as introductions
from matchmaking.matching.signals import suggestions_computed
from matchmaking.writing.signals import record_changed


@receiver(record_changed, dispatch_uid="clocks.record")
def read_record(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """Read the clocks of a record whose state may have changed."""
    services.sync_record(kind=kind, record_id=record_id)


@receiver(suggestions_computed, dispatch_uid="clocks.suggestions")
def read_suggested(
    *, need_ids: Collection[int] | None, offer_ids: Collection[int] | None, **_kwargs: Any
) -> None:
    """Keep the first day on which something was suggested."""
    noted = services.note_suggestions(need_ids=need_ids, offer_ids=offer_ids)
    for kind, record_ids in noted.items():
        services.sync_records(kind=kind, record_ids=record_ids)


@receiver(
    [
        introductions.introduction_proposed,
        introductions.introduction_answered,
        introductions.parties_introduced,
        introductions.introduction_concluded,
        introductions.introduction_ended,
    ],
    dispatch_uid="clocks.introduction",
)
def read_introduction(*, introduction_id: int, **_kwargs: Any) -> None:
    """Read the clocks of an introduction that moved."""
    services.sync_introduction(introduction_id=introduction_id)


@receiver(
    [
        agreements.agreement_signed,
        agreements.agreement_amended,
        agreements.agreement_fulfilled,
        agreements.agreement_ended,
        agreements.delivery_stated,
        agreements.delivery_confirmed,
    ],
    dispatch_uid="clocks.agreement",
)
def read_agreement(*, agreement_id: int, **_kwargs: Any) -> None:
    """Read the clocks of an agreement that moved."""
    rows = Agreement.objects.filter(pk=agreement_id).values_list("introduction", flat=True)
    for introduction_id in rows:
        services.sync_introduction(introduction_id=introduction_id)


def _consents_of(user: User) -> dict[str, Any]:
    given = MatchConsent.objects.filter(given_by=user).order_by("pk")
    told = Told.objects.filter(people=user).order_by("pk")
    return {
        "given": list(given.values("introduction_id", "side", "wording", "given_at")),
        "told about clocks": list(told.values("clock__stage", "step", "at")),
    }


personal_data.register("register of matches and clocks", _consents_of)
