"""Keeping the queue in order in the background."""

from celery import shared_task

from matchmaking.desk import services


@shared_task
def refresh_cases(need_ids: list[int], offer_ids: list[int]) -> None:
    """Give these needs and offers their places anew."""
    services.refresh_cases(need_ids=need_ids, offer_ids=offer_ids)


@shared_task
def refresh_queue() -> int:
    """Give every case its place anew: every night, and under another order."""
    return services.refresh_queue()
