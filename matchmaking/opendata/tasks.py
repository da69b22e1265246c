"""Writing thousands of activities takes a while; no request waits for it."""

from functools import partial

from celery import shared_task

from files.background import ComeBackLater, in_background
from matchmaking.opendata import services


@shared_task
def make_edition() -> None:
    """Make the file of activities anew; while another makes one, which may have died, wait."""
    if services.make_edition() is None:
        raise ComeBackLater


make_in_background = partial(in_background, make_edition)
