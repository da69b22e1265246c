"""The charts of a study's page, each beside its table."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plotly import graph_objects

from matchmaking.study.chapters import Chapter, Grid

COLOUR = "#17607b"
ROW_HEIGHT, AROUND = 34, 90  # pixels
LONGEST_NAME = 44


@dataclass(frozen=True)
class Drawn:
    """A table, and the chart of it where one is drawn."""

    grid: Grid
    figure: graph_objects.Figure | None
    table: dict[str, Any]

    @property
    def caption(self) -> str:
        """The name of what is drawn."""
        return self.grid.heads[self.grid.drawn or 0]


@dataclass(frozen=True)
class Page:
    """A chapter as the page shows it."""

    chapter: Chapter
    grids: list[Drawn]


def drawn(found: Iterable[Chapter], *, is_rtl: bool) -> list[Page]:
    """Return the chapters with their charts; bars grow from the right where it is read so."""
    return [
        Page(chapter, [_drawn(grid, is_rtl=is_rtl) for grid in chapter.grids]) for chapter in found
    ]


def _drawn(grid: Grid, *, is_rtl: bool) -> Drawn:
    table = {"head": list(grid.heads), "rows": grid.texts}
    values = [row[grid.drawn] for row in grid.rows] if grid.drawn is not None else []
    if not any(isinstance(value, int | Decimal) and value for value in values):
        return Drawn(grid, None, table)
    return Drawn(grid, _bars(grid, values, is_rtl=is_rtl), table)


def _bars(grid: Grid, values: list[Any], *, is_rtl: bool) -> graph_objects.Figure:
    names = [_short(str(row[0])) for row in grid.rows]
    texts = [row[grid.drawn or 0] for row in grid.texts]
    numbers = [None if value is None else float(value) for value in values]
    bars = graph_objects.Bar(
        x=numbers, y=names, text=texts, orientation="h", marker={"color": COLOUR}
    )
    layout = {
        "height": AROUND + ROW_HEIGHT * len(names),
        "margin": {"t": 10, "b": 50, "l": 10, "r": 10},
        "xaxis": {
            "title": {"text": grid.heads[grid.drawn or 0]},
            "autorange": "reversed" if is_rtl else True,
            "rangemode": "tozero",
        },
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "side": "right" if is_rtl else "left",
        },
    }
    return graph_objects.Figure(bars, layout=layout)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
