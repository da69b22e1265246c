"""An answer of the engine as rows: who gives what to whom, what is met, what is used."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from matchmaking.allocation.choices import RestReason
from matchmaking.allocation.models import AskedLine, GivenLine, Share, Solution
from matchmaking.allocation.selectors.cases import Case
from matchmaking.allocation.selectors.inputs import AskedRow, GivenRow, Inputs
from matchmaking.matching import index
from matchmaking.matching.engine.allocation import Answer, Worth, lines_served, rests

DOLLARS = "US dollar"


def shares(solution: Solution, inputs: Inputs, case: Case, answer: Answer) -> Iterator[Share]:
    """Yield what is proposed, and what is locked."""
    routes, problem = case.problem.routes, case.problem
    for at in answer.amounts.nonzero()[0].tolist():
        asked, given = inputs.measured[routes.ask[at]], inputs.given[routes.give[at]]
        steps = int(answer.amounts[at])
        yield Share(
            solution=solution,
            need=asked.need,
            offer=given.offer,
            need_line=asked.line,
            offer_line=given.line,
            kind_id=given.line.kind_id,
            quantity=_amount(steps, given),
            unit=_unit(given),
            met=steps * float(routes.share[at]) * (asked.open_share or 0.0),
            fit=float(routes.fit[at]),
            is_locked=bool(problem.is_locked[at]),
        )


def asked_lines(
    solution: Solution, inputs: Inputs, case: Case, answer: Answer
) -> Iterator[AskedLine]:
    """Yield every line asked for: how much was met, how much would be, why not more."""
    measured = [row.asked for row in inputs.measured]
    stocks = [row.stock for row in inputs.given]
    served = lines_served(measured, stocks, index.world_now().kinds)
    found = {
        row.line.pk: (rest.share, _reason(rest.code, served.get(at)))
        for at, (row, rest) in enumerate(
            zip(inputs.measured, rests(case.problem, answer.amounts), strict=True)
        )
    }
    for row in inputs.asked:
        nothing = (1.0, RestReason.NO_FIGURE) if row.open_share is None else (0.0, RestReason.MET)
        share, reason = found.get(row.line.pk, nothing)
        yield _asked_line(solution, row, share, reason)


def given_lines(
    solution: Solution, inputs: Inputs, answer: Answer, most_weight: float
) -> Iterator[GivenLine]:
    """Yield every line given, with what one more unit would be worth."""
    used: dict[int, Decimal] = defaultdict(Decimal)
    for line, quantity in solution.shares.values_list("offer_line", "quantity"):
        used[line] += quantity
    for row, worth in zip(inputs.given, answer.worths, strict=True):
        left = row.stock.left
        yield GivenLine(
            solution=solution,
            offer=row.offer,
            line=row.line,
            kind_id=row.line.kind_id,
            description=row.line.description,
            unit=_unit(row),
            left=None if left is None else round(Decimal(left), 2),
            given=used[row.line.pk],
            worth=_worth(worth, row, most_weight),
            is_wanted=worth.price > 0,
        )


def _asked_line(solution: Solution, row: AskedRow, share: float, reason: str) -> AskedLine:
    before = 0.0 if row.open_share is None else 1 - row.open_share
    rest = 1.0 if row.open_share is None else row.open_share * share
    return AskedLine(
        solution=solution,
        need=row.need,
        line=row.line,
        kind_id=row.line.kind_id,
        description=row.line.description,
        unit=row.line.unit,
        asked=row.figures.asked,
        open=row.figures.open,
        before=before,
        met=max(before, 1 - rest),
        rest=reason,
    )


def _reason(code: str, is_counted: bool | None) -> str:
    if code != "no_route":
        return RestReason(code)
    if is_counted is None:
        return RestReason.NOT_OFFERED
    return RestReason.NOT_ELIGIBLE if is_counted else RestReason.OTHER_UNIT


def _worth(worth: Worth, row: GivenRow, most_weight: float) -> float:
    """Turn the price of a step into requests of the highest weight that one unit would meet."""
    return worth.price / row.stock.step / most_weight if most_weight else 0.0


def _amount(steps: int, row: GivenRow) -> Decimal:
    return steps * Decimal(str(row.stock.step))


def _unit(row: GivenRow) -> str:
    return DOLLARS if row.stock.in_dollars else row.line.unit
