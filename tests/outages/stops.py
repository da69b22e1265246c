"""The worker of the outages: it is our own, and stands still at a moment when a file asks it to.

`STOPS` is a folder: while the file `match` is in it, a matching run stands still before its end,
and says by `match.reached` that it does.
"""

import os
import time
from importlib import import_module
from pathlib import Path

from celery.signals import worker_process_init

from config.celery import app

__all__ = ["app"]

FOLDER = Path(os.environ["STOPS"])
# Before which function of which module each piece of work stands still.
MOMENTS = {
    "match": ("matchmaking.matching.services.suggestions", "_announce"),
    "read": ("matchmaking.reports.services.reading", "store_result"),
    "drain": ("search.sync", "_done"),
}


@worker_process_init.connect
def arrange_stops(**_signal):
    """Put a stop before each of these functions."""
    for name, (module, function) in MOMENTS.items():
        found = import_module(module)
        setattr(found, function, stopping(name, getattr(found, function)))


def stopping(name, function):
    def stopped(*args, **kwargs):
        while (FOLDER / name).exists():
            (FOLDER / f"{name}.reached").touch()
            time.sleep(0.05)
        return function(*args, **kwargs)

    return stopped
