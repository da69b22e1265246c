"""What the matcher does when a need or an offer changes."""

from typing import Any

from django.dispatch import receiver

from matchmaking.matching import services, tasks
from matchmaking.matching.signals import weights_activated
from matchmaking.needs.signals import need_changed, need_published
from matchmaking.offers.signals import offer_capacity_changed, offer_changed, offer_published
from matchmaking.writing.signals import record_confirmed, records_united


@receiver([need_published, need_changed], dispatch_uid="matching.need")
def rematch_need(*, need_id: int, **_kwargs: Any) -> None:
    """Compare the need anew."""
    tasks.match_need.delay(need_id)


@receiver([offer_published, offer_changed, offer_capacity_changed], dispatch_uid="matching.offer")
def rematch_offer(*, offer_id: int, **_kwargs: Any) -> None:
    """Compare the offer anew."""
    tasks.match_offer.delay(offer_id)


@receiver(record_confirmed, dispatch_uid="matching.confirmed")
def rematch_confirmed(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """Suggest at once what its owner stands by."""
    task = {"need": tasks.match_need, "offer": tasks.match_offer}[kind]
    task.delay(record_id)


@receiver(weights_activated, dispatch_uid="matching.weights")
def rematch_everything(**_kwargs: Any) -> None:
    """Compare everything anew under the other weights."""
    tasks.match_all.delay()


@receiver(records_united, dispatch_uid="matching.united")
def carry_verdicts(*, kind: str, kept_id: int, merged_id: int, **_kwargs: Any) -> None:
    """Let what people made of the matches of one record stand for the one it went into."""
    services.carry_verdicts(kind=kind, kept_id=kept_id, merged_id=merged_id)
