"""Background work of writing, by the name under which workers look for it."""

from celery import shared_task

from matchmaking.writing import services
from matchmaking.writing.sheets.tasks import work_on_sheet

__all__ = ["thin_versions", "work_on_sheet"]


@shared_task
def thin_versions() -> int:
    """Drop what was saved in passing and soon superseded; run once a day."""
    return services.thin_versions()
