"""The timeline of an undertaking: what happened and what is to come, in order of days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Event:
    """Something on a day: a stable code, and how a reader is told."""

    on: datetime.date
    code: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Chronicle:
    """All events; what lies ahead stands apart."""

    past: tuple[Event, ...]
    ahead: tuple[Event, ...]


def arranged(events: Iterable[Event], today: datetime.date) -> Chronicle:
    """Return each event once, in order of days; today belongs to what has happened."""
    rows = sorted(set(events))
    return Chronicle(
        tuple(event for event in rows if event.on <= today),
        tuple(event for event in rows if event.on > today),
    )
