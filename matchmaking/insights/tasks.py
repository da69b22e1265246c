"""Background work of the figures."""

from celery import shared_task

from matchmaking.insights import services


@shared_task
def refresh_facts(subject: str, record_ids: list[int]) -> None:
    """Read the facts of some records anew."""
    services.refresh(subject=subject, record_ids=record_ids)


@shared_task
def rebuild_facts() -> int:
    """Read every fact anew; return how many had been wrong. Run once a night."""
    return len(services.rebuild())
