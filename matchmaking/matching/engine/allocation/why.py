"""Why a part of what is asked for stays unmet."""

from dataclasses import dataclass

from .ledger import Ledger
from .problem import Problem, Whole

MET = 1e-6


@dataclass(frozen=True, slots=True)
class Rest:
    """The share of an asked rest that stays unmet, and why; no reason where all is met."""

    share: float
    code: str = ""  # "no_route", "used_up", "donors", "lot", "locked" or "balance"


def rests(problem: Problem, amounts: Whole) -> list[Rest]:
    """Say for every ask what stays unmet of it and why."""
    ledger = Ledger(problem)
    ledger.load(amounts)
    ways: list[list[int]] = [[] for _ in problem.asks]
    for route, ask in enumerate(problem.routes.ask.tolist()):
        ways[ask].append(route)
    return [_rest(ledger, at, routes) for at, routes in enumerate(ways)]


def _rest(ledger: Ledger, ask: int, ways: list[int]) -> Rest:
    share = ledger.wanted(ask)
    return Rest(share, _reason(ledger, ways)) if share > MET else Rest(0.0)


def _reason(ledger: Ledger, ways: list[int]) -> str:
    """Go through what could stand in the way, in the order a broker would ask."""
    if not ways:
        return "no_route"
    problem = ledger.problem
    stocked = [route for route in ways if ledger.left[problem.routes.give[route]] > 0]
    if not stocked:
        return "used_up"
    free = [route for route in stocked if not problem.is_locked[route]]
    if not free:
        return "locked"
    admitted = [route for route in free if ledger.admits(route)]
    if not admitted:
        return "donors"
    lots = problem.routes.lot
    enough = [r for r in admitted if ledger.supply(r) + ledger.amounts[r] >= max(1, lots[r])]
    if not any(ledger.supply(route) > 0 for route in enough):
        return "lot"
    return "balance"
