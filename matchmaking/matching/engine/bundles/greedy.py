"""The obvious way: take the offer that adds most, then the next. A yardstick and a last resort."""

from collections.abc import Iterable

from matchmaking.matching.engine.rows import RowId

from .coverage import coverage
from .rows import EXACT, Candidate, Link, Part, Problem

Left = dict[tuple[RowId, RowId], float]


def greedy(problem: Problem, parties: int, keep: Iterable[RowId] = ()) -> tuple[Part, ...]:
    """Add offers one by one while any adds more than it costs."""
    parts: tuple[Part, ...] = ()
    for offer in keep:
        parts += tuple(_best_use(problem, problem.by_offer[offer], parts))
    while True:
        tries = [parts + tuple(_best_use(problem, one, parts)) for one in problem.candidates]
        allowed = [one for one in tries if len(_parties(problem, one)) <= parties]
        # The first of equals: candidates stand in the order of their match.
        best = max(allowed, key=lambda one: coverage(problem, one).worth, default=parts)
        if coverage(problem, best).worth <= coverage(problem, parts).worth + EXACT:
            return parts
        parts = best


def _parties(problem: Problem, parts: Iterable[Part]) -> set[RowId]:
    return {problem.by_offer[part.key.offer].party for part in parts}


def _best_use(problem: Problem, one: Candidate, parts: tuple[Part, ...]) -> Iterable[Part]:
    """Put each line of an offer where it answers best, as far as something is open."""
    open_shares = {line.asked.id: line.open for line in coverage(problem, parts).lines}
    left: dict[RowId, float] = {}
    taken = {part.key.offer for part in parts}
    if one.offer in taken:
        return
    for link in sorted(problem.links_of(one.offer), key=lambda link: -link.worth):
        share = open_shares[link.asked.id]
        if share <= EXACT:
            continue
        part, covered = _fill(link, share, left)
        if covered > EXACT:
            open_shares[link.asked.id] -= covered
            yield part


def _fill(link: Link, share: float, left: dict[RowId, float]) -> tuple[Part, float]:
    """Use what is left of a line for an open share; say what part that makes and covers."""
    serving = link.serving
    if serving.share is None or serving.left is None:
        return Part(link.key), share
    rest = left.setdefault(link.given.id, serving.left)
    amount = min(rest, share / serving.share)
    if link.is_whole:
        amount = float(int(amount + EXACT))
    left[link.given.id] = rest - amount
    return Part(link.key, amount), amount * serving.share
