"""What a chapter of the study is made of, before it becomes a page, a paper or a workbook."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format

Cell = str | int | Decimal | None
Row = tuple[Cell, ...]
NOT_KNOWN = "–"


@dataclass(frozen=True)
class Grid:
    """A table with a name; the numbers of column `drawn` are drawn as a chart beside it."""

    code: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    drawn: int | None = None
    note: str = ""

    @property
    def texts(self) -> list[list[str]]:
        """The cells as the reader's language writes them."""
        return [[shown(cell) for cell in row] for row in self.rows]


@dataclass(frozen=True)
class Chapter:
    """A heading, what it says in sentences, and the tables behind it."""

    code: str
    title: str
    paragraphs: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = field(default=())


def shown(cell: Cell) -> str:
    """Return a cell in words: numbers with their thousands apart, a dash where nothing is known."""
    if cell is None:
        return NOT_KNOWN
    if isinstance(cell, str):
        return cell
    places = max(0, -int(Decimal(cell).as_tuple().exponent))
    return number_format(cell, decimal_pos=places, use_l10n=True, force_grouping=True)


def dollars(minor: int | None) -> int | None:
    """Return cents as whole dollars."""
    return None if minor is None else round(minor / 100)
