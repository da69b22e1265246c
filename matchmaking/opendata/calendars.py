"""Calendars: deadlines of calls and meetings for everybody; what one person has to do by when.

Who keeps a calendar elsewhere shows it to that place. So a private one says what kind of thing is
due and when; which project or request it is about stands behind the link, after signing in.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import User
from accounts.notifications.inbox import tasks_for
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.models import Call
from matchmaking.roundtables.choices import RoundTableStatus
from matchmaking.roundtables.models import RoundTable

PRODUCT = "-//Assistance Exchange//open data//EN"
# What is over stays in the calendar for a while, so that it does not vanish on the very day.
KEPT = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Entry:
    """One date: a moment or a whole day, what it is, and where more is said."""

    key: str
    start: datetime.date
    words: str
    path: str
    minutes: int = 0
    place: str = ""


# What the portal above announces: fn() gives the public meetings that are not long over.
Meetings = Callable[[], Iterable[Entry]]
_meetings: list[Meetings] = []


def register_meetings(meetings: Meetings) -> None:
    """Put public meetings that are announced elsewhere into the calendar of meetings."""
    _meetings.append(meetings)


def meeting_dates() -> Iterator[Entry]:
    """Yield the meetings that everybody may know of."""
    for meetings in _meetings:
        yield from meetings()


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """Return entries as a calendar file."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for entry in entries:
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def call_dates() -> Iterator[Entry]:
    """Yield the dates of all calls that are published: opening, questions, deadline."""
    today = timezone.now() - KEPT
    calls = Call.objects.filter(Q(closes_at=None) | Q(closes_at__gte=today))
    for call in calls.filter(status=CallStatus.OPEN).order_by("pk"):
        names = {"call": call.title}
        dates = (
            ("opens", call.opens_at, _("Opens: %(call)s")),
            ("questions", call.questions_until, _("Last day for questions: %(call)s")),
            ("deadline", call.closes_at, _("Deadline: %(call)s")),
        )
        path = reverse("funds:call", args=[call.pk])
        for key, at, words in dates:
            if at is not None:
                yield Entry(f"call-{call.pk}-{key}", at, words % names, path)


def own_dates(user: User) -> Iterator[Entry]:
    """Yield what is due from `user` on a day, and the round tables they are invited to."""
    for task in tasks_for(user):
        if task.due_on and task.source:
            key = f"task-{task.source.name}-{task.pk}"
            yield Entry(key, task.due_on, str(task.source.label), task.url)
    meetings = RoundTable.objects.visible_to(user).filter(status=RoundTableStatus.INVITED)
    for table in meetings.order_by("pk"):
        path = reverse("roundtables:detail", args=[table.pk])
        yield Entry(f"meeting-{table.pk}", table.starts_at, _("Round table"), path, table.minutes)


def _event(entry: Entry) -> Event:
    event = Event()
    host = settings.SITE_URL.partition("://")[2].partition("/")[0]
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", timezone.now())
    event.add("summary", entry.words)
    event.add("dtstart", entry.start)
    if entry.minutes:
        event.add("dtend", entry.start + datetime.timedelta(minutes=entry.minutes))
    if entry.place:
        event.add("location", entry.place)
    event.add("url", settings.SITE_URL.rstrip("/") + entry.path)
    event.add("transp", "OPAQUE" if entry.minutes else "TRANSPARENT")
    return event
