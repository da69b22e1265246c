"""What gives a case its place anew: its matches, its introductions, its checks."""

from typing import Any

from django.dispatch import receiver

from matchmaking.clearance.signals import clearance_changed
from matchmaking.desk import services, tasks
from matchmaking.desk.signals import order_changed
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.signals import (
    introduction_answered,
    introduction_concluded,
    introduction_ended,
    introduction_proposed,
    parties_introduced,
)
from matchmaking.matching.signals import suggestions_computed
from matchmaking.writing.signals import record_changed, records_united

MOVES = [
    introduction_proposed,
    introduction_answered,
    parties_introduced,
    introduction_concluded,
    introduction_ended,
]


@receiver(suggestions_computed, dispatch_uid="desk.suggestions")
def weigh_matches(
    *, need_ids: list[int] | None, offer_ids: list[int] | None, **_kwargs: Any
) -> None:
    """Weigh the records whose lists are new; all of them after a full run."""
    if need_ids is None or offer_ids is None:
        tasks.refresh_queue.delay()
    else:
        tasks.refresh_cases.delay(need_ids, offer_ids)


@receiver(record_changed, dispatch_uid="desk.record")
def weigh_record(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """Weigh a record that says something else, was published or was closed."""
    is_need = kind == "need"
    tasks.refresh_cases.delay([record_id] if is_need else [], [] if is_need else [record_id])


@receiver(MOVES, dispatch_uid="desk.introduction")
def weigh_try(*, introduction_id: int, **_kwargs: Any) -> None:
    """Weigh both sides of an introduction that moved."""
    pair = Introduction.objects.filter(pk=introduction_id).values_list("need_id", "offer_id")
    for need_id, offer_id in pair:
        tasks.refresh_cases.delay([need_id], [offer_id])


@receiver(clearance_changed, dispatch_uid="desk.clearance")
def weigh_checks(*, need_id: int, offer_id: int, **_kwargs: Any) -> None:
    """Weigh both sides of a pair that was cleared, or whose checks are open again."""
    tasks.refresh_cases.delay([need_id], [offer_id])


@receiver(order_changed, dispatch_uid="desk.order")
def weigh_everything(**_kwargs: Any) -> None:
    """Weigh everything under the other order."""
    tasks.refresh_queue.delay()


@receiver(records_united, dispatch_uid="desk.united")
def carry_pairs(*, kind: str, kept_id: int, merged_id: int, **_kwargs: Any) -> None:
    """Let what brokers did with the pairs of one record stand for the one it went into."""
    services.carry_pairs(kind=kind, kept_id=kept_id, merged_id=merged_id)
