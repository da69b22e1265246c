"""The plan, the milestones and the risks of a proposal, carried over when a project begins."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date

from matchmaking.monitoring.models import Undertaking
from matchmaking.payments.planning import months_after
from matchmaking.progress.choices import EntryKind
from matchmaking.progress.models import ActivityState, MilestoneState, RegisterEntry
from matchmaking.progress.services.common import locked

Said = Mapping[str, Any]
A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def carry_over(*, undertaking_id: int) -> Undertaking:
    """Take over what the proposal said that was approved; what is there already stays."""
    undertaking = locked(undertaking_id)
    if undertaking.project is None:
        return undertaking
    said = undertaking.project.application.submission.contents
    ActivityState.objects.bulk_create(_activities(undertaking, said), ignore_conflicts=True)
    MilestoneState.objects.bulk_create(_milestones(undertaking, said), ignore_conflicts=True)
    RegisterEntry.objects.bulk_create(_risks(undertaking, said), ignore_conflicts=True)
    return undertaking


def _activities(undertaking: Undertaking, said: Said) -> Iterator[ActivityState]:
    ordered = sorted(said.get("activities", ()), key=_place)
    for position, row in enumerate(ordered):
        first = months_after(undertaking.starts_on, row["starts_month"] - 1)
        yield ActivityState(
            undertaking=undertaking,
            key=row["key"],
            position=position,
            number=row.get("number", ""),
            title=row["title"],
            starts_on=first,
            ends_on=months_after(first, row["months"]) - A_DAY,
        )


def _place(row: Said) -> list[int]:
    """Return where a number such as 1.10.2 stands among others."""
    return [int(part) for part in row.get("number", "").split(".") if part.isdecimal()]


def _milestones(undertaking: Undertaking, said: Said) -> Iterator[MilestoneState]:
    indicators = {row["key"]: row for row in said.get("indicators", ())}
    for row in said.get("milestones", ()):
        due_on = parse_date(row.get("due_on") or "")
        if due_on:
            title = _milestone_words(row, indicators.get(row["indicator"], {}))
            yield MilestoneState(
                undertaking=undertaking, key=row["key"], title=title, due_on=due_on
            )


def _milestone_words(row: Said, indicator: Said) -> str:
    wanted = row.get("words") or f"{row.get('value') or ''} {indicator.get('unit') or ''}"
    parts = (indicator.get("title") or "", wanted.strip())
    return ": ".join(part for part in parts if part)[:500]


def _risks(undertaking: Undertaking, said: Said) -> Iterator[RegisterEntry]:
    for row in said.get("risks", ()):
        words = row["description"]
        yield RegisterEntry(
            undertaking=undertaking,
            key=row["key"],
            kind=EntryKind.RISK,
            title=words[:250],
            words=words if len(words) > 250 else "",
            likelihood=row["likelihood"],
            impact=row["impact"],
            response=row.get("mitigation") or "",
            owner=(row.get("owner") or "")[:200],
        )
