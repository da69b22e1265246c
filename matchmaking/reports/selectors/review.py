"""The review desk: one page of the report, and beside it the candidates drawn from the report."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from matchmaking.reports.choices import CandidateStatus
from matchmaking.reports.models import CandidateNeed, NationalReport, Passage
from matchmaking.reports.querysets import DECIDED
from matchmaking.reports.quotes import Reading, Span


class Box(NamedTuple):
    """A rectangle on the page in fractions of it, written with a point in every language."""

    x: str
    y: str
    width: str
    height: str


class Mark(NamedTuple):
    """Where a candidate stands on the page that is shown."""

    candidate: CandidateNeed
    boxes: list[Box]
    is_current: bool


class Segment(NamedTuple):
    """A run of text that belongs to one candidate, or to none."""

    text: str
    candidate: CandidateNeed | None
    is_current: bool


class MarkedPassage(NamedTuple):
    """A passage cut into marked and plain text, with its place on the page."""

    passage: Passage
    segments: list[Segment]
    boxes: list[Box]


@dataclass
class Desk:
    """What the review page shows at one moment."""

    report: NationalReport
    candidates: list[CandidateNeed]
    current: CandidateNeed | None
    page: int | None

    @property
    def total(self) -> int:
        """How many candidates there are to decide on, decided ones included."""
        return len(self.candidates)

    @property
    def done(self) -> int:
        """How many are decided."""
        return sum(candidate.status in DECIDED for candidate in self.candidates)

    @property
    def pages(self) -> range:
        """The numbers of the pages; empty for a report without pages."""
        return range(1, self.report.pages + 1)

    @property
    def page_before(self) -> int | None:
        """The page to turn back to."""
        return self.page - 1 if self.page and self.page > 1 else None

    @property
    def page_after(self) -> int | None:
        """The page to turn to."""
        return self.page + 1 if self.page and self.page < self.report.pages else None

    @property
    def next_undecided(self) -> CandidateNeed | None:
        """The candidate to go on with: the next one after the current, else the first."""
        waiting = [c for c in self.candidates if c.status == CandidateStatus.DRAWN]
        waiting = [c for c in waiting if c != self.current]
        here = _place(self.current)
        return next((c for c in waiting if _place(c) > here), waiting[0] if waiting else None)

    @cached_property
    def passages(self) -> list[MarkedPassage]:
        """The text of the page, or of the whole report where it has no pages."""
        rows = self.report.passages.order_by("number")
        if self.page:
            rows = rows.filter(page=self.page)
        passages = list(rows)
        owners = self._owners(Reading(passages), passages)
        return [
            MarkedPassage(
                passage,
                list(_segments(passage, owners[passage.number], self.current)),
                _boxes(passage.rects, self.page),
            )
            for passage in passages
        ]

    @property
    def marks(self) -> list[Mark]:
        """The candidates on the page, the current one last so that it lies on top."""
        marks = [
            Mark(candidate, boxes, candidate == self.current)
            for candidate in self.candidates
            if (boxes := _boxes(candidate.rects, self.page))
        ]
        return sorted(marks, key=lambda mark: mark.is_current)

    def _owners(
        self, reading: Reading, passages: list[Passage]
    ) -> dict[int, list[CandidateNeed | None]]:
        """Say for each letter of each passage which candidate it belongs to; the current wins."""
        owners: dict[int, list[CandidateNeed | None]] = {
            passage.number: [None] * len(passage.text) for passage in passages
        }
        for candidate in sorted(self.candidates, key=lambda row: row == self.current):
            for span in _spans(reading, candidate):
                owners[span.number][span.start : span.end] = [candidate] * (span.end - span.start)
        return owners


def review_desk(
    report: NationalReport, candidate_id: int | None = None, page: int | None = None
) -> Desk:
    """Lay out the desk: at a candidate, at a page, or at the first candidate to decide on."""
    rows = report.candidates.standing().select_related("decided_by")
    candidates = list(rows.prefetch_related("themes", "kinds"))
    for candidate in candidates:
        candidate.report = report
    current = next((c for c in candidates if c.pk == candidate_id), None)
    if current is None and page is None:
        waiting = (c for c in candidates if c.status == CandidateStatus.DRAWN)
        current = next(waiting, candidates[0] if candidates else None)
    return Desk(report, candidates, current, _page(report, current, page))


def passage_desk(report: NationalReport, candidate: CandidateNeed, page: int | None) -> Desk:
    """Lay out the page where one candidate stands, and nothing else on it."""
    return Desk(report, [candidate], candidate, _page(report, candidate, page))


def _page(report: NationalReport, current: CandidateNeed | None, page: int | None) -> int | None:
    if not report.pages:
        return None
    wanted = page or (current.page if current else None) or 1
    return min(max(wanted, 1), report.pages)


def _place(candidate: CandidateNeed | None) -> tuple[int, int]:
    return (candidate.position, candidate.pk) if candidate else (-1, -1)


def _spans(reading: Reading, candidate: CandidateNeed) -> list[Span]:
    lines = candidate.quote.splitlines() or [candidate.answer_quote]
    return [span for line in lines for span in reading.find(line)]


def _segments(
    passage: Passage, owners: list[CandidateNeed | None], current: CandidateNeed | None
) -> list[Segment]:
    segments = []
    at = 0
    for owner, run in groupby(owners):
        end = at + len(list(run))
        is_current = owner is not None and owner == current
        segments.append(Segment(passage.text[at:end], owner, is_current))
        at = end
    return segments


def _boxes(rects: list[list[float]], page: int | None) -> list[Box]:
    corners = [corners for number, *corners in rects if number == page]
    return [
        Box(f"{x0:.4f}", f"{y0:.4f}", f"{x1 - x0:.4f}", f"{y1 - y0:.4f}")
        for x0, y0, x1, y1 in corners
    ]
