"""What the reader hands out: plain frozen data, no framework."""

from dataclasses import asdict, dataclass, field
from typing import Any

Rect = tuple[int, float, float, float, float]
"""Page (from 1), then left, top, right, bottom in fractions of the page."""


@dataclass(frozen=True)
class Answer:
    """What a report answers to a question that asks whether assistance is wished."""

    ref: str
    section: str
    question: str
    value: str
    text: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A need as the report words it, not yet anyone's request."""

    ref: str
    answer_ref: str
    section: str
    question: str
    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    explicit: bool
    quote: str
    answer_quote: str
    page: int | None = None
    page_end: int | None = None
    rects: tuple[Rect, ...] = ()
    quantity: tuple[float, str] | None = None
    amount: tuple[float, str] | None = None
    proposal_developed: bool | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A piece of the report's text, in reading order."""

    id: int
    page: int | None
    section: str
    ref: str
    text: str
    rects: tuple[Rect, ...] = ()


@dataclass(frozen=True)
class ReadResult:
    """Everything read out of one report."""

    state: str | None
    year: int | None
    language: str
    layout: str
    pages: int
    answers: tuple[Answer, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    passages: tuple[Passage, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the whole result as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ReadResult":
        """Rebuild a result from what `to_json` gave."""
        return cls(
            **{k: data[k] for k in ("state", "year", "language", "layout", "pages")},
            answers=tuple(Answer(**row) for row in data["answers"]),
            candidates=tuple(_candidate(row) for row in data["candidates"]),
            passages=tuple(Passage(**{**row, "rects": _rects(row)}) for row in data["passages"]),
            warnings=tuple(data["warnings"]),
        )

    def to_gold(self) -> dict[str, Any]:
        """Give the result in the shape that reports are annotated in."""
        return {
            "state": self.state,
            "year": self.year,
            "language": self.language,
            "layout": self.layout,
            "pages": self.pages or None,
            "needs": [_gold_need(candidate) for candidate in self.candidates],
            "answers": {answer.ref: answer.value for answer in self.answers},
            "warnings": list(self.warnings),
        }


@dataclass
class ReadError(Exception):
    """A report that cannot be read, with a code and words for the person."""

    code: str
    message: str
    details: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message


def _rects(row: dict[str, Any]) -> tuple[Rect, ...]:
    return tuple((int(p), x0, y0, x1, y1) for p, x0, y0, x1, y1 in row["rects"])


def _candidate(row: dict[str, Any]) -> Candidate:
    lists = {name: tuple(row[name]) for name in ("themes", "kinds", "why")}
    pairs = {name: tuple(row[name]) if row[name] else None for name in ("quantity", "amount")}
    return Candidate(**{**row, **lists, **pairs, "rects": _rects(row)})


def _gold_need(candidate: Candidate) -> dict[str, Any]:
    quantity, amount = candidate.quantity, candidate.amount
    return {
        "ref": candidate.ref,
        "answer_ref": candidate.answer_ref,
        "section": candidate.section,
        "question": candidate.question,
        "theme": list(candidate.themes),
        "kinds": list(candidate.kinds),
        "explicit": candidate.explicit,
        "quote": candidate.quote,
        "answer_quote": candidate.answer_quote,
        "page": candidate.page,
        "page_end": candidate.page_end,
        "quantity": quantity and {"value": quantity[0], "unit": quantity[1]},
        "amount": amount and {"value": amount[0], "currency": amount[1]},
        "proposal_developed": candidate.proposal_developed,
        "confidence": candidate.confidence,
    }
