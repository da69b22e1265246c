"""Asking owners whether what they published still stands, and telling them when it fades."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.notifications.services import notify
from matchmaking.clocks import notices
from matchmaking.clocks.choices import WordStep
from matchmaking.clocks.models import WordTold
from matchmaking.writing.records import RecordKind, all_kinds
from matchmaking.writing.selectors import standing_of, term_in_force
from matchmaking.writing.terms import Standing

NAMED = 3
STEPS = {"fresh": WordStep.ASKED, "fading": WordStep.FADING, "gone": WordStep.GONE}
Found = tuple[Any, Standing]


@transaction.atomic
def ask_to_confirm(*, today: datetime.date | None = None) -> int:
    """Tell owners what must be confirmed: one message for each step, however many records.

    A step is told once for each word of the owner; an earlier one that was missed is left out.
    """
    day = today or timezone.localdate()
    told = 0
    for kind in all_kinds():
        batches: dict[tuple[int, WordStep], list[Found]] = defaultdict(list)
        for record, standing in _due(kind, day):
            step = STEPS[standing.stage_on(day)]
            if _claim(kind, record, step, standing):
                batches[record.organisation_id, step].append((record, standing))
        for (organisation_id, step), found in batches.items():
            told += _tell(kind, organisation_id, step, found, day)
    return told


def _due(kind: RecordKind[Any], today: datetime.date) -> Iterator[Found]:
    rows = kind.model._default_manager.to_confirm(term_in_force(), today)
    for record in rows.order_by("said_at", "pk"):
        if standing := standing_of(record):
            yield record, standing


def _claim(kind: RecordKind[Any], record: Any, step: WordStep, standing: Standing) -> bool:
    """Note that the owner is told now; False where they were, of this step or a later one."""
    about = {"kind": kind.name, "record_id": record.pk, "said_on": standing.said_on}
    steps = list(WordStep)
    later = steps[steps.index(step) :]
    if WordTold.objects.filter(**about, step__in=later).exists():
        return False
    _row, created = WordTold.objects.get_or_create(**about, step=step)
    return created


def _tell(
    kind: RecordKind[Any],
    organisation_id: int,
    step: WordStep,
    found: list[Found],
    today: datetime.date,
) -> int:
    records = [record for record, _standing in found]
    ends_on = min(_end(standing, step) for _record, standing in found)
    more = ["…"] if len(records) > NAMED else []
    is_one = len(records) == 1
    return notify(
        notices.WORDS[step].name,
        recipients=_owners(kind, organisation_id, records[0]),
        key=f"{kind.name}:{records[0].pk}:{step}:{today.isoformat()}",
        url=kind.url("confirm", records[0]) if is_one else kind.url("mine"),
        params={
            "count": len(records),
            "day": ends_on.isoformat(),
            "title": "; ".join([*(str(record) for record in records[:NAMED]), *more]),
        },
    )


def _end(standing: Standing, step: WordStep) -> datetime.date:
    return standing.fades_on if step == WordStep.ASKED else standing.leaves_on


def _owners(kind: RecordKind[Any], organisation_id: int, record: Any) -> list[User]:
    people = User.objects.filter(
        memberships__organisation=Organisation(pk=organisation_id),
        memberships__ended_at=None,
        is_active=True,
    )
    return [user for user in people.distinct() if kind.owns(user, record)]
