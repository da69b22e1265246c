"""Matching in the background: one changed record, or everything at night."""

from celery import shared_task

from matchmaking.matching import services


@shared_task
def match_need(need_id: int) -> int:
    """Compare one need with every offer."""
    return services.match_need(need_id=need_id)


@shared_task
def match_offer(offer_id: int) -> int:
    """Compare one offer with every need."""
    return services.match_offer(offer_id=offer_id)


@shared_task
def match_all() -> int:
    """Compare everything with everything: the nightly repair, and the turn of the day."""
    return services.match_all()
