"""Going through a sheet takes a while; no request waits for it."""

from functools import partial

from celery import shared_task

from files.background import in_background
from matchmaking.writing.sheets import services


@shared_task
def work_on_sheet(upload_id: int) -> None:
    """Check or save one sheet."""
    services.work_on(upload_id=upload_id)


work_in_background = partial(in_background, work_on_sheet)
