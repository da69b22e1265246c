"""The nightly run: reminders before the last day, escalation after. Each step once, never twice."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.notifications.services import notify
from matchmaking.clocks import notices, reckoning
from matchmaking.clocks.addressees import Addressees
from matchmaking.clocks.choices import Step
from matchmaking.clocks.models import Clock, StageTarget, Told
from matchmaking.clocks.selectors import Targets
from matchmaking.clocks.services.syncing import sync_everything
from matchmaking.clocks.shipped import TARGETS

NAMED = 3  # so many titles stand in one message
ORDER = {step: place for place, step in enumerate(reckoning.STEPS)}


@dataclass
class Bundle:
    """What one person is told at once: everything of one stage and one kind of message."""

    user: User
    stage: str
    is_reminder: bool
    clocks: list[Clock] = field(default_factory=list)


def run_clocks(*, today: datetime.date | None = None) -> int:
    """Read all clocks and take every step that is due; say how many messages were written.

    After an outage only the last step that is due is taken for a clock, and a person gets one
    message for each stage, however much of it is late.
    """
    day = today or timezone.localdate()
    sync_everything(today=day)
    return _take_steps(day)


@transaction.atomic
def _take_steps(today: datetime.date) -> int:
    bundles: dict[tuple[int, str, bool], Bundle] = {}
    addressees = Addressees()
    for clock, step in _due(today):
        told, created = Told.objects.get_or_create(clock=clock, step=step)
        if not created:
            continue
        people = addressees.of(clock, step)
        told.people.set(people)
        is_reminder = step == Step.REMINDER
        for user in people:
            key = (user.pk, clock.stage, is_reminder)
            bundles.setdefault(key, Bundle(user, clock.stage, is_reminder)).clocks.append(clock)
    return sum(_tell(bundle, today) for bundle in bundles.values())


def _due(today: datetime.date) -> Iterator[tuple[Clock, str]]:
    """Yield the clocks about which a step is due that is later than those taken."""
    zone, targets = timezone.get_current_timezone(), Targets()
    rows = Clock.objects.running().filter(due_on__lte=today + _furthest_reminder())
    joined = rows.select_related(
        "organisation", "need__organisation", "offer__organisation"
    ).order_by("due_on", "pk")
    taken = _taken()
    for clock in joined:
        target = targets.on(clock.stage, clock.since.astimezone(zone).date())
        step = reckoning.step_due(clock.due_on, target, today)
        if step and ORDER[step] > taken.get(clock.pk, -1):
            yield clock, step


def _taken() -> dict[int, int]:
    """Return the place of the furthest step taken about each open clock."""
    found: dict[int, int] = defaultdict(lambda: -1)
    rows = Told.objects.filter(clock__done_at=None, clock__stopped_at=None)
    for clock_id, step in rows.values_list("clock", "step"):
        found[clock_id] = max(found[clock_id], ORDER[step])
    return found


def _furthest_reminder() -> datetime.timedelta:
    own = StageTarget.objects.aggregate(most=Max("remind_before"))["most"] or 0
    shipped = max(target.remind_before or 0 for target in TARGETS.values())
    return datetime.timedelta(days=max(own, shipped))


def _tell(bundle: Bundle, today: datetime.date) -> int:
    kind = notices.REMINDER if bundle.is_reminder else notices.OVERDUE
    first, *others = bundle.clocks
    titles = [clock.about for clock in bundle.clocks[:NAMED]]
    more = ["…"] if len(bundle.clocks) > NAMED else []
    return notify(
        kind.name,
        recipients=[bundle.user],
        # Told once a step already; the first clock tells two runs of one day apart.
        key=f"{kind.name}:{bundle.stage}:{today.isoformat()}:{first.pk}",
        subject_id=None if others else first.pk,
        url=f"{reverse('clocks:list')}?stage={bundle.stage}" if others else first.url,
        params={
            "count": len(bundle.clocks),
            "due_on": first.due_on.isoformat(),
            "title": "; ".join([*titles, *more]),
        },
    )
