"""The ranking of a call as somebody may see it: what is kept from them takes no place in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accounts.selectors import Person
from matchmaking.applications.access import from_the_fund
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions.engine.ranking import Candidate, Place, rank
from matchmaking.decisions.models import CommitteeScore, Decision, LotLine
from matchmaking.funds.models import Call
from matchmaking.money import Money
from matchmaking.reviews import selectors as reviews
from matchmaking.reviews.access import newest_submission

# What a committee still has to decide on, and what takes a place in the ranking.
UNDECIDED = (ApplicationStatus.ELIGIBLE, ApplicationStatus.REVIEWED)
RANKED = (*UNDECIDED, ApplicationStatus.APPROVED, ApplicationStatus.REJECTED)


@dataclass(frozen=True)
class RankedRow:
    """An application in its place, with what it got there by."""

    place: Place
    application: Any
    committee: CommitteeScore | None
    summary: Any
    decision: Decision | None

    @property
    def asked(self) -> Money:
        """What it asks for."""
        return Money(self.place.candidate.asked_minor, self.application.proposal.currency)


@dataclass(frozen=True)
class Ranking:
    """The places of a call, best first, and the money there is."""

    call: Call
    rows: tuple[RankedRow, ...]

    @property
    def budget(self) -> Money | None:
        """What the call has to give; None where it does not say."""
        return self.call.budget

    @property
    def tied(self) -> list[list[RankedRow]]:
        """The groups that share a place, in order."""
        groups: dict[int, list[RankedRow]] = defaultdict(list)
        for row in self.rows:
            if row.place.is_tied and row.place.number:
                groups[row.place.number].append(row)
        return list(groups.values())


def ranking_of(user: Person, call: Call) -> Ranking:
    """Rank what `user` may know of in a call, by the rules it was published with."""
    rows = list(_applications(user, call))
    ids = [row.pk for row in rows]
    summaries = reviews.summaries(user, ids)
    committee = _committee_scores(rows)
    lots = _lots(ids)
    decisions = {d.application_id: d for d in _decisions(ids)}
    candidates = (
        _candidate(row, committee.get(row.pk), summaries.get(row.pk), lots.get(row.pk))
        for row in rows
    )
    named = {row.pk: row for row in rows}
    budget = call.budget_minor if call.budget_minor is not None else 10**18
    return Ranking(
        call,
        tuple(
            RankedRow(
                place,
                named[place.candidate.id],
                committee.get(place.candidate.id),
                summaries.get(place.candidate.id),
                decisions.get(place.candidate.id),
            )
            for place in rank(candidates, call.terms.tie_breakers, budget)
        ),
    )


def tied_groups(user: Person, call: Call) -> set[frozenset[int]]:
    """Return the groups of applications that share a place, by their ids."""
    groups = ranking_of(user, call).tied
    return {frozenset(row.application.pk for row in group) for group in groups}


def undeclared(user: Person, call: Call) -> QuerySet[Application]:
    """Return those in a call of which `user` has not yet said that they have no conflict."""
    rows = Application.objects.visible_to(user).filter(from_the_fund(user), call=call)
    declared = Application.objects.filter(declarations__person=user.pk)
    rows = rows.filter(status__in=RANKED).exclude(pk__in=declared.values("pk"))
    return rows.select_related("proposal").order_by("number")


def _applications(user: Person, call: Call) -> QuerySet[Application]:
    rows = Application.objects.visible_to(user).filter(call=call, status__in=RANKED)
    joined = rows.select_related("proposal__country", "proposal__applicant")
    joined = joined.prefetch_related("proposal__themes")
    return joined.annotate(newest=newest_submission("pk")).order_by("pk")


def _candidate(
    row: Any, score: CommitteeScore | None, summary: Any, lot: LotLine | None
) -> Candidate:
    return Candidate(
        id=row.pk,
        committee=score.value if score else None,
        reviews=summary.weighted if summary else None,
        asked_minor=row.proposal.asked_minor,
        submitted_at=row.submitted_at,
        criteria=_criteria(summary),
        draw=lot.lot_id if lot else None,
        lot=lot.position if lot else None,
    )


def _criteria(summary: Any) -> dict[str, Decimal]:
    """Return the mean points under each criterion, by its code."""
    if summary is None:
        return {}
    points = summary.by_criterion
    return {one.code: points[one.pk] for one in summary.criteria if points[one.pk] is not None}


def _committee_scores(rows: Iterable[Any]) -> dict[int, CommitteeScore]:
    """Return the committee's score of the newest round of each application."""
    found = CommitteeScore.objects.filter(submission__in=[row.newest for row in rows])
    found = found.select_related("submission", "given_by")
    return {score.submission.application_id: score for score in found.defer("submission__contents")}


def _lots(ids: Collection[int]) -> dict[int, LotLine]:
    """Return the lot that each application drew last."""
    rows = LotLine.objects.filter(application__in=ids).order_by("lot_id")
    return {row.application_id: row for row in rows}


def _decisions(ids: Collection[int]) -> QuerySet[Decision]:
    return Decision.objects.filter(application__in=ids).order_by("pk")
