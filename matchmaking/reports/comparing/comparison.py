"""The comparison itself: the best one-to-one assignment, then a verdict for each request."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from matchmaking.reports.comparing.changes import Change, changes_between, is_reworded
from matchmaking.reports.comparing.likeness import NOTHING, Likeness, likeness
from matchmaking.reports.comparing.received import Told
from matchmaking.reports.comparing.terms import Reader
from matchmaking.reports.comparing.types import Analyser, Ask, Reason, Verdict

# From here on two passages speak of one and the same request.
LINKED, LINKED_ACROSS = 0.46, 0.56
# A sentence that tells of something received says less, and must fit better than that.
RECEIVED, RECEIVED_ACROSS = 0.46, 0.56
CLEARLY = 0.15  # by how much a received thing must fit better than a passage that still asks
# A part of a merged or split request stands nearly whole in the other text.
PART = 0.5
SAME_WORDS = 0.97


@dataclass(frozen=True)
class Finding:
    """What became of one request: the verdict, the passages it rests on, and why."""

    key: int
    verdict: Verdict
    score: float
    new: int | None = None
    further: tuple[int, ...] = ()
    told: Told | None = None
    changes: tuple[Change, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What a report says of all open requests, and what it asks for anew."""

    findings: tuple[Finding, ...]
    new: tuple[int, ...]


def compare(
    old: Sequence[Ask], new: Sequence[Ask], told: Sequence[Told], analyser: Analyser
) -> Comparison:
    """Hold open requests against the candidates and the received things of the next report."""
    sheet = _Sheet(old, new, told, analyser)
    findings = tuple(sheet.finding(row) for row in range(len(old)))
    linked = {key for f in findings for key in (f.new, *f.further)}
    return Comparison(findings, tuple(ask.key for ask in new if ask.key not in linked))


@dataclass
class _Links:
    """Which request goes with which passages."""

    main: dict[int, int] = field(default_factory=dict)
    further: dict[int, list[int]] = field(default_factory=dict)
    merged: set[int] = field(default_factory=set)


