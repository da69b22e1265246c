"""What the calendar does for the index."""

import logging

from celery import shared_task

from search import sync
from search.errors import SearchUnavailable

logger = logging.getLogger(__name__)


@shared_task(is_light=True)
def drain_outbox() -> int:
    """Index what a crash left over, or an engine that did not answer; the calendar calls again."""
    try:
        return sync.drain()
    except SearchUnavailable as silence:
        logger.warning("The outbox waits: %s", silence)
        return 0
