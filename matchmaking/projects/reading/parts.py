"""The sections that hold more than text, set out for readers."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from matchmaking.money import Money
from matchmaking.projects import figures
from matchmaking.projects.choices import (
    AnnexKind,
    BudgetCategory,
    Degree,
    GenderMarker,
    ResultLevel,
)
from matchmaking.projects.completeness import ends_on
from matchmaking.projects.reading.tree import Pair, ResultReading, Table
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.selectors import labels

Said = Mapping[str, Any]
# What a section holds beside its text.
Parts = tuple[list[ResultReading], list[Table], list[Pair]]


def facts_of(said: Said) -> Iterator[Pair]:
    """Yield what heads every proposal: who, where, when."""
    head = said["proposal"]
    countries = labels("country", [head["country"]])
    yield _("State"), countries.get(head["country"], head["country"])
    yield _("Applicant"), head["applicant"]["name"]
    yield _("Implementing partner"), (head["implementer"] or {}).get("name", "")
    yield _("Time"), _time(said)
    yield _("Written in"), str(WorkingLanguage(head["language"]).label)


def _time(said: Said) -> str:
    head, end = said["proposal"], ends_on(said)
    if not head["starts_on"] or end is None:
        return ""
    named = {"start": _day(head["starts_on"]), "end": _day(end.isoformat()), "n": head["months"]}
    return _("%(start)s to %(end)s (%(n)s months)") % named


def basics(said: Said) -> Parts:
    head = said["proposal"]
    others = [code for code in head["countries"] if code != head["country"]]
    facts = [
        (_("Title"), head["title"]),
        *facts_of(said),
        (_("Other countries"), ", ".join(labels("country", others).values())),
        (_("Themes"), ", ".join(labels("theme", head["themes"]).values())),
        (_("Assistance requests"), "; ".join(one["title"] for one in head["needs"])),
        (_("Currency"), head["currency"]),
    ]
    return [], [], facts


def results(said: Said) -> Parts:
    return list(_chain(said)), [], []


def _chain(said: Said) -> Iterator[ResultReading]:
    """Yield impacts, then each outcome with its outputs, then outputs that lead nowhere yet."""
    rows = said["results"]
    yield from (_result(said, row, 0) for row in rows if row["level"] == "impact")
    outcomes = [row for row in rows if row["level"] == "outcome"]
    for outcome in outcomes:
        yield _result(said, outcome, 1)
        yield from (
            _result(said, row, 2) for row in _outputs(rows) if row["parent"] == outcome["key"]
        )
    keys = {row["key"] for row in outcomes}
    yield from (_result(said, row, 2) for row in _outputs(rows) if row["parent"] not in keys)


def _outputs(rows: list[Said]) -> list[Said]:
    return [row for row in rows if row["level"] == "output"]


def _result(said: Said, row: Said, depth: int) -> ResultReading:
    rows = [one for one in said["indicators"] if one["result"] == row["key"]]
    return ResultReading(
        key=row["key"],
        level=row["level"],
        label=str(ResultLevel(row["level"]).label),
        number=row["number"],
        statement=row["statement"],
        assumptions=row["assumptions"],
        depth=depth,
        indicators=_indicators(said, row, rows) if rows else None,
    )


def _indicators(said: Said, result: Said, rows: list[Said]) -> Table:
    named = {"number": result["number"] or ResultLevel(result["level"]).label}
    return Table(
        caption=_("Indicators of %(number)s") % named,
        heads=(
            _("Indicator"),
            _("Baseline"),
            _("Milestones"),
            _("Target"),
            _("Reached by"),
            _("Means of verification"),
        ),
        rows=tuple(_indicator(said, row) for row in rows),
        written=frozenset({0, 2, 5}),
    )


def _indicator(said: Said, row: Said) -> tuple[str, ...]:
    marks = [one for one in said["milestones"] if one["indicator"] == row["key"]]
    broken_down = f" ({row['disaggregation']})" if row["disaggregation"] else ""
    baseline = _measured(row["baseline"], row["unit"])
    if row["baseline_on"]:
        baseline = f"{baseline} ({_day(row['baseline_on'])})"
    return (
        row["title"] + broken_down,
        baseline,
        "; ".join(_milestone(one, row["unit"]) for one in marks),
        _measured(row["target"], row["unit"]),
        _day(row["due_on"]),
        row["verification"],
    )


def _milestone(row: Said, unit: str) -> str:
    parts = (_measured(row["value"], unit), row["words"])
    return f"{_day(row['due_on'])}: {' '.join(part for part in parts if part)}"


def _measured(value: str | None, unit: str) -> str:
    return "" if value is None else f"{_figure(value)} {unit}".strip()


def plan(said: Said) -> Parts:
    numbers = {row["key"]: row["number"] for row in said["results"]}
    table = Table(
        caption=_("Activities"),
        heads=(
            _("Number"),
            _("Activity"),
            _("Output"),
            _("Months"),
            _("Responsible"),
        ),
        rows=tuple(
            (
                row["number"],
                ": ".join(part for part in (row["title"], row["description"]) if part),
                numbers.get(row["output"], ""),
                _months(row),
                row["responsible"],
            )
            for row in said["activities"]
        ),
        written=frozenset({1, 4}),
    )
    return [], [table], []


def _months(row: Said) -> str:
    last = row["starts_month"] + row["months"] - 1
    return str(last) if last == row["starts_month"] else f"{row['starts_month']}-{last}"


def budget(said: Said) -> Parts:
    """The lines, and the sums by category and by output."""
    return [], [_lines(said), _categories(said), _by_output(said)], []


def _lines(said: Said) -> Table:
    currency = said["proposal"]["currency"]
    numbers = {row["key"]: row["number"] for row in said["results"]}
    sums = (figures.total(said), figures.cofinancing(said), figures.asked(said))
    return Table(
        caption=_("Budget lines"),
        heads=(
            _("What for"),
            _("Category"),
            _("Output"),
            _("Quantity and unit cost"),
            _("Cost"),
            _("Co-financing"),
            _("Asked"),
        ),
        rows=tuple(_line(row, currency, numbers) for row in said["budget"]),
        numeric=frozenset({4, 5, 6}),
        written=frozenset({0}),
        foot=((_("Total"), "", "", "", *map(str, sums)),),
    )


def _line(row: Said, currency: str, numbers: Mapping[str, str]) -> tuple[str, ...]:
    given = str(Money(row["cofinancing_minor"], currency)) if row["cofinancing_minor"] else ""
    unit_cost = str(Money(row["unit_cost_minor"], currency))
    return (
        row["description"],
        str(BudgetCategory(row["category"]).label),
        numbers.get(row["output"], ""),
        f"{_measured(row['quantity'], row['unit'])} × {unit_cost}",
        str(Money(figures.line_cost(row), currency)),
        f"{given} ({row['cofinancer']})" if given and row["cofinancer"] else given,
        str(Money(figures.line_asked(row), currency)),
    )


def _categories(said: Said) -> Table:
    asked, whole = figures.by_category(said), figures.asked(said)
    rows = tuple(
        (str(label), str(asked[code]), _percent(figures.share(asked[code], whole)))
        for code, label in BudgetCategory.choices
        if code in asked
    )
    heads = (_("Category"), _("Asked"), _("Share"))
    return Table(_("Asked by category"), heads, rows, numeric=frozenset({1, 2}))


def _by_output(said: Said) -> Table:
    names = {row["number"]: row["statement"] for row in said["results"]}
    costs = figures.by_output(said)
    rows = tuple(
        (number or _("none"), names.get(number, "") if number else "", str(costs[number]))
        for number in sorted(costs)
    )
    heads = (_("Output"), _("What it delivers"), _("Cost"))
    return Table(_("Cost by output"), heads, rows, numeric=frozenset({2}), written=frozenset({1}))


def _percent(share: Decimal) -> str:
    return f"{number_format(round(share * 100, 1), 1)} %"


def risks(said: Said) -> Parts:
    heads = (
        _("Risk"),
        _("Likelihood"),
        _("Impact"),
        _("What is done about it"),
        _("Who watches it"),
    )
    rows = tuple(
        (
            row["description"],
            str(Degree(row["likelihood"]).label),
            str(Degree(row["impact"]).label),
            row["mitigation"],
            row["owner"],
        )
        for row in said["risks"]
    )
    return [], [Table(_("Risks"), heads, rows, written=frozenset({0, 3, 4}))], []


def gender(said: Said) -> Parts:
    marker = said["proposal"]["gender_marker"]
    shown = "" if marker is None else str(GenderMarker(marker).label)
    return [], [], [(_("Gender marker"), shown)]


def partner(said: Said) -> Parts:
    name = (said["proposal"]["implementer"] or {}).get("name", "")
    return [], [], [(_("Implementing partner"), name)]


def annexes(said: Said) -> Parts:
    rows = tuple(
        (str(AnnexKind(row["kind"]).label), row["title"], row["file"]) for row in said["annexes"]
    )
    heads = (_("Kind of document"), _("Title"), _("File"))
    return [], [Table(_("Annexes"), heads, rows, written=frozenset({1}))], []


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


def _figure(text: str) -> str:
    value = Decimal(text)
    places = max(-int(value.as_tuple().exponent), 0)
    return number_format(value, places, force_grouping=True)
