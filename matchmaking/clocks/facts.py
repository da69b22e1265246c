"""The facts that clocks are read from: histories, introductions, agreements. Nothing is typed."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts import audit
from matchmaking.agreements.models import AgreementLine, Delivery
from matchmaking.clocks import reckoning
from matchmaking.clocks.choices import Stage, Subject
from matchmaking.clocks.models import FirstSuggestion
from matchmaking.clocks.reckoning import Event, Pause, Run
from matchmaking.introductions.choices import IntroductionStatus, Said, Side
from matchmaking.introductions.models import Answer, Introduction
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.writing.querysets import midnight

Ids = Collection[int] | None  # None: all of them
Key = tuple[str, int]  # the kind of a record and its number
Times = dict[Key, list[Event]]
MODELS: dict[str, Any] = {"need": Need, "offer": Offer}
VERBS = reckoning.SUBMITTED | reckoning.ANSWERED | reckoning.CLOSED | reckoning.OPENED | {"pause"}


@dataclass(frozen=True)
class Fact:
    """A run of a stage, with what it is about and who must act (None: both sides, or the desk)."""

    run: Run
    need_id: int | None = None
    offer_id: int | None = None
    introduction_id: int | None = None
    agreement_id: int | None = None
    organisation_id: int | None = None


# Slices above tell in which days a record rests: fn(kind, ids) -> (record id, pause) each.
Rests = Callable[[str, Ids], Iterable[tuple[int, Pause]]]
_rests: list[Rests] = []


def register_rests(rests: Rests) -> None:
    """Stop the clocks of a record on the days an upper slice names."""
    _rests.append(rests)


def facts_of_records(kind: str, ids: Ids, desk: int | None) -> Iterator[Fact]:
    """Return the runs of records: handed in, and waiting for a first suggestion."""
    times, pauses = _times(kind, ids), _pauses(kind, ids)
    first = dict(_known(FirstSuggestion.objects.exclude(**{kind: None}), kind, ids))
    for pk, events in times.items():
        runs = reckoning.acknowledgements(events, kind, pk)
        found = reckoning.suggestion(events, kind, pk, first.get(pk))
        for run in [*runs, *([found] if found else [])]:
            rested = _with_pauses(run, pauses[pk])
            yield Fact(rested, organisation_id=desk, **{f"{kind}_id": pk})


def facts_of_introductions(ids: Ids) -> Iterator[Fact]:
    """Return the runs of introductions: a side is asked, and the two talk."""
    rows = Introduction.objects.select_related("need", "offer").prefetch_related("answers")
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    found = list(rows.order_by("pk"))
    closed, pauses = _around(found)
    for row in found:
        rests = (*pauses["need", row.need_id], *pauses["offer", row.offer_id])
        stops = [at for key in _keys(row) if (at := closed.get(key))]
        about = {"need_id": row.need_id, "offer_id": row.offer_id, "introduction_id": row.pk}
        for run, place in _runs_of(row, min(stops, default=None)):
            yield Fact(_with_pauses(run, rests), organisation_id=place, **about)


def facts_of_lines(agreement_ids: Ids) -> Iterator[Fact]:
    """Return the runs of what both sides signed: delivered by one, confirmed by the other."""
    lines = AgreementLine.objects.exclude(agreement__signed_at=None).select_related(
        "agreement__introduction__need", "agreement__introduction__offer"
    )
    if agreement_ids is not None:
        lines = lines.filter(agreement__in=agreement_ids)
    for line in lines.prefetch_related("deliveries").order_by("pk"):
        introduction = line.agreement.introduction
        about = {
            "need_id": introduction.need_id,
            "offer_id": introduction.offer_id,
            "introduction_id": introduction.pk,
            "agreement_id": line.agreement_id,
        }
        stated = sorted(line.deliveries.all(), key=lambda one: (one.stated_at, one.pk))
        for run, side in _line_runs(line, stated):
            yield Fact(run, organisation_id=_place(introduction, side), **about)


def _runs_of(row: Introduction, closed_at: Any) -> Iterator[tuple[Run, int | None]]:
    """Return the runs of one introduction, each with who must act."""
    for answer in row.answers.all():
        if answer.organisation_id != row.proposed_for_id:
            yield _answer_run(row, answer, closed_at), answer.organisation_id
    if row.introduced_at:
        ended_at = row.agreed_at or row.ended_at
        stopped_at = None if ended_at else _after(row.introduced_at, closed_at)
        decision = (Stage.DECISION, Subject.INTRODUCTION, row.pk, row.introduced_at)
        yield Run(*decision, ended_at, stopped_at), None


def _answer_run(row: Introduction, answer: Answer, closed_at: Any) -> Run:
    done_at = None if answer.said == Said.WAITING else answer.answered_at
    open_now = row.status in (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED)
    ended_at = None if open_now else row.ended_at
    stopped_at = None if done_at else ended_at or _after(row.proposed_at, closed_at)
    return Run(Stage.ANSWER, Subject.ANSWER, answer.pk, row.proposed_at, done_at, stopped_at)


def _line_runs(line: AgreementLine, stated: list[Delivery]) -> Iterator[tuple[Run, str]]:
    ended_at = line.agreement.ended_at
    about = (Subject.LINE, line.pk)
    if day := line.ends_on or line.starts_on:
        since = midnight(day)
        full = next((d for d in stated if d.side == Side.GIVER and _is_all(d, line)), None)
        done_at = max(since, full.stated_at) if full else None
        yield Run(Stage.DELIVERY, *about, since, done_at, None if done_at else ended_at), Side.GIVER
    said = [(d.stated_at, d.side, (d.quantity, d.amount_minor)) for d in stated]
    for side, since, done_at in reckoning.confirmations(said):
        stopped_at = None if done_at else ended_at
        yield Run(Stage.CONFIRMATION, *about, since, done_at, stopped_at), side


def _is_all(delivery: Delivery, line: AgreementLine) -> bool:
    if line.quantity is not None:
        return bool(delivery.quantity is not None and delivery.quantity >= line.quantity)
    return bool(delivery.amount_minor and delivery.amount_minor >= (line.amount_minor or 0))


def _place(introduction: Introduction, side: str) -> int:
    record = introduction.need if side == Side.RECIPIENT else introduction.offer
    return record.organisation_id


def _keys(row: Introduction) -> tuple[Key, Key]:
    return ("need", row.need_id), ("offer", row.offer_id)


def _around(rows: list[Introduction]) -> tuple[dict[Key, Any], dict[Key, tuple[Pause, ...]]]:
    """Return since when the records of introductions are closed, and when they rest."""
    closed: dict[Key, Any] = {}
    pauses: dict[Key, tuple[Pause, ...]] = defaultdict(tuple)
    for kind in MODELS:
        ids = {getattr(row, f"{kind}_id") for row in rows}
        for pk, events in _times(kind, ids).items():
            closed[kind, pk] = reckoning.closed_since(events)
        for pk, found in _pauses(kind, ids).items():
            pauses[kind, pk] = found
    return closed, pauses


def _times(kind: str, ids: Ids) -> dict[int, list[Event]]:
    """Return what happened to records, in the order of time."""
    found: dict[int, list[Event]] = defaultdict(list)
    for moment in audit.moments(MODELS[kind], VERBS, ids):
        found[moment.pk].append((moment.at, moment.verb))
    return found


def _pauses(kind: str, ids: Ids) -> dict[int, tuple[Pause, ...]]:
    """Return the days on which records rest: paused by their owner, or put off on the desk."""
    zone = timezone.get_current_timezone()
    found: dict[int, tuple[Pause, ...]] = defaultdict(tuple)
    if kind == "offer":
        for pk, events in _times(kind, ids).items():
            found[pk] = reckoning.pauses_of(events, zone)
    for rests in _rests:
        for pk, pause in rests(kind, ids):
            found[pk] = (*found[pk], pause)
    return found


def _known(rows: Any, kind: str, ids: Ids) -> Iterable[tuple[int, datetime.datetime]]:
    known: Iterable[tuple[int, datetime.datetime]] = rows.filter(
        Q() if ids is None else Q(**{f"{kind}__in": ids})
    ).values_list(f"{kind}_id", "at")
    return known


def _with_pauses(run: Run, pauses: tuple[Pause, ...]) -> Run:
    fields = (run.stage, run.subject, run.subject_id, run.since, run.done_at, run.stopped_at)
    return Run(*fields, pauses=pauses) if pauses else run


def _after(since: datetime.datetime, at: datetime.datetime | None) -> datetime.datetime | None:
    """Return a moment, not before the run began; None where there is none."""
    return max(since, at) if at else None
