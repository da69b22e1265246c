"""Finds planted copies among 10,000 requests and 10,000 offers: python -m tests.bench.duplicates"""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from matchmaking.matching.engine import Sketch, Sketcher
from matchmaking.matching.engine.duplicates import Alike, Duplicates
from matchmaking.matching.engine.index import listed_states
from matchmaking.matching.judged import world_from_csv
from search.analysis import Analyser
from search.lexicon import Lexicon
from tests.matching import planted
from tests.search.corpus import rows_of_thesaurus

AIM, SECONDS = 0.9, 10.0
SHOWN = 5


@dataclass
class Found:
    """What was found, and how long it took the processor."""

    precision: float
    recall: float
    recall_of: dict[str, float]
    reading_s: float
    finding_s: float


def sketched(rows: Iterable[Any], side: str) -> list[Sketch]:
    """Sketch requests or offers."""
    world = world_from_csv()
    sketcher = Sketcher(Analyser(Lexicon.from_rows(rows_of_thesaurus())))
    if side == "needs":
        return [sketcher.need(row) for row in rows]
    reach: dict[Any, Any] = {}
    for row in rows:
        if row.eligible not in reach:
            reach[row.eligible] = frozenset(listed_states(row.eligible, world))
    return [sketcher.offer(row, reach[row.eligible]) for row in rows]


def find(side: str, size: int, seed: int) -> Found:
    """Plant copies, find those of one owner, and count."""
    made = (planted.needs if side == "needs" else planted.offers)(size, seed=seed)
    sketches, reading_s = timed(lambda: sketched(made.rows, side))
    pairs, finding_s = timed(lambda: Duplicates(sketches).pairs())
    owners = {sketch.id: sketch.owner for sketch in sketches}
    copies = {
        pair: how for pair, how in made.copies.items() if len({owners[pk] for pk in pair}) == 1
    }
    found = {frozenset({alike.one, alike.other}) for alike in pairs}
    right = found & copies.keys()
    return Found(
        len(right) / max(1, len(found)),
        len(right) / len(copies),
        {how: _share(copies, right, how) for how in planted.COPIES},
        reading_s,
        finding_s,
    )


def between_donors(size: int, seed: int) -> tuple[float, float, float]:
    """Ask, for offers copied by another donor, who else offers the same: recall, precision, ms."""
    made = planted.offers(size, seed=seed)
    sketches = sketched(made.rows, "offers")
    compared = Duplicates(sketches)
    by_id = {sketch.id: sketch for sketch in sketches}
    hits, shown, right, seconds = 0, 0, 0, 0.0
    asked = [
        (max(pair), min(pair)) for pair in made.copies if len({by_id[pk].owner for pk in pair}) == 2
    ]
    for copy, original in asked:
        found, took = timed(lambda pk=copy: compared.like(by_id[pk], top=SHOWN))
        seconds += took
        hits += original in {alike.other for alike in found}
        shown += len(found)
        right += sum(_is_the_same(made, copy, alike) for alike in found)
    return hits / len(asked), right / max(1, shown), 1000 * seconds / len(asked)


def _is_the_same(made: planted.Planted, copy: int, alike: Alike) -> bool:
    """Say whether two offers are of the same thing to the same States."""
    one, other = made.rows[copy], made.rows[alike.other]
    things = (one.lines[0].kind, one.themes), (other.lines[0].kind, other.themes)
    return things[0] == things[1] and one.eligible == other.eligible


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """Do it and say how many seconds the processor worked: other programs do not count."""
    started = time.process_time()
    return act(), time.process_time() - started


def _share(copies: dict[Any, str], right: set[Any], how: str) -> float:
    made = [pair for pair, its in copies.items() if its == how]
    return sum(pair in right for pair in made) / max(1, len(made))


def main(size: int = 10_000) -> int:
    """Print the figures; return 1 where an aim is missed."""
    print("| side | records | precision | recall | reading s | finding s |")
    print("|---|---:|---:|---:|---:|---:|")
    failed = False
    by_how = []
    for side, seed in (("needs", 1), ("offers", 2)):
        found = find(side, size, seed)
        seconds = found.reading_s + found.finding_s
        failed |= min(found.precision, found.recall) < AIM or seconds > SECONDS
        print(
            f"| {side} | {size:,} | {found.precision:.3f} | {found.recall:.3f} "
            f"| {found.reading_s:.1f} | {found.finding_s:.1f} |"
        )
        by_how.append((side, found.recall_of))
    print(f"\n| recall by kind of copy | {' | '.join(planted.COPIES)} |")
    print("|---|" + "---:|" * len(planted.COPIES))
    for side, shares in by_how:
        print(f"| {side} | {' | '.join(f'{shares[how]:.2f}' for how in planted.COPIES)} |")
    recall, precision, ms = between_donors(size // 5, seed=2)
    print(
        f"\nThe same from another donor, the best {SHOWN} of {size // 5:,}: original among them "
        f"{recall:.2f}, really the same thing for the same States {precision:.2f}, {ms:.0f} ms each"
    )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
