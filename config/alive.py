"""A sign of life for processes that nobody can ask: a file they touch, read by a healthcheck."""

import tempfile
from pathlib import Path
from typing import Any

from celery import signals

FILE = Path(tempfile.gettempdir()) / "exchange-alive"


@signals.heartbeat_sent.connect
@signals.beat_init.connect
def touch(**_rest: Any) -> None:
    """Say that this process goes on; a worker does so with each heartbeat, every two seconds."""
    FILE.touch()
