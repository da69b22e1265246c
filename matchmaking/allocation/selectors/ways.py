"""Every way in which one request of a scenario could be served: what the broker locks."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from matchmaking.allocation.models import Scenario, Share
from matchmaking.allocation.selectors.cases import case_of
from matchmaking.allocation.selectors.inputs import AskedRow, GivenRow, inputs_of
from matchmaking.allocation.selectors.results import latest
from matchmaking.matching.engine.allocation import PLENTY


class Way(NamedTuple):
    """From an offer's line to a line of the request: what could come, is proposed, is locked."""

    asked: AskedRow
    given: GivenRow
    fit: float
    smallest: Decimal
    most: Decimal | None  # None: no limit is known
    proposed: Decimal
    locked: Decimal | None

    @property
    def name(self) -> str:
        """What the field of this way is called in a form."""
        return f"{self.asked.line.pk}-{self.given.line.pk}"

    @property
    def unit(self) -> str:
        """What is counted."""
        return _("US dollars") if self.given.stock.in_dollars else self.given.line.unit


def ways_to(scenario: Scenario, need_id: int) -> list[Way]:
    """Return the ways to the lines of a request, the best first."""
    inputs = inputs_of(scenario)
    problem = case_of(scenario, inputs).problem
    proposed = _proposed(scenario, need_id)
    found = []
    for at, (ask, give) in enumerate(
        zip(problem.routes.ask.tolist(), problem.routes.give.tolist(), strict=True)
    ):
        asked, given = inputs.measured[ask], inputs.given[give]
        if asked.need.pk != need_id:
            continue
        step = Decimal(str(given.stock.step))
        found.append(
            Way(
                asked,
                given,
                float(problem.routes.fit[at]),
                int(problem.routes.lot[at]) * step,
                None if problem.left[give] >= PLENTY else int(problem.left[give]) * step,
                proposed.get((asked.line.pk, given.line.pk), Decimal(0)),
                int(problem.locks[at]) * step if at in problem.locks else None,
            )
        )
    return sorted(found, key=lambda way: (way.asked.line.position, -way.fit, way.name))


def _proposed(scenario: Scenario, need_id: int) -> dict[tuple[int, int], Decimal]:
    solution = latest(scenario)
    if solution is None:
        return {}
    rows = Share.objects.filter(solution=solution, need_id=need_id)
    return {(row.need_line_id or 0, row.offer_line_id or 0): row.quantity for row in rows}
