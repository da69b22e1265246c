"""Saying how far the work is: activities all at once, milestones one by one."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, DomainError
from matchmaking.monitoring.models import Undertaking
from matchmaking.progress import policies
from matchmaking.progress.models import ActivityState, MilestoneState
from matchmaking.progress.services.common import (
    keep,
    locked,
    refuse_closed,
    refuse_future,
    reporter,
)
from matchmaking.workflow import compare_and_set

ALL = 100
Faults = Mapping[str, object]


class FaultyPlan(DomainError):
    """Some activities cannot stand; `faults` says which field of which one, and why."""

    def __init__(self, faults: Mapping[int, Faults]) -> None:
        super().__init__(_("Some activities cannot stand as they are."), field="activities")
        self.faults = faults


@dataclass(frozen=True)
class Far:
    """How far one activity is, as its reader last saw it."""

    activity_id: int
    version: int
    percent: int
    begun_on: datetime.date | None = None
    done_on: datetime.date | None = None
    note: str = ""


@transaction.atomic
def update_plan(*, undertaking_id: int, actor: User, said: Iterable[Far]) -> Undertaking:
    """Say of activities how far they are; what did not change is left alone."""
    undertaking = locked(undertaking_id)
    if not policies.keeps_plan(actor, undertaking):
        raise PermissionDenied
    refuse_closed(undertaking)
    rows = {row.pk: row for row in undertaking.activities.all()}
    news = [far for far in said if far.activity_id in rows and _is_news(rows[far.activity_id], far)]
    faults = {far.activity_id: found for far in news if (found := _faults(far))}
    if faults:
        raise FaultyPlan(faults)
    for far in news:
        _write(rows[far.activity_id], far, actor)
    return undertaking


@transaction.atomic
def reach_milestone(
    *,
    milestone_id: int,
    actor: User,
    reached_on: datetime.date | None,
    words: str = "",
    file: File[bytes] | None = None,
    version: int | None = None,
) -> MilestoneState:
    """Say since when a milestone is reached and what shows it; without a day it is not."""
    row = MilestoneState.objects.get(pk=milestone_id)
    undertaking = locked(row.undertaking_id)
    if not policies.keeps_plan(actor, undertaking):
        raise PermissionDenied
    refuse_closed(undertaking)
    refuse_future(reached_on, "reached_on")
    before = row.reached_on
    row.version = row.version if version is None else version
    values = {"reached_on": reached_on, "words": words.strip(), **_stamp(actor)}
    if file is not None:
        values["evidence"] = keep(file, reporter(undertaking), actor)
    compare_and_set(row, **values)
    changes = {row.title: (_day(before), _day(reached_on))}
    audit.record(undertaking, "reach_milestone", actor=actor, reason=words.strip(), changes=changes)
    return row


def _is_news(row: ActivityState, far: Far) -> bool:
    if row.version != far.version and _said(far) != _known(row):
        raise ChangedMeanwhile
    return _said(far) != _known(row)


def _known(row: ActivityState) -> tuple[object, ...]:
    return row.percent, row.begun_on, row.done_on, row.note


def _said(far: Far) -> tuple[object, ...]:
    return far.percent, far.begun_on, far.done_on, far.note.strip()


def _faults(far: Far) -> dict[str, object]:
    today = timezone.localdate()
    if not 0 <= far.percent <= ALL:
        return {"percent": _("From 0 to 100.")}
    if far.percent and not far.begun_on:
        return {"begun_on": _("Say when it began.")}
    if far.percent == ALL and not far.done_on:
        return {"done_on": _("Say when it was finished.")}
    if far.done_on and far.percent < ALL:
        return {"percent": _("It is finished only when all of it is done.")}
    if far.done_on and far.begun_on and far.done_on < far.begun_on:
        return {"done_on": _("It was finished before it began.")}
    days = {"begun_on": far.begun_on, "done_on": far.done_on}
    return {name: _("This day has not come yet.") for name, on in days.items() if on and on > today}


def _write(row: ActivityState, far: Far, actor: User) -> None:
    before = row.percent
    compare_and_set(
        row,
        percent=far.percent,
        begun_on=far.begun_on,
        done_on=far.done_on,
        note=far.note.strip(),
        **_stamp(actor),
    )
    changes = {str(row): (f"{before} %", f"{far.percent} %")}
    audit.record(
        row.undertaking, "update_plan", actor=actor, reason=far.note.strip(), changes=changes
    )


def _stamp(actor: User) -> dict[str, object]:
    return {"updated_by": actor, "updated_at": timezone.now()}


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
