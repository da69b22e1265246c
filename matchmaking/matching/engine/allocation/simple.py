"""The simple ways a proposal is compared with: best pairs first, and first come, first served."""

import numpy as np
from numpy.typing import NDArray

from .ledger import Ledger
from .problem import Problem, Reals, Whole

CHUNK = 20_000  # routes looked at before those that lead nowhere any more are left out


def greedy(problem: Problem) -> Whole:
    """Give where one step is worth most, then where it is worth next most, and so on."""
    return _in_order(problem, np.argsort(-problem.value, kind="stable"))


def first_come(problem: Problem) -> Whole:
    """Serve the needs in the order they came (that of the asks), each from its best matches."""
    order = np.lexsort((-problem.routes.fit, problem.routes.ask))
    return _in_order(problem, order)


def by_gain(problem: Problem, prices: Reals) -> list[int]:
    """Order the usable routes by what a step gains over the prices of what it uses, then by worth.

    A route of the best point gains nothing over the prices; the others less than that.
    """
    gain = problem.value - problem.matrix.T @ prices
    lost = np.round(gain * problem.most, 9)
    order = np.lexsort((-problem.value, -lost))
    return [int(route) for route in order if problem.most[route] > 0]


def _in_order(problem: Problem, order: NDArray[np.intp]) -> Whole:
    ledger = Ledger(problem)
    for start in range(0, len(order), CHUNK):
        part = order[start : start + CHUNK]
        left = np.array(ledger.left)[problem.routes.give[part]]
        alive = (left > 0) & (problem.most[part] > 0)
        ledger.fill(part[alive].tolist())
    # Without balance one pass has given all there is; with it, what was refused may fit now.
    if len(problem.tilts):
        ledger.fill(order[problem.most[order] > 0].tolist())
        ledger.level()
    return ledger.amounts
