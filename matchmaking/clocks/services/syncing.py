"""Reading the clocks from the facts anew: of what just changed, or of everything at night."""

import datetime
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from matchmaking.agreements.models import Agreement
from matchmaking.clocks import facts, reckoning
from matchmaking.clocks.choices import Subject
from matchmaking.clocks.facts import Fact
from matchmaking.clocks.models import Clock, FirstSuggestion
from matchmaking.clocks.selectors import Targets
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import Suggestion

BATCH = 500
RECORDS = (Subject.NEED.value, Subject.OFFER.value)
READ = (
    "done_at",
    "stopped_at",
    "is_paused",
    "paused_days",
    "due_on",
    "counts",
    "target_days",
    "organisation_id",
)


@transaction.atomic
def sync_record(*, kind: str, record_id: int, today: datetime.date | None = None) -> None:
    """Read the clocks of a record, and of the introductions it is in, which may rest with it."""
    sync_records(kind=kind, record_ids=[record_id], today=today)
    for pk in Introduction.objects.filter(**{kind: record_id}).values_list("pk", flat=True):
        sync_introduction(introduction_id=pk, today=today)


@transaction.atomic
def sync_records(
    *, kind: str, record_ids: Collection[int], today: datetime.date | None = None
) -> None:
    """Read the clocks that records themselves have, of many at once."""
    found = list(facts.facts_of_records(kind, record_ids, desk_id()))
    _write(found, Clock.objects.filter(subject=kind, subject_id__in=record_ids), today)


@transaction.atomic
def sync_introduction(*, introduction_id: int, today: datetime.date | None = None) -> None:
    """Read the clocks of an introduction, and of the agreements made in it."""
    agreements = Agreement.objects.filter(introduction=introduction_id).values_list("pk", flat=True)
    found = chain(
        facts.facts_of_introductions([introduction_id]), facts.facts_of_lines(list(agreements))
    )
    _write(found, Clock.objects.filter(introduction=introduction_id), today)


@transaction.atomic
def sync_everything(*, today: datetime.date | None = None) -> int:
    """Read every clock from the facts; say how many there are."""
    note_suggestions()
    desk = desk_id()
    found = list(
        chain(
            *(facts.facts_of_records(kind, None, desk) for kind in RECORDS),
            facts.facts_of_introductions(None),
            facts.facts_of_lines(None),
        )
    )
    _write(found, Clock.objects.all(), today)
    return len(found)


@transaction.atomic
def note_suggestions(
    *, need_ids: Collection[int] | None = None, offer_ids: Collection[int] | None = None
) -> dict[str, list[int]]:
    """Keep since when records have suggestions; return those for which it is the first time.

    None is all of them. Suggestions are made anew every night, so that the first day must be kept.
    """
    noted: dict[str, list[int]] = {}
    for kind, ids in (("need", need_ids), ("offer", offer_ids)):
        known = FirstSuggestion.objects.exclude(**{kind: None}).values(kind)
        rows = Suggestion.objects.exclude(**{f"{kind}__in": known})
        rows = rows.filter(**{f"rank_for_{kind}__isnull": False})
        rows = rows.filter(Q() if ids is None else Q(**{f"{kind}__in": ids}))
        first = dict(rows.order_by("-computed_at").values_list(kind, "computed_at"))
        FirstSuggestion.objects.bulk_create(
            [FirstSuggestion(**{f"{kind}_id": pk}, at=at) for pk, at in first.items()],
            batch_size=BATCH,
            ignore_conflicts=True,
        )
        noted[kind] = list(first)
    return noted


def desk_id() -> int | None:
    """Return the organisation that acknowledges and suggests."""
    desks = Organisation.objects.filter(kind=OrganisationKind.SECRETARIAT)
    return desks.order_by("pk").values_list("pk", flat=True).first()


def _write(found: Iterable[Fact], before: Any, today: datetime.date | None) -> None:
    """Put these clocks in place of those before; what did not change keeps its row."""
    targets, day = Targets(), today or timezone.localdate()
    rows = {_key(clock): clock for clock in (_clock(fact, targets, day) for fact in found)}
    known = {_key(clock): clock for clock in before}
    gone = [clock.pk for key, clock in known.items() if key not in rows]
    Clock.objects.filter(pk__in=gone).delete()
    fresh = [clock for key, clock in rows.items() if key not in known]
    Clock.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    changed = [_updated(known[key], clock) for key, clock in rows.items() if key in known]
    Clock.objects.bulk_update([c for c in changed if c], READ, batch_size=BATCH)


def _clock(fact: Fact, targets: Targets, today: datetime.date) -> Clock:
    run, zone = fact.run, timezone.get_current_timezone()
    target = targets.on(run.stage, run.since.astimezone(zone).date())
    shown = reckoning.read(run, target, today, zone)
    return Clock(
        stage=run.stage,
        subject=run.subject,
        subject_id=run.subject_id,
        since=run.since,
        done_at=run.done_at,
        stopped_at=run.stopped_at,
        is_paused=shown.is_paused,
        paused_days=shown.paused,
        due_on=shown.due_on,
        counts=target.counts,
        target_days=target.days,
        organisation_id=fact.organisation_id,
        need_id=fact.need_id,
        offer_id=fact.offer_id,
        introduction_id=fact.introduction_id,
        agreement_id=fact.agreement_id,
    )


def _key(clock: Clock) -> tuple[Any, ...]:
    return clock.stage, clock.subject, clock.subject_id, clock.since


def _updated(old: Clock, new: Clock) -> Clock | None:
    """Return the row with what is read of it now; None where nothing differs."""
    if all(getattr(old, name) == getattr(new, name) for name in READ):
        return None
    for name in READ:
        setattr(old, name, getattr(new, name))
    return old
