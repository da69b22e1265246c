"""Writing thousands of activities takes a while; no request waits for it."""

from functools import partial

from celery import shared_task

from files.background import in_background
from matchmaking.opendata import services


@shared_task
def make_edition() -> None:
    """Make the file of activities anew."""
    services.make_edition()


make_in_background = partial(in_background, make_edition)
