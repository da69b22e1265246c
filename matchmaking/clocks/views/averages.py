"""How long each stage really takes, for everyone."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from plotly import graph_objects

from files.export import FORMATS, Column
from matchmaking.clocks import selectors
from matchmaking.clocks.averages import ENOUGH, Summary
from matchmaking.clocks.selectors import Part, StageAverage

HEAD: tuple[str | Promise, ...] = (
    gettext_lazy("Finished"),
    gettext_lazy("Still waiting"),
    gettext_lazy("Broken off"),
    gettext_lazy("Median"),
    gettext_lazy("Nine in ten within"),
    gettext_lazy("Mean of the finished"),
    gettext_lazy("Mean, at least"),
    gettext_lazy("Age of those waiting (median)"),
    gettext_lazy("In time"),
)


def averages(request: HttpRequest) -> HttpResponse:
    """Show the honest averages of every stage, each chart with its table."""
    context = {
        "stages": [_shown(average) for average in selectors.stage_averages()],
        "enough": ENOUGH,
        "as_of": timezone.now(),
        "formats": [
            (name.upper(), reverse("clocks:averages_export", args=[name])) for name in FORMATS
        ],
    }
    return render(request, "clocks/averages.html", context)


def export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send all figures of the page as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_lines(), COLUMNS, "stage-averages")


class Line(NamedTuple):
    """One line of the file: a stage, over what, and its figures."""

    average: StageAverage
    over: str
    label: str
    summary: Summary


def _lines() -> Iterator[Line]:
    for average in selectors.stage_averages():
        yield Line(average, "all", "", average.summary)
        for over, parts in (
            ("year", average.by_year),
            ("quarter", average.by_quarter),
            ("region", average.by_region),
        ):
            for part in parts:
                yield Line(average, over, part.label, part.summary)


COLUMNS = (
    Column("stage", gettext_lazy("Stage"), lambda line: line.average.stage.stage.label),
    Column("definition", gettext_lazy("Definition"), lambda line: line.average.stage.definition),
    Column("unit", gettext_lazy("Counted in"), lambda line: line.average.stage.unit),
    Column("target", gettext_lazy("Target"), lambda line: line.average.stage.target.days),
    Column("over", gettext_lazy("Over"), lambda line: line.over),
    Column("part", gettext_lazy("Part"), lambda line: line.label),
    Column("finished", HEAD[0], lambda line: line.summary.finished),
    Column("waiting", HEAD[1], lambda line: line.summary.waiting),
    Column("broken_off", HEAD[2], lambda line: line.summary.broken_off),
    Column("median", HEAD[3], lambda line: line.summary.median),
    Column("ninetieth", HEAD[4], lambda line: line.summary.ninetieth),
    Column("mean", HEAD[5], lambda line: _rounded(line.summary.mean)),
    Column("mean_at_least", HEAD[6], lambda line: _rounded(line.summary.mean_at_least)),
    Column("waiting_median", HEAD[7], lambda line: _rounded(line.summary.waiting_median)),
    Column("in_time", HEAD[8], lambda line: line.summary.in_time),
)


def _shown(average: StageAverage) -> dict[str, Any]:
    parts = [
        (_("By year"), _table(average.by_year)),
        (_("By region of the State that asks"), _table(average.by_region)),
    ]
    return {
        "stage": average.stage,
        "summary": average.summary,
        "figures": _figures(average.summary),
        "chart": _chart(average) if average.by_quarter else None,
        "quarters": _table(average.by_quarter),
        "tables": [(title, table) for title, table in parts if table["rows"]],
    }


def _figures(found: Summary) -> list[dict[str, Any]]:
    still = _("not half of them are finished yet") if found.median is None else ""
    return [
        {"label": _("Median"), "value": _day(found.median), "note": still},
        {"label": _("Nine in ten within"), "value": _day(found.ninetieth), "note": ""},
        {
            "label": _("Still waiting"),
            "value": found.waiting,
            "note": _("of %(count)s") % {"count": found.count},
        },
    ]


def _table(parts: list[Part]) -> dict[str, Any]:
    rows = [[part.label, *_cells(part.summary)] for part in parts]
    return {"head": [_("Period or region"), *HEAD], "rows": rows}


def _cells(found: Summary) -> list[Any]:
    return [
        found.finished,
        found.waiting,
        found.broken_off,
        _day(found.median),
        _day(found.ninetieth),
        _decimal(found.mean),
        _decimal(found.mean_at_least),
        _decimal(found.waiting_median),
        found.in_time,
    ]


def _chart(average: StageAverage) -> graph_objects.Figure:
    """Draw the median of each quarter beside the target; a gap where nobody can know it yet."""
    quarters = [part.label for part in average.by_quarter]
    medians = [part.summary.median for part in average.by_quarter]
    target = [average.stage.target.days] * len(quarters)
    bars = graph_objects.Bar(x=quarters, y=medians, name=_("Median"))
    line = graph_objects.Scatter(x=quarters, y=target, name=_("Target"), mode="lines+markers")
    layout = {"legend": {"orientation": "h", "y": 1.15}, "xaxis": {"type": "category"}}
    return graph_objects.Figure([bars, line], layout=layout)


def _day(days: int | None) -> str:
    return "–" if days is None else str(days)


def _decimal(days: float | None) -> str:
    return "–" if days is None else number_format(days, decimal_pos=1)


def _rounded(days: float | None) -> Any:
    return None if days is None else f"{days:.1f}"
