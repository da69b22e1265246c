"""A study on paper: the same chapters as PDF or Word, charts as bars in their tables."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from matchmaking.roundtables.papers.blocks import (
    Block,
    Heading,
    Paper,
    Table,
    Text,
    shown_in,
)
from matchmaking.study.chapters import Chapter, Grid, chapters
from matchmaking.study.models import Study

LONGEST = 20  # blocks of the longest bar
BAR = "█"


def paper_of(study: Study, language: str) -> Paper:
    """Return the study as a paper in one of the six languages."""
    with override(shown_in(language)):
        return Paper(
            language=language,
            title=_("Assistance: adequacy, effectiveness, sustainability"),
            subtitle=str(study),
            author=_("Assistance Exchange"),
            blocks=[block for one in chapters(study.contents) for block in _chapter(one)],
        )


def _chapter(chapter: Chapter) -> Iterator[Block]:
    yield Heading(text=chapter.title)
    yield from (Text(text=words) for words in chapter.paragraphs)
    for grid in chapter.grids:
        yield Heading(text=grid.caption, level=3)
        yield _table(grid)
        if grid.note:
            yield Text(text=grid.note)


def _table(grid: Grid) -> Table:
    rows = [tuple(row) for row in grid.texts]
    if grid.drawn is None:
        return Table(heads=grid.heads, rows=tuple(rows))
    bars = _bars(grid)
    head = _("Drawn: %(column)s") % {"column": grid.heads[grid.drawn]}
    drawn = tuple((*row, bar) for row, bar in zip(rows, bars, strict=True))
    return Table(heads=(*grid.heads, head), rows=drawn)


def _bars(grid: Grid) -> list[str]:
    """Return a bar for each row: a table is read aloud and copied, a picture is not."""
    values = [_number(row[grid.drawn or 0]) for row in grid.rows]
    most = max(values, default=Decimal(0))
    return [BAR * round(LONGEST * value / most) if most else "" for value in values]


def _number(cell: object) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) and cell > 0 else Decimal(0)
