"""Which demands cannot hold together, found before anything is proposed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from matchmaking.matching.engine.rows import RowId

from .problem import Balance, Problem
from .relaxed import relax

NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Conflict:
    """A demand that cannot hold: what kind of one, of which row, and the two figures at odds."""

    code: str  # "locked_left", "locked_asked", "locked_donors", "balance", "locks" or "whole"
    row: RowId | None = None
    demanded: float | None = None
    possible: float | None = field(default=None)


def locks_at_odds(problem: Problem) -> tuple[Conflict, ...]:
    """List the locks that ask for more than there is."""
    return (*_of_gives(problem), *_of_asks(problem), *_of_donors(problem))


def demands_at_odds(problem: Problem) -> tuple[Conflict, ...]:
    """List the demands of balance that hold only if nothing is given, or not even then.

    Each one of the list is needed for the trouble: without it the others could hold.
    """
    balances = list(problem.balances)
    if not balances or _works(problem, balances):
        return ()
    for balance in problem.balances:
        fewer = [other for other in balances if other is not balance]
        if not _works(problem, fewer):
            balances = fewer
    found = [Conflict("balance", b.id, b.at_least, b.at_most) for b in balances]
    free = replace(problem, locks={})
    if problem.locks and _works(free, balances):
        found.append(Conflict("locks"))
    return tuple(found)


def _works(problem: Problem, balances: Sequence[Balance]) -> bool:
    """Tell whether anything can be given under these demands, if anything can at all."""
    found = relax(replace(problem, balances=tuple(balances)))
    if found is None:
        return False
    if found.bound > NOTHING or not balances:
        return True
    alone = relax(replace(problem, balances=()))
    return alone is not None and alone.bound <= NOTHING


def _of_gives(problem: Problem) -> Iterator[Conflict]:
    locked: dict[int, int] = defaultdict(int)
    for route, steps in problem.locks.items():
        locked[int(problem.routes.give[route])] += steps
    for give, steps in sorted(locked.items()):
        left = problem.gives[give].left
        if left is not None and steps > left:
            yield Conflict("locked_left", problem.gives[give].id, steps, left)


def _of_asks(problem: Problem) -> Iterator[Conflict]:
    locked: dict[int, float] = defaultdict(float)
    for route, steps in problem.locks.items():
        locked[int(problem.routes.ask[route])] += steps * float(problem.routes.share[route])
    for ask, share in sorted(locked.items()):
        if share > 1 + NOTHING:
            yield Conflict("locked_asked", problem.asks[ask].id, share, 1.0)


def _of_donors(problem: Problem) -> Iterator[Conflict]:
    donors: dict[RowId, set[int]] = defaultdict(set)
    for route, steps in problem.locks.items():
        if steps:
            need = problem.asks[problem.routes.ask[route]].need
            donors[need].add(int(problem.donor_of[route]))
    most = problem.most_donors
    for need, found in donors.items():
        if most is not None and len(found) > most:
            yield Conflict("locked_donors", need, len(found), most)
