"""The one layout model that every file format is turned into."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from matchmaking.reports.reader.types import Rect


@dataclass(frozen=True)
class Word:
    """A run of glyphs without a space, in points from the top left of its page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    style: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class Mark:
    """A tick that is drawn, not written."""

    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """A page in shades of grey, one pixel to the point."""

    data: bytes
    stride: int
    height: int


@dataclass
class Sheet:
    """One PDF page as drawn: words in no particular order, and ticks."""

    number: int
    width: float
    height: float
    words: list[Word]
    marks: list[Mark]
    scanned: bool = False
    turned: bool = False
    slope: float = 0.0
    picture: Picture | None = None


@dataclass(frozen=True)
class Line:
    """A line or paragraph in reading order.

    `marks` holds the answers ticked beside it; `is_answer` is set where the format says so;
    `wrapped` tells that the paragraph may go on in the next line.
    """

    text: str
    page: int | None = None
    rect: Rect | None = None
    style: str = ""
    indent: float = 0.0
    fill: float = 1.0
    marks: tuple[str, ...] = ()
    is_answer: bool = False
    starts_cell: bool = False
    heading: int = 0
    bullet: bool = False
    wrapped: bool = False


@dataclass
class Document:
    """A report's lines in reading order, with what the extractor noticed."""

    lines: list[Line]
    pages: int = 0
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """Where a piece of joined text comes from."""

    start: int
    end: int
    line: Line


@dataclass(frozen=True)
class Joined:
    """Lines run together into text, hyphenation undone, each piece traceable to its line."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    def part(self, start: int, end: int) -> "Joined":
        """Cut out a piece, keeping where it comes from."""
        spans = tuple(
            replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
            for span in self.spans
            if span.start < end and span.end > start
        )
        return Joined(self.text[start:end], spans)

    @property
    def page(self) -> int | None:
        return self.spans[0].line.page if self.spans else None

    @property
    def page_end(self) -> int | None:
        return self.spans[-1].line.page if self.spans else None

    def rects(self) -> tuple[Rect, ...]:
        """Give the boxes on the page that the text covers."""
        return tuple(span.line.rect for span in self.spans if span.line.rect)


HYPHENS = "-\u2010\u00ad\u2011"


def join(lines: Iterable[Line]) -> Joined:
    """Run lines together: hyphenated words are closed, Chinese lines get no space."""
    text = ""
    spans: list[Span] = []
    for line in lines:
        piece = line.text.strip()
        if not piece:
            continue
        text, glue = _glued(text, piece, wrapped=bool(spans) and spans[-1].line.wrapped)
        text += glue
        spans.append(Span(len(text), len(text) + len(piece), line))
        text += piece
    return Joined(text, tuple(spans))


def _glued(text: str, piece: str, *, wrapped: bool) -> tuple[str, str]:
    if not text:
        return text, ""
    if wrapped and text[-1] in HYPHENS and text[-2:-1].isalpha() and piece[0].isalpha():
        keep = piece[0].isupper() and not text[-2:-1].isupper()
        return (text if keep else text[:-1]), ""
    if wrapped and is_cjk(text[-1]) and is_cjk(piece[0]):
        return text, ""
    return text, " "


def is_cjk(char: str) -> bool:
    """Tell whether a character belongs to Chinese script or its punctuation."""
    return (
        "\u3000" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
    )
