"""Proposes combinations of offers for one need."""

import time
from collections.abc import Iterator
from dataclasses import replace

from .coverage import coverage
from .greedy import greedy, parties_of
from .program import Limits, Solution, solve
from .rows import Part, Problem, Proposal


def propose(problem: Problem, limits: Limits, alternatives: int = 3) -> list[Proposal]:
    """Give the best combination and the next best ones, each with its bound.

    A next best one does without some party of each before it. All share the time of `limits`;
    where it runs out, the last may be short of the best.
    """
    return list(_proposals(problem, limits, alternatives))


def best_single(problem: Problem, seconds: float = 5.0) -> Proposal | None:
    """Give what the best offer does alone."""
    return next(_proposals(problem, Limits(1, offers=1, seconds=seconds), 1), None)


def _proposals(problem: Problem, limits: Limits, number: int) -> Iterator[Proposal]:
    ends = time.monotonic() + limits.seconds
    for _ in range(number if problem.links else 0):
        rest = max(0.1, ends - time.monotonic())
        solution = solve(problem, replace(limits, seconds=rest))
        proposal = _proposal(problem, limits, solution)
        if not proposal.parts:
            return
        yield proposal
        limits = replace(limits, without=(*limits.without, parties_of(problem, proposal.parts)))


def _proposal(problem: Problem, limits: Limits, solution: Solution) -> Proposal:
    parts = _obvious(problem, limits) if solution.ran_out else solution.parts
    worth = coverage(problem, parts).worth
    return Proposal(parts, worth, max(worth, solution.bound))


def _obvious(problem: Problem, limits: Limits) -> tuple[Part, ...]:
    """Fall back on the obvious way where time ran out before anything was found."""
    parts = greedy(problem, limits.parties, sorted(limits.keep, key=str))
    givers = parties_of(problem, parts)
    is_new = not any(known <= givers for known in limits.without)
    fits = limits.offers is None or len({part.key.offer for part in parts}) <= limits.offers
    return parts if is_new and fits else ()
