"""LP, round, LP again, fill; what stays in doubt is weighed. Same input, same answer."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import scipy

from .answer import Answer, Impossible, Worth
from .conflicts import NOTHING, Conflict, demands_at_odds, locks_at_odds
from .ledger import Ledger, faults
from .problem import Marks, Problem, Reals, Whole
from .relaxed import Relaxed, best_point, relax
from .simple import by_gain, first_come, greedy
from .weighed import weigh, weigh_all

SOLVER = f"allocation 1, HiGHS of scipy {scipy.__version__}"
SMALL = 200  # routes, of which every possibility is weighed
DOUBTS = 300  # routes at most that are weighed in a large case
SLACK = 1e-6  # of a step, which the solver may be away from a whole number

Say = Callable[[float], None]


def allocate(problem: Problem, say: Say = lambda share: None) -> Answer | Impossible:
    """Propose who gets how much; `say` is told which share of the work is done."""
    if odd := locks_at_odds(problem):
        return Impossible(odd)
    relaxed = relax(problem)
    say(0.4)
    if relaxed is None or (problem.balances and relaxed.bound <= NOTHING):
        odd = demands_at_odds(problem)
        if odd or relaxed is None:
            return Impossible(odd or (Conflict("locks"),))
    simple = {"greedy": greedy(problem), "first_come": first_come(problem)}
    say(0.5)
    proposals, bound = _proposals(problem, relaxed, say)
    sound = [a for a in (*proposals, *simple.values()) if not faults(problem, a)]
    if not sound:
        return Impossible((Conflict("whole"),))
    best = max(sound, key=problem.worth)
    return Answer(
        best,
        problem.worth(best),
        max(bound, problem.worth(best)),
        _worths(problem, relaxed.prices, best),
        {n: problem.worth(a) for n, a in simple.items() if not faults(problem, a)},
    )


def _proposals(problem: Problem, relaxed: Relaxed, say: Say) -> tuple[list[Whole], float]:
    """Round and fill the best point, then weigh what was in doubt; return a bound as well."""
    order = by_gain(problem, relaxed.prices)
    found, bound = [_rounded(problem, relaxed.amounts, order)], relaxed.bound
    say(0.7)
    if not order:
        return found, bound
    if len(order) <= SMALL and (weighed := weigh_all(problem)):
        found.append(_rounded(problem, weighed[0], order))
        found.append(np.rint(weighed[0]).astype(np.int64))
        bound = min(bound, weighed[1])
    elif (target := _weighed(problem, relaxed.amounts, found[0], order)) is not None:
        found.append(_rounded(problem, target, order))
    say(0.9)
    return found, bound


def _weighed(problem: Problem, best: Reals, rounded: Whole, order: list[int]) -> Reals | None:
    """Weigh the routes on which the best point and its rounding differ, and the next best ones."""
    firm = (rounded > 0) & (best >= problem.routes.lot - SLACK) | problem.is_locked
    doubtful = ((best > SLACK) | (rounded > 0)) & ~firm
    worth = np.where(doubtful, problem.value * np.maximum(best, rounded), 0.0)
    doubtful[np.argsort(-worth, kind="stable")[DOUBTS:]] = False
    others = [route for route in order if not (firm[route] or doubtful[route])]
    doubtful[others[: max(0, DOUBTS - int(doubtful.sum()))]] = True
    return weigh(problem, firm & (problem.most > 0), doubtful)


def _rounded(problem: Problem, target: Reals, order: list[int]) -> Whole:
    """Keep what is worth a delivery and a donor, share out anew among these, fill the rest."""
    kept = (target > SLACK) & ((target >= problem.routes.lot - SLACK) | problem.is_locked)
    kept = _best_donors(problem, np.where(kept, target, 0.0)) | problem.is_locked
    least = np.where(kept & ~problem.is_locked, np.minimum(problem.routes.lot, target), 0.0)
    # Dropping routes may have upset a balance; the lots then wait for the filling.
    found = best_point(problem, kept, least) or best_point(problem, kept)
    amounts = found[0] if found else np.where(kept, target, 0.0)
    ledger = Ledger(problem)
    ledger.load(np.floor(amounts + SLACK).astype(np.int64))
    ledger.level()
    ledger.fill(order)
    return ledger.amounts


def _best_donors(problem: Problem, amounts: Reals) -> Marks:
    """Mark for every need what the donors give that are worth most to it, as many as may."""
    used = amounts > 0
    if problem.most_donors is None:
        return used
    given: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    # What is locked stays, whatever else would be worth more.
    worth = np.where(problem.is_locked, np.inf, problem.value * amounts)
    needs, donors = problem.need_of.tolist(), problem.donor_of.tolist()
    places = np.flatnonzero(used).tolist()
    for route in places:
        given[needs[route]][donors[route]] += worth[route]
    kept = {
        (need, donor)
        for need, worths in given.items()
        for donor in sorted(worths, key=lambda one: (-worths[one], one))[: problem.most_donors]
    }
    used[places] = [(needs[route], donors[route]) in kept for route in places]
    return used


def _worths(problem: Problem, prices: Reals, amounts: Whole) -> tuple[Worth, ...]:
    """Say what one more step of every give would add, and where nothing is left."""
    given = np.zeros(len(problem.gives), np.int64)
    np.add.at(given, problem.routes.give, amounts)
    of_gives = prices[len(problem.asks) :][: len(problem.gives)]
    used_up = given >= problem.left
    return tuple(
        Worth(float(price), bool(spent)) for price, spent in zip(of_gives, used_up, strict=True)
    )
