"""The figures of an undertaking as charts, each with the same as a table beside it."""

import datetime
import textwrap
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from plotly import graph_objects

from matchmaking.monitoring.selectors import IndicatorNow
from matchmaking.progress.models import ActivityState
from matchmaking.progress.selectors.stories import Line
from matchmaking.projects.papers.gantt import month_name, month_on

PLANNED, DONE, TODAY = "#b9c9d0", "#17607b", "#8c4a5b"
LABEL = 24  # letters of a title that fit beside a bar
MOST_TICKS = 4
ROW, EDGE, LEAST = 34, 110, 350  # pixels
DAY = 24 * 60 * 60 * 1000  # of a chart, in milliseconds


def work(rows: Sequence[ActivityState], *, is_rtl: bool) -> graph_objects.Figure:
    """Draw when each activity is planned and how far it is; time runs as the reader reads."""
    names = [row.number or _cut(row.title) for row in rows]
    planned = _spans(rows, names, [_days(row) for row in rows], PLANNED, _("Planned"))
    done = [_days(row) * row.percent / 100 for row in rows]
    layout = _layout(names, is_rtl=is_rtl)
    first = min(row.starts_on for row in rows)
    last = max(row.ends_on for row in rows) + datetime.timedelta(days=1)
    ends = [first.isoformat(), last.isoformat()]
    layout["xaxis"] |= {"type": "date", "range": ends[::-1] if is_rtl else ends, "side": "top"}
    layout["xaxis"] |= _months(first, last)
    today = timezone.localdate()
    if first <= today <= last:
        layout["shapes"] = [_line_at(today)]
    return graph_objects.Figure([planned, _spans(rows, names, done, DONE, _("Done"))], layout)


def work_table(rows: Sequence[ActivityState]) -> dict[str, Any]:
    """Return the same as heads and rows."""
    head = [_("Activity"), _("Planned from"), _("Planned until"), _("Done, in per cent")]
    said = [
        (str(row), date_format(row.starts_on), date_format(row.ends_on), row.percent)
        for row in rows
    ]
    return {"head": head, "rows": said}


def money(lines: Sequence[Line], whole: str, *, is_rtl: bool) -> graph_objects.Figure:
    """Draw what was paid, spent and paid back as parts of what was approved."""
    names = [line.words for line in lines]
    bars = _bars(names, [_percent(line.share) for line in lines], [line.figure for line in lines])
    layout = _layout(names, is_rtl=is_rtl)
    top = max(100, *(_percent(line.share) for line in lines)) * 1.05
    layout["xaxis"] |= _axis(top, _("per cent of %(sum)s") % {"sum": whole}, is_rtl=is_rtl)
    return graph_objects.Figure([bars], layout)


def money_table(lines: Sequence[Line]) -> dict[str, Any]:
    """Return the same as heads and rows."""
    rows = [(line.words, line.figure, f"{_percent(line.share):.0f}") for line in lines]
    return {"head": [_("What"), _("Amount"), _("Per cent of what was approved")], "rows": rows}


def indicators(rows: Sequence[IndicatorNow], *, is_rtl: bool) -> graph_objects.Figure:
    """Draw how far each indicator has come from its baseline toward its target."""
    names = [_cut(f"{row.indicator.number} {row.indicator.title}".strip()) for row in rows]
    shares = [_percent(_ratio(row)) for row in rows]
    figures = [f"{share:.0f} %" for share in shares]
    layout = _layout(names, is_rtl=is_rtl)
    top = max(100.0, *shares) * 1.05
    axis = _axis(top, _("per cent of the way from baseline to target"), is_rtl=is_rtl)
    low = min(0.0, *shares) * 1.05
    axis["range"] = [top, low] if is_rtl else [low, top]
    layout["xaxis"] |= axis
    layout["shapes"] = [_line_at(100)]
    return graph_objects.Figure([_bars(names, shares, figures)], layout)


def indicators_table(rows: Sequence[IndicatorNow]) -> dict[str, Any]:
    """Return the same as heads and rows, with the parts of each ratio."""
    head = [_("Indicator"), _("Unit"), _("Baseline"), _("Value"), _("Target"), _("Per cent")]
    said = [
        (
            row.indicator.title,
            row.indicator.unit,
            _number(row.indicator.baseline),
            _number(row.value.number if row.value else None),
            _number(row.indicator.target),
            f"{_percent(_ratio(row)):.0f}",
        )
        for row in rows
    ]
    return {"head": head, "rows": said}


def drawable(rows: Sequence[IndicatorNow]) -> list[IndicatorNow]:
    """Keep the indicators of which a ratio is known."""
    return [row for row in rows if row.achievement.ratio is not None]


def _spans(
    rows: Sequence[ActivityState], names: list[str], days: list[float], colour: str, name: str
) -> graph_objects.Bar:
    return graph_objects.Bar(
        orientation="h",
        name=name,
        y=names,
        base=[row.starts_on.isoformat() for row in rows],
        x=[count * DAY for count in days],
        marker={"color": colour},
        width=0.7 if colour == PLANNED else 0.4,
        hovertext=[f"{row}: {row.percent} %" for row in rows],
        hoverinfo="text",
    )


def _bars(names: list[str], shares: list[float], figures: list[str]) -> graph_objects.Bar:
    return graph_objects.Bar(
        orientation="h",
        y=names,
        x=shares,
        text=figures,
        textposition="auto",
        textangle=0,
        cliponaxis=False,
        marker={"color": DONE},
        hoverinfo="y+text",
    )


def _layout(names: list[str], *, is_rtl: bool) -> dict[str, Any]:
    return {
        "barmode": "overlay",
        "showlegend": False,
        "height": max(LEAST, EDGE + ROW * len(names)),
        "xaxis": {},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names,
            "autorange": "reversed",
            "side": "right" if is_rtl else "left",
        },
    }


def _axis(top: float, title: str, *, is_rtl: bool) -> dict[str, Any]:
    words = "<br>".join(textwrap.wrap(title, 20))  # or a telephone shows half of it
    return {"range": [top, 0] if is_rtl else [0, top], "title": {"text": words}}


def _line_at(place: Any) -> dict[str, Any]:
    at = place.isoformat() if isinstance(place, datetime.date) else place
    line = {"color": TODAY, "width": 2, "dash": "dot"}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _days(row: ActivityState) -> int:
    return (row.ends_on - row.starts_on).days + 1


def _months(first: datetime.date, last: datetime.date) -> dict[str, Any]:
    """Return a few months by name, as many as fit a narrow screen."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    shown = range(1, count + 1, -(-count // MOST_TICKS))
    days = [month_on(first, month) for month in shown]
    texts = [month_name(day, 1) for day in days]
    return {"tickvals": [day.isoformat() for day in days], "ticktext": texts, "tickangle": 0}


def _cut(words: str) -> str:
    return words if len(words) <= LABEL else f"{words[: LABEL - 1]}…"


def _ratio(row: IndicatorNow) -> float | None:
    return None if row.achievement.ratio is None else float(row.achievement.ratio)


def _percent(share: float | None) -> float:
    return 100 * (share or 0.0)


def _number(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"
