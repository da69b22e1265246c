"""What the queue weighs, for any number of needs or offers with the same few queries."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.choices import OrganisationKind
from matchmaking.clearance.selectors import clearances
from matchmaking.coaching.models import Specificity
from matchmaking.desk.models import Shortlisting
from matchmaking.desk.ordering import Facts
from matchmaking.introductions.choices import RUNNING, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import Dismissal, Suggestion
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

Ids = Collection[int] | None  # None: all
Pair = tuple[int, int]
# Before these the broker is waited for: the checks, then the introduction itself.
BEFORE_THE_TALK = (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED)
COLUMNS = ("need_id", "offer_id", "status", "proposed_at", "ended_at")


@dataclass
class CaseFacts:
    """The figures of one record of the queue."""

    facts: Facts
    waiting_since: datetime.date
    expires_on: datetime.date | None


@dataclass
class _Pairs:
    """What happened with the pairs of each record, by the id of the record."""

    listed: Counter[int] = field(default_factory=Counter)
    running: Counter[int] = field(default_factory=Counter)
    open_checks: Counter[int] = field(default_factory=Counter)
    unanswered: dict[int, list[datetime.date]] = field(default_factory=lambda: defaultdict(list))
    last_try: dict[int, datetime.date] = field(default_factory=dict)


def facts_of(kind: str, ids: Ids = None) -> dict[int, CaseFacts]:
    """Return the figures of the open needs or offers (`kind`) with `ids`, or of all, by id."""
    rows = _open_rows(kind, ids)
    scores = _specificity(kind, ids)
    best, priorities = _best(kind, ids)
    pairs = _pairs(kind, ids)
    today, found = timezone.localdate(), {}
    for pk, priority, published_at, expires_on in rows:
        since = max(timezone.localdate(published_at), pairs.last_try.get(pk, datetime.date.min))
        asked = min(pairs.unanswered[pk]) if pk in pairs.unanswered else today
        facts = Facts(
            kind=kind,
            priority=priority if kind == "need" else priorities.get(pk, ""),
            specificity=scores.get(pk),
            best=best.get(pk),
            days_waiting=(today - since).days,
            days_left=(expires_on - today).days if expires_on else None,
            open_checks=pairs.open_checks[pk],
            unanswered=len(pairs.unanswered.get(pk, ())),
            days_unanswered=(today - asked).days,
            running=pairs.running[pk],
            listed=pairs.listed[pk],
        )
        found[pk] = CaseFacts(facts, since, expires_on)
    return found


def unjudged(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Keep the suggestions that the secretariat did not set aside."""
    aside = Dismissal.objects.filter(
        need=OuterRef("need"),
        offer=OuterRef("offer"),
        organisation__kind=OrganisationKind.SECRETARIAT,
    )
    return rows.exclude(Exists(aside))


def _open_rows(kind: str, ids: Ids) -> Any:
    rows: QuerySet[Any]
    if kind == "need":
        rows = _only(Need.objects.published(), "pk", ids)
        return rows.values_list("pk", "priority", "published_at", "ends_on")
    rows = _only(Offer.objects.published(), "pk", ids)
    return rows.values_list("pk", "pk", "published_at", "closes_on")


def _specificity(kind: str, ids: Ids) -> dict[int, int]:
    rows = Specificity.objects.filter(record_kind=kind, ruleset__is_active=True)
    return dict(_only(rows, "record_id", ids).values_list("record_id", "score"))


def _best(kind: str, ids: Ids) -> tuple[dict[int, float], dict[int, str]]:
    """Return the score of the best match by record, and the priority of the need in it."""
    rows = unjudged(Suggestion.objects.filter(**{f"rank_for_{kind}__isnull": False}))
    best: dict[int, float] = {}
    priorities: dict[int, str] = {}
    fitting = _only(rows, f"{kind}_id", ids).order_by("-score", "pk")
    for pk, score, priority in fitting.values_list(f"{kind}_id", "score", "need__priority"):
        if pk not in best:
            best[pk], priorities[pk] = score, priority
    return best, priorities


def _pairs(kind: str, ids: Ids) -> _Pairs:
    """Count what is under way; the checks count for pairs that are meant to be introduced."""
    found, meant = _Pairs(), set[Pair]()
    listed = _only(Shortlisting.objects.listed(), f"{kind}_id", ids)
    for need_id, offer_id in listed.values_list("need_id", "offer_id"):
        found.listed[need_id if kind == "need" else offer_id] += 1
        meant.add((need_id, offer_id))
    for row in _only(Introduction.objects.order_by("pk"), f"{kind}_id", ids).values(*COLUMNS):
        _note_try(found, row[f"{kind}_id"], row)
        move = meant.add if row["status"] in BEFORE_THE_TALK else meant.discard
        move((row["need_id"], row["offer_id"]))
    for (need_id, offer_id), state in clearances(meant).items():
        pk = need_id if kind == "need" else offer_id
        found.open_checks[pk] += state.open
    return found


def _note_try(found: _Pairs, pk: int, row: dict[str, Any]) -> None:
    if row["status"] in RUNNING:
        found.running[pk] += 1
        if row["status"] == IntroductionStatus.PROPOSED:
            found.unanswered[pk].append(timezone.localdate(row["proposed_at"]))
        return
    ended = timezone.localdate(row["ended_at"] or row["proposed_at"])
    found.last_try[pk] = max(ended, found.last_try.get(pk, ended))


def _only(rows: Any, column: str, ids: Ids) -> Any:
    return rows if ids is None else rows.filter(**{f"{column}__in": list(ids)})
