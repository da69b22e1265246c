"""The obvious way: take the offer that adds most, then the next. A yardstick and a last resort."""

from collections.abc import Iterable

from matchmaking.matching.engine.rows import RowId

from .coverage import coverage
from .rows import EXACT, Candidate, Key, Link, Part, Problem, whole_or_cents


def greedy(problem: Problem, parties: int, keep: Iterable[RowId] = ()) -> tuple[Part, ...]:
    """Add offers one by one while any adds more than it costs."""
    parts: tuple[Part, ...] = ()
    for offer in keep:
        parts += tuple(_best_use(problem, problem.by_offer[offer], parts))
    while True:
        tries = [parts + tuple(_best_use(problem, one, parts)) for one in problem.candidates]
        allowed = [one for one in tries if len(parties_of(problem, one)) <= parties]
        # The first of equals: candidates stand in the order of their match.
        best = max(allowed, key=lambda one: coverage(problem, one).worth, default=parts)
        if coverage(problem, best).worth <= coverage(problem, parts).worth + EXACT:
            return parts
        parts = best


def fill(problem: Problem, parts: Iterable[Part]) -> tuple[Part, ...]:
    """Put figures to the parts without an amount: as much as is open and left, one after the other.

    What has no figures on both sides stays as it is.
    """
    wanted = list(parts)
    done = [part for part in wanted if not _is_blank(problem, part)]
    filled: dict[Key, Part] = {}
    for part in wanted:
        if _is_blank(problem, part):
            filled[part.key] = _filled(problem, problem.links[part.key], done)
            done.append(filled[part.key])
    return tuple(filled.get(part.key, part) for part in wanted)


def _is_blank(problem: Problem, part: Part) -> bool:
    return part.amount is None and problem.links[part.key].serving.is_measured


def _filled(problem: Problem, link: Link, done: list[Part]) -> Part:
    sure = {line.asked.id: line.sure for line in coverage(problem, done).lines}
    same = [part for part in done if (part.key.offer, part.key.given) == link.key[:2]]
    rest = (link.serving.left or 0.0) - sum(part.amount or 0.0 for part in same)
    return _fill(link, max(0.0, 1 - sure[link.asked.id]), {link.given.id: max(0.0, rest)})[0]


def parties_of(problem: Problem, parts: Iterable[Part]) -> frozenset[RowId]:
    """Return who gives in some parts."""
    return frozenset(problem.by_offer[part.key.offer].party for part in parts)


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
    amount = whole_or_cents(min(rest, share / serving.share), link.is_whole)
    left[link.given.id] = rest - amount
    return Part(link.key, amount), amount * serving.share
