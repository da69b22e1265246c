"""The flow from requests to results, and how long each step takes, each drawn and as a table."""

from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from plotly import graph_objects

from matchmaking.insights.choices import End, Measure, Way
from matchmaking.insights.pages import Addresses
from matchmaking.insights.selectors import Figures, Lasted
from matchmaking.portfolio.pages import shown

COLOURS = {
    Way.AGREEMENT: "#17607b",
    Way.PROJECT: "#5b8c5a",
    Way.BOTH: "#4b5f8f",
    Way.OPEN: "#b5822a",
    Way.ENDED: "#8b8778",
}
SEE_THROUGH = "66"  # added to a colour: so much of it
NOT_KNOWN = "–"
Table = dict[str, Any]
ROOM = 0.04  # between two nodes of a column
LEAST = 560  # pixels that the words of three columns need beside each other


def flow_chart(found: Figures, *, is_rtl: bool) -> graph_objects.Figure:
    """Draw where requests have got to; from right to left where the page is read so."""
    ways, ends = _sums(found, 0, Way), _sums(found, 1, End)
    nodes: list[Any] = ["requests", *ways, *ends]
    names = [
        _("Requests"),
        *(str(Way(one).label) for one in ways),
        *(str(End(one).label) for one in ends),
    ]
    links = [(0, nodes.index(way), number, way) for way, number in ways.items()]
    links += [
        (nodes.index(way), nodes.index(end, 1 + len(ways)), number, way)
        for (way, end), number in sorted(found.flow.items())
    ]
    columns = [0.001] + [0.5] * len(ways) + [0.999] * len(ends)
    node = {
        "label": names,
        "x": [1 - x for x in columns] if is_rtl else columns,
        "y": [0.5, *_heights(ways), *_heights(ends)],
        "color": ["#17607b", *(COLOURS[Way(one)] for one in ways), *["#57534a"] * len(ends)],
        "pad": 18,
        "thickness": 16,
    }
    link = {
        "source": [one[0] for one in links],
        "target": [one[1] for one in links],
        "value": [one[2] for one in links],
        "color": [COLOURS[Way(one[3])] + SEE_THROUGH for one in links],
    }
    margin = {"t": 20, "b": 20, "l": 10, "r": 10}
    drawn = graph_objects.Sankey(node=node, link=link, arrangement="fixed", textfont={"size": 11})
    layout = {"height": 420, "margin": margin, "meta": {"least": LEAST}}
    return graph_objects.Figure(drawn, layout=layout)


def flow_table(found: Figures, addresses: Addresses) -> Table:
    """Return the same flow as rows, each leading to its requests."""
    rows = [
        [str(Way(way).label), str(End(end).label), _linked(number, addresses, way=way, end=end)]
        for (way, end), number in sorted(found.flow.items())
    ]
    total = _linked(sum(found.flow.values()), addresses)
    head = [_("What came of it"), _("Where it stands"), _("Requests")]
    return {"head": head, "rows": [*rows, [_("All, each once"), "", total]]}


def steps_chart(found: list[Lasted], *, is_rtl: bool) -> graph_objects.Figure | None:
    """Draw the median of each step by its number; nothing where none can be known."""
    names = [str(number) for number, _one in enumerate(found, start=1)]
    medians = [one.summary.median if one.summary else None for one in found]
    if not any(median is not None for median in medians):
        return None
    bars = graph_objects.Bar(x=names, y=medians, text=medians, textposition="auto")
    order = "reversed" if is_rtl else True
    layout = {
        "xaxis": {"type": "category", "autorange": order},
        "yaxis": {"title": {"text": _("Days")}},
    }
    return graph_objects.Figure(bars, layout=layout | {"height": 320})


def steps_table(found: list[Lasted], addresses: Addresses) -> Table:
    """Return the durations of each step as rows, each leading to the records it was read from."""
    head = [
        _("Step"),
        _("Records"),
        _("Finished"),
        _("Still waiting"),
        _("Median, days"),
        _("Nine in ten within, days"),
    ]
    rows = [_step(number, one, addresses) for number, one in enumerate(found, start=1)]
    return {"head": head, "rows": rows}


def _step(number: int, one: Lasted, addresses: Addresses) -> list[Any]:
    name = f"{number}. {one.step.label}"
    count = _linked(one.count, addresses, one.measure)
    found = one.summary
    if found is None:
        return [name, count, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN]
    return [name, count, found.finished, found.waiting, _day(found.median), _day(found.ninetieth)]


def _linked(
    number: int, addresses: Addresses, measure: str = Measure.ASKED, **narrower: str
) -> str:
    """Return a number that leads to the records it counts."""
    if not number:
        return "0"
    url = addresses.behind(measure, **narrower)
    return format_html('<a href="{}">{}</a>', url, shown(Decimal(number)))


def _day(days: int | None) -> str:
    return NOT_KNOWN if days is None else str(days)


def _sums(found: Figures, place: int, words: Any) -> dict[str, int]:
    """Return how many requests pass each node of a column, in the order of its words."""
    sums = dict.fromkeys(words.values, 0)
    for path, number in found.flow.items():
        sums[path[place]] += number
    return {word: number for word, number in sums.items() if number}


def _heights(column: dict[str, int]) -> list[float]:
    """Return where the middles of the nodes of a column are, from 0 above to 1 below."""
    total, above, found = sum(column.values()) or 1, 0.0, []
    scale = 1 - ROOM * (len(column) - 1)
    for number in column.values():
        height = number / total * scale
        found.append(min(0.999, max(0.001, above + height / 2)))
        above += height + ROOM
    return found
