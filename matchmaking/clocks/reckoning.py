"""Counts days and reads clocks: facts in, readings out. No database, no framework.

A day begins and ends by the clock of the site; the last day of a stage is included.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

ONE = timedelta(days=1)
WORKING = "working"
# In the order in which they are taken; the first one comes before the last day.
STEPS = ("reminder", "actor", "managers", "brokers")
SATURDAY, WEEK, WORK_WEEK = 5, 7, 5

Pause = tuple[date, date | None]  # both days included; None: it lasts


@dataclass(frozen=True, slots=True)
class Target:
    """How long a stage may take, and how many days after its last day who is told."""

    days: int
    counts: str
    remind_before: int | None = None
    actor_after: int | None = None
    managers_after: int | None = None
    brokers_after: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a stage, as the facts tell: begun, and done, stopped or neither."""

    stage: str
    subject: str
    subject_id: int
    since: datetime
    done_at: datetime | None = None
    stopped_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock shows on a day."""

    due_on: date
    spent: int  # days used up, pauses left out
    paused: int  # days of pauses
    is_paused: bool
    is_over: bool  # done or stopped

    def is_overdue(self, today: date) -> bool:
        """Tell whether its last day has passed while it ran."""
        return not (self.is_over or self.is_paused) and today > self.due_on


def read(run: Run, target: Target, today: date, zone: tzinfo) -> Reading:
    """Read a clock as of a day; `zone` says when days begin."""
    begun = run.since.astimezone(zone).date()
    ended_at = run.done_at or run.stopped_at
    end = max(begun, ended_at.astimezone(zone).date() if ended_at else today)
    paused = paused_days(run.pauses, begun, end, target.counts)
    is_paused = ended_at is None and any(_covers(pause, today) for pause in run.pauses)
    return Reading(
        due_on=later(begun, target.days + paused, target.counts),
        spent=max(0, between(begun, end, target.counts) - paused),
        paused=paused,
        is_paused=is_paused,
        is_over=ended_at is not None,
    )


def step_due(due_on: date, target: Target, today: date) -> str:
    """Return the last step that is due on a day; an earlier one that was missed is not made up."""
    late = (today - due_on).days
    found = ""
    if target.remind_before is not None and late >= -target.remind_before:
        found = STEPS[0]
    after = (target.actor_after, target.managers_after, target.brokers_after)
    for name, days in zip(STEPS[1:], after, strict=True):
        if days is not None and late > 0 and late >= days:
            found = name
    return found


def later(day: date, days: int, counts: str) -> date:
    """Return the day so many days after; a working day where working days are counted."""
    if counts != WORKING:
        return day + timedelta(days=days)
    if days <= 0:
        return day
    monday_based = min(day.weekday(), SATURDAY - 1)  # a weekend counts as the Friday before
    start = day - timedelta(days=day.weekday() - monday_based)
    weeks, rest = divmod(monday_based + days, WORK_WEEK)
    return start + timedelta(days=weeks * WEEK + rest - monday_based)


def between(first: date, last: date, counts: str) -> int:
    """Return how many days lie between two, the first one left out; none backwards."""
    if last <= first:
        return 0
    if counts != WORKING:
        return (last - first).days
    return _working_days_to(last) - _working_days_to(first)


def _working_days_to(day: date) -> int:
    """Count the working days from the first Monday of the calendar to a day, included."""
    weeks, weekday = divmod(day.toordinal() - 1, WEEK)
    return weeks * WORK_WEEK + min(weekday + 1, WORK_WEEK)


def paused_days(pauses: Iterable[Pause], first: date, last: date, counts: str) -> int:
    """Count the days after `first` up to `last` that lie in a pause, each once."""
    total = 0
    for start, end in merged(pauses):
        begin = max(start - ONE, first)
        total += between(begin, min(end or last, last), counts)
    return total


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Join pauses that overlap or follow each other."""
    found: list[Pause] = []
    for start, end in sorted(pauses, key=lambda pause: pause[0]):
        if found and (found[-1][1] is None or start <= found[-1][1] + ONE):
            before = found[-1][1]
            found[-1] = (found[-1][0], None if before is None or end is None else max(before, end))
        elif end is None or end >= start:
            found.append((start, end))
    return found


def _covers(pause: Pause, day: date) -> bool:
    start, end = pause
    return start <= day and (end is None or day <= end)


# ---------------------------------------------------------------- from events to runs

Event = tuple[datetime, str]
SUBMITTED = frozenset({"submit", "resubmit"})
ANSWERED = frozenset({"publish", "return"})
CLOSED = frozenset({"withdraw", "expire", "meet", "lapse", "shelve", "exhaust", "delete"})
OPENED = frozenset({"publish", "reopen", "resume", "undo"})


def acknowledgements(events: Sequence[Event], subject: str, pk: int) -> list[Run]:
    """Return a run for each time a record was handed in; `events` in the order of time."""
    runs: list[Run] = []
    since: datetime | None = None
    for at, verb in events:
        if verb in SUBMITTED and since is None:
            since = at
        elif since and verb in ANSWERED:
            runs.append(Run("acknowledge", subject, pk, since, done_at=at))
            since = None
        elif since and verb in CLOSED:
            runs.append(Run("acknowledge", subject, pk, since, stopped_at=at))
            since = None
    if since:
        runs.append(Run("acknowledge", subject, pk, since))
    return runs


def suggestion(
    events: Sequence[Event], subject: str, pk: int, first_at: datetime | None
) -> Run | None:
    """Return the one run from the first publication to the first suggestion."""
    opened = next((at for at, verb in events if verb == "publish"), None)
    if opened is None:
        return None
    done_at = max(opened, first_at) if first_at else None
    closed_at = closed_since(events)
    if done_at and closed_at and closed_at < done_at:
        done_at = None
    return Run("suggestion", subject, pk, opened, done_at, None if done_at else closed_at)


def closed_since(events: Sequence[Event]) -> datetime | None:
    """Return since when a record is closed; None for one that is open, or paused."""
    closed: datetime | None = None
    for at, verb in events:
        if verb in CLOSED:
            closed = closed or at
        elif verb in OPENED:
            closed = None
    return closed


def pauses_of(events: Sequence[Event], zone: tzinfo) -> tuple[Pause, ...]:
    """Return the days in which the owner had paused a record."""
    found: list[Pause] = []
    for at, verb in events:
        day = at.astimezone(zone).date()
        if verb == "pause":
            found.append((day, None))
        elif found and found[-1][1] is None and verb in OPENED | CLOSED:
            found[-1] = (found[-1][0], day)
    return tuple(found)


Statement = tuple[datetime, str, object]  # when, which of two sides, what it says in all


def confirmations(
    statements: Iterable[Statement],
) -> Iterator[tuple[str, datetime, datetime | None]]:
    """Yield who had to answer a statement, since when, and when they did; in the order of time.

    An answer that says something else asks the first side again.
    """
    totals: dict[str, object] = {}
    waiting: tuple[datetime, str] | None = None
    for at, side, total in statements:
        totals[side] = total
        if waiting and waiting[1] != side:
            yield side, waiting[0], at
            waiting = None
        others = [said for other, said in totals.items() if other != side]
        if others == [total]:
            waiting = None
        elif waiting is None:
            waiting = at, side
    if waiting:
        yield ("giver" if waiting[1] == "recipient" else "recipient"), waiting[0], None
