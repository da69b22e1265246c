"""The linear programme behind a proposal: its best point, its prices, and a proven bound."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from .problem import Marks, Problem, Reals

FEW = 30_000  # routes that are all looked at from the start
PER_LINE = 20  # of more, the best of every line come first
ROUNDS = 4  # of adding routes that turn out to be worth it
SURE = 1e-4  # of the bound: routes that could add less are left out
SOLVED, INFEASIBLE = 0, 2


@dataclass(frozen=True)
class Relaxed:
    """The best that could be done if lots, whole units and numbers of donors did not matter."""

    amounts: Reals
    prices: Reals  # of every row of the matrix
    bound: float


class Unsolved(ArithmeticError):
    """The solver gave up; no case is known."""


def relax(problem: Problem) -> Relaxed | None:
    """Solve the relaxation; None where no amounts keep all demands.

    Of very many routes only the promising ones are looked at; the prices then tell which of the
    others would be worth it. The bound holds for all routes, looked at or not.
    """
    looked_at = _promising(problem)
    for _ in range(ROUNDS):
        found = best_point(problem, looked_at)
        if found is None:
            return None
        amounts, prices = found
        gain = problem.value - problem.matrix.T @ prices
        missed = np.where(looked_at, 0.0, np.maximum(gain, 0.0) * problem.most)
        bound = proven_bound(problem, prices)
        if missed.sum() <= SURE * bound:
            break
        looked_at |= missed > 0
    return Relaxed(amounts, prices, bound)


def best_point(
    problem: Problem, looked_at: Marks, least: Reals | None = None
) -> tuple[Reals, Reals] | None:
    """Solve over some routes; return amounts and prices, or None where it is infeasible."""
    kept = np.flatnonzero(looked_at | problem.is_locked)
    matrix = problem.matrix[:, kept]
    rows = np.flatnonzero(np.diff(matrix.indptr))
    amounts, prices = np.zeros(len(problem.routes)), np.zeros(len(problem.limits))
    unmoved = problem.limits[np.diff(matrix.indptr) == 0]
    if not len(kept) or (unmoved < 0).any():
        return None if (unmoved < 0).any() else (amounts, prices)
    lower = problem.locked if least is None else np.maximum(problem.locked, least)
    # One step of play: what is scarce then shows in the price of its row, not of the route.
    upper = np.where(problem.is_locked, problem.locked, problem.most + 1)
    scale = np.abs(problem.value).max() or 1.0
    result = linprog(
        -problem.value[kept] / scale,
        A_ub=matrix[rows],
        b_ub=problem.limits[rows],
        bounds=np.column_stack([lower[kept], upper[kept]]),
        method="highs-ds",
    )
    if result.status == INFEASIBLE:
        return None
    if result.status != SOLVED:
        raise Unsolved(result.message)
    amounts[kept] = result.x
    prices[rows] = np.maximum(-result.ineqlin.marginals * scale, 0.0)
    return amounts, prices


def proven_bound(problem: Problem, prices: Reals) -> float:
    """Return what no proposal can exceed: true for any prices from 0 up, right or wrong ones.

    Each limit at its price, and each route that is worth more than it would pay, filled.
    """
    gain = problem.value - problem.matrix.T @ prices
    filled = np.where(gain > 0, gain * problem.most, gain * problem.locked)
    return float(prices @ problem.limits + filled.sum())


def _promising(problem: Problem) -> Marks:
    if len(problem.routes) <= FEW:
        return problem.most > 0
    worth = problem.value * problem.most
    marks = problem.is_locked.copy()
    for line in (problem.routes.ask, problem.routes.give):
        order = np.lexsort((-worth, line))
        place = np.arange(len(order)) - np.searchsorted(line[order], line[order])
        marks[order[place < PER_LINE]] = True
    return marks & (problem.most > 0)
