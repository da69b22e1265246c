"""A scenario as a problem for the engine: who could be funded, and what the committee demands."""

import hashlib
from collections.abc import Iterator

from accounts.selectors import Person
from matchmaking.decisions.choices import Measure
from matchmaking.decisions.engine import choosing
from matchmaking.decisions.models import Choice
from matchmaking.decisions.selectors.ranking import UNDECIDED, RankedRow, ranking_of
from matchmaking.funds.models import Call
from matchmaking.vocabulary.selectors import regions_of


def candidates_of(user: Person, call: Call) -> list[RankedRow]:
    """Return what a scenario may fund: ranked, and not decided yet, the best first."""
    rows = ranking_of(user, call).rows
    return [
        row for row in rows if row.place.number is not None and row.application.status in UNDECIDED
    ]


def problem_of(choice: Choice, rows: list[RankedRow]) -> choosing.Problem:
    """Return what the engine solves for a scenario."""
    wishes = dict(choice.lines.values_list("application", "wish"))
    limits = choice.limits.order_by("dimension", "code")
    return choosing.Problem(
        tuple(_applicant(row, wishes.get(row.application.pk, "")) for row in rows),
        choice.budget_minor,
        tuple(
            choosing.Limit(f"{row.dimension}:{row.code}", row.at_least_minor, row.at_most_minor)
            for row in limits
        ),
        least_percent=choice.least_percent,
        region_percent=choice.region_percent,
        state_most=choice.state_minor,
        counts_projects=choice.measure == Measure.PROJECTS,
    )


def digest_of(problem: choosing.Problem) -> str:
    """Return what tells whether anything changed since a scenario was computed."""
    rows = [(one, sorted(one.groups)) for one in problem.applicants]
    said = repr([(a.id, a.score, a.asked_minor, groups, a.wish) for a, groups in rows])
    terms = (problem.budget, problem.limits, problem.least_percent, problem.region_percent)
    more = (problem.state_most, problem.counts_projects)
    return hashlib.sha256(f"{said}{terms}{more}".encode()).hexdigest()


def _applicant(row: RankedRow, wish: str) -> choosing.Applicant:
    return choosing.Applicant(
        id=row.application.pk,
        score=float(row.place.candidate.score or 0),
        asked_minor=row.place.candidate.asked_minor,
        groups=frozenset(_groups(row)),
        wish=wish,  # type: ignore[arg-type]  # kept as one of them
    )


def _groups(row: RankedRow) -> Iterator[str]:
    """Yield where an application counts: its State, the regions around it, its themes."""
    proposal = row.application.proposal
    regions = regions_of(proposal.country_id)
    yield f"state:{proposal.country_id}"
    yield from (f"region:{code}" for code in regions)
    # Balance is asked of continents; subregions would count the same money twice.
    if regions:
        yield f"continent:{regions[-1]}"
    for theme in proposal.themes.all():
        yield f"theme:{theme.pk}"
        if theme.parent_id:
            yield f"theme:{theme.parent_id}"