class _Sheet:
    """Every request against every passage, and against everything received."""

    def __init__(
        self, old: Sequence[Ask], new: Sequence[Ask], told: Sequence[Told], analyser: Analyser
    ) -> None:
        self.old, self.new, self.told = old, new, told
        asks = [*old, *new, *(one.ask for one in told)]
        reader = Reader(analyser, [text for ask in asks for text in ask.texts])
        # A sentence that tells of receipt asks for nothing, though somebody may have drawn it.
        self.done = {one.ask.text for one in told}
        self.likes = [[likeness(reader, ask, passage) for passage in new] for ask in old]
        self.received = [[likeness(reader, ask, one.ask) for one in told] for ask in old]
        self.claims = [
            max((row[column].score for row in self.received), default=0.0)
            for column in range(len(told))
        ]
        self.best_told = [self._best_told(row) for row in self._rows]
        self.links = self._linked()

    def finding(self, row: int) -> Finding:
        """Say what became of one request."""
        told, like = self.best_told[row]
        if row in self.links.main and row not in self.links.merged:
            return self._asked_again(row, told)
        if told is not None:
            return self._met(row, told, like)
        if row in self.links.merged:
            return self._asked_again(row, None)
        return self._gone(row)

    def _linked(self) -> _Links:
        """Assign passages to requests so that the sum of likeness is the greatest possible."""
        scores = np.array([[self._fit(r, c) for c in range(len(self.new))] for r in self._rows])
        scores = scores.reshape(len(self.old), len(self.new))
        rows, columns = linear_sum_assignment(scores, maximize=True)
        pairs = zip(rows.tolist(), columns.tolist(), strict=True)
        links = _Links({r: c for r, c in pairs if scores[r, c] > 0})
        self._add_splits(links, scores)
        self._add_merges(links, scores)
        return links

    @property
    def _rows(self) -> range:
        return range(len(self.old))

    def _fit(self, row: int, column: int) -> float:
        """Return the likeness; nothing below the threshold, nor where receipt fits better."""
        like = self.likes[row][column]
        enough = LINKED_ACROSS if like.crosses_languages else LINKED
        if like.score < enough or like.is_slight or self.new[column].text in self.done:
            return 0.0
        told, received = self.best_told[row]
        is_met = told is not None and received.score > like.score + CLEARLY
        return 0.0 if is_met else like.score

    def _best_told(self, row: int) -> tuple[Told | None, Likeness]:
        """Return the sentence that most likely tells that this was received."""
        pairs = [(t, self.received[row][c]) for c, t in enumerate(self.told) if self._fits(row, c)]
        return max(pairs, key=lambda pair: pair[1].score, default=(None, NOTHING))

    def _fits(self, row: int, column: int) -> bool:
        """Say whether a received thing may be what was asked for, and no other request's."""
        like = self.received[row][column]
        enough = RECEIVED_ACROSS if like.crosses_languages else RECEIVED
        if like.score < enough or like.kind == 0 or like.is_slight:
            return False
        return like.score + CLEARLY > self.claims[column]

    def _add_splits(self, links: _Links, scores: np.ndarray) -> None:
        """Give a request the passages over that say another part of it."""
        for column in sorted(set(range(len(self.new))) - set(links.main.values())):
            row = int(scores[:, column].argmax()) if len(self.old) else -1
            if row in links.main and self.likes[row][column].covering >= PART:
                links.further.setdefault(row, []).append(column)

    def _add_merges(self, links: _Links, scores: np.ndarray) -> None:
        """Let requests share a passage that asks for both in one."""
        taken = set(links.main.values())
        for row in sorted(set(self._rows) - links.main.keys()):
            column = int(scores[row].argmax()) if len(self.new) else -1
            if column in taken and self.likes[row][column].covered >= PART:
                links.main[row] = column
                links.merged.add(row)

    def _asked_again(self, row: int, told: Told | None) -> Finding:
        column = self.links.main[row]
        ask, passage, like = self.old[row], self.new[column], self.likes[row][column]
        further = tuple(self.new[c].key for c in self.links.further.get(row, ()))
        shares = [r for r, c in self.links.main.items() if c == column and r != row]
        changes = tuple(changes_between(ask, passage, like))
        reasons = [*_alike(ask, passage, like)]
        if shares:
            reasons.append(Reason("merged", {"with": [self.old[r].key for r in shares]}))
        if further:
            reasons.append(Reason("split", {"count": len(further) + 1}))
        if told:
            reasons.append(Reason("also_received", {"quote": told.words}))
        is_changed = bool(changes or shares or further)
        verdict = Verdict.CHANGED if is_changed else Verdict.STILL
        return Finding(
            ask.key, verdict, like.score, passage.key, further, told, changes, tuple(reasons)
        )

    def _met(self, row: int, told: Told, like: Likeness) -> Finding:
        ask = self.old[row]
        reasons = [Reason("received"), *_alike(ask, told.ask, like)]
        if told.is_partial or _is_less(told.ask, ask):
            reasons.append(Reason("partly_received"))
        return Finding(ask.key, Verdict.MET, like.score, told=told, reasons=tuple(reasons))

    def _gone(self, row: int) -> Finding:
        best = max((like.score for like in self.likes[row]), default=0.0)
        reason = Reason("nothing_alike", {"percent": round(100 * best)})
        return Finding(self.old[row].key, Verdict.GONE, 1 - best, reasons=(reason,))


def _alike(ask: Ask, passage: Ask, like: Likeness) -> Iterator[Reason]:
    """Say what the two have in common."""
    if like.crosses_languages:
        yield Reason("other_language", {"language": passage.text.language})
    elif (like.words or 0) >= SAME_WORDS:
        yield Reason("same_words")
    else:
        code = "other_words" if is_reworded(like) else "like_words"
        yield Reason(code, {"percent": round(100 * (like.words or 0))})
    for name in ("theme", "kind"):
        if getattr(like, name) == 1:
            yield Reason(f"same_{name}")
    if like.same_figures:
        yield Reason("same_figures")


def _is_less(told: Ask, ask: Ask) -> bool:
    """Say whether fewer were received than were asked for."""
    return bool(told.quantities and ask.quantities) and max(told.quantities) < max(ask.quantities)
