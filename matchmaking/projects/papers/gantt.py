"""The work plan as a chart over months, and the same as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _
from plotly import graph_objects

from matchmaking.projects.numbering import result_numbers

Said = Mapping[str, Any]
LABEL = 34  # letters of a title that fit on a bar
MOST_PARTS = 12  # columns of the plan on paper
MOST_TICKS = 6  # months named above the chart, also on a narrow screen
STEPS = (1, 2, 3, 6, 12, 24)
LEAST_HEIGHT = 350
COLOURS = ("#17607b", "#b5822a", "#5b8c5a", "#8c4a5b", "#4b5f8f", "#8b8778")


@dataclass(frozen=True)
class Bar:
    """One activity; months are counted from the beginning of the project, from 1."""

    number: str
    title: str
    output: str
    starts: int
    months: int
    responsible: str = ""

    @property
    def ends(self) -> int:
        """The last month it takes."""
        return self.starts + self.months - 1

    @property
    def short_title(self) -> str:
        """What stands on the bar; its number stands beside it."""
        return self.title if len(self.title) <= LABEL else f"{self.title[: LABEL - 1]}…"


@dataclass(frozen=True)
class Mark:
    """A milestone, in months since the beginning, counted in parts of months."""

    words: str
    at: float


def bars_of(said: Said) -> list[Bar]:
    """Return the activities, output by output, in the order of their numbers."""
    outputs = result_numbers(said["results"])
    rows = [
        Bar(
            number=row["number"],
            title=row["title"],
            output=outputs.get(row["output"] or "", ""),
            starts=row["starts_month"],
            months=row["months"],
            responsible=row["responsible"],
        )
        for row in said["activities"]
    ]
    return sorted(rows, key=lambda bar: [int(part) for part in bar.number.split(".")])


def marks_of(said: Said) -> list[Mark]:
    """Return the milestones of the indicators; none while nobody knows when the project begins."""
    begins = beginning(said)
    if begins is None:
        return []
    titles = {row["key"]: row["title"] for row in said["indicators"]}
    found = [
        Mark(_mark_words(row, titles), _months_since(begins, date.fromisoformat(row["due_on"])))
        for row in said["milestones"]
        if row["due_on"]
    ]
    return sorted(found, key=lambda mark: mark.at)


def beginning(said: Said) -> date | None:
    """Return the first day of the project, where it is known."""
    starts_on = said["proposal"]["starts_on"]
    return date.fromisoformat(starts_on) if starts_on else None


def length(said: Said) -> int:
    """Return over how many months the chart goes: those of the project, or of its activities."""
    return max([said["proposal"]["months"] or 1, *(bar.ends for bar in bars_of(said))])


def month_name(begins: date | None, month: int) -> str:
    """Return a month of the project: its name and year, or its number while these are unknown."""
    if begins is None:
        return str(month)
    first = month_on(begins, month)
    return str(format_skeleton("yMMM", first, locale=to_locale(get_language() or "en")))


def month_on(begins: date, month: int) -> date:
    """Return the first day of the calendar month in which a month of the project begins."""
    passed = begins.month - 1 + month - 1
    return date(begins.year + passed // 12, passed % 12 + 1, 1)


def chart(said: Said, *, is_rtl: bool) -> graph_objects.Figure:
    """Return the plan as bars over months; time runs as the language of the reader does."""
    bars, marks = bars_of(said), marks_of(said)
    traces: list[Any] = [
        _trace(group, COLOURS[place % len(COLOURS)], said)
        for place, group in enumerate(_by_output(bars))
    ]
    if marks:
        traces.append(_diamonds(marks))
    rows = [bar.number for bar in bars] + ([_("Milestones")] if marks else [])
    return graph_objects.Figure(traces, _layout(said, rows, is_rtl=is_rtl))


def table(said: Said) -> dict[str, Any]:
    """Return the same figures as heads and rows."""
    begins = beginning(said)
    rows = [
        (
            bar.number,
            bar.title,
            bar.output,
            month_name(begins, bar.starts),
            month_name(begins, bar.ends),
            bar.months,
            bar.responsible,
        )
        for bar in bars_of(said)
    ]
    heads = (_("Number"), _("Activity"), _("Output"), _("From"), _("To"), _("Months"))
    return {"head": [*heads, _("Responsible")], "rows": rows}


def grid(said: Said) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return heads and rows of a plan on paper: a square for each part of the time that is used."""
    whole = length(said)
    step = max(1, -(-whole // MOST_PARTS))
    parts = [(first, min(first + step - 1, whole)) for first in range(1, whole + 1, step)]
    heads = tuple(str(a) if a == b else f"{a}–{b}" for a, b in parts)
    rows = [
        (
            bar.number,
            bar.title,
            *("■" if bar.starts <= last and bar.ends >= first else "" for first, last in parts),
        )
        for bar in bars_of(said)
    ]
    return heads, rows


def _by_output(bars: Sequence[Bar]) -> Iterator[list[Bar]]:
    for output in dict.fromkeys(bar.output for bar in bars):
        yield [bar for bar in bars if bar.output == output]


def _trace(bars: list[Bar], colour: str, said: Said) -> graph_objects.Bar:
    begins = beginning(said)
    return graph_objects.Bar(
        orientation="h",
        y=[bar.number for bar in bars],
        text=[bar.short_title for bar in bars],
        textposition="auto",
        insidetextanchor="start",
        textangle=0,
        cliponaxis=False,
        base=[bar.starts - 1 for bar in bars],
        x=[bar.months for bar in bars],
        marker={"color": colour},
        hovertext=[
            f"{bar.title}: {month_name(begins, bar.starts)} – {month_name(begins, bar.ends)}"
            for bar in bars
        ],
        hoverinfo="text",
    )


def _diamonds(marks: list[Mark]) -> graph_objects.Scatter:
    return graph_objects.Scatter(
        mode="markers",
        x=[mark.at for mark in marks],
        y=[_("Milestones")] * len(marks),
        marker={"symbol": "diamond", "size": 11, "color": "#12384a"},
        hovertext=[mark.words for mark in marks],
        hoverinfo="text",
    )


def _layout(said: Said, rows: list[str], *, is_rtl: bool) -> dict[str, Any]:
    begins, whole = beginning(said), length(said)
    step = next((step for step in STEPS if whole <= step * MOST_TICKS), STEPS[-1])
    firsts = list(range(1, whole + 1, step))
    return {
        "barmode": "overlay",
        "showlegend": False,
        "height": max(LEAST_HEIGHT, 90 + 34 * len(rows)),
        "xaxis": {
            "range": [whole, 0] if is_rtl else [0, whole],
            "tickvals": [first - 1 for first in firsts],
            "ticktext": [month_name(begins, first) for first in firsts],
            "side": "top",
        },
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": rows,
            "autorange": "reversed",
            "type": "category",
            "side": "right" if is_rtl else "left",
        },
    }


def _mark_words(row: Said, titles: Mapping[str, str]) -> str:
    what = row["words"] or row["value"] or ""
    return f"{titles.get(row['indicator'], '')}: {what}"


def _months_since(begins: date, day: date) -> float:
    months = (day.year - begins.year) * 12 + day.month - begins.month
    return round(months + (day.day - begins.day) / 31, 2)
