"""Was there enough, of the right kind, in time, fairly spread?"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.insights.choices import MAIN, Measure, Step
from matchmaking.insights.definitions import DEFINITIONS
from matchmaking.portfolio.selectors import place_names, theme_names
from matchmaking.study.chapters.parts import Chapter, Grid, Row, dollars
from matchmaking.study.chapters.scores import score_grids
from matchmaking.study.engine.sums import percent
from matchmaking.vocabulary.selectors import labels

Said = Mapping[str, Any]
Names = Callable[[], Mapping[str, str]]


def adequacy(contents: Said) -> Chapter:
    """Return the chapter on adequacy."""
    said = contents["adequacy"]
    return Chapter(
        code="adequacy",
        title=_("Adequacy"),
        paragraphs=(*_coverage(said["courses"]["total"]), *_evenness(said["unevenness"])),
        grids=(
            _figures(said["figures"]),
            *_courses(said["courses"]),
            _steps(said["steps"]),
            *score_grids(contents, "adequacy"),
        ),
    )


def _coverage(total: Said) -> list[str]:
    if not total["asked"]:
        return [_("No request was published in this time.")]
    numbers = {name: total[name] for name in ("asked", "secured", "delivered", "priced")}
    return [
        _(
            "Of %(asked)s requests published in this time, something was agreed with a donor or "
            "carried by a funded project for %(secured)s by its end, and something had arrived "
            "for %(delivered)s."
        )
        % numbers,
        _("%(priced)s of the %(asked)s requests name an amount; sums of money are over these.")
        % numbers,
    ]


def _evenness(said: Said) -> list[str]:
    if said["gini"] is None:
        return []
    words = {"gini": f"{said['gini']:.2f}", "regions": said["regions"]}
    return [
        _(
            "How evenly help is spread: a Gini coefficient of %(gini)s over %(regions)s regions "
            "(0: the same share of requests is answered everywhere; 1: all in one region)."
        )
        % words
    ]


def _figures(said: Said) -> Grid:
    rows: list[Row] = []
    for code in MAIN:
        one = said.get(code, {"number": 0, "minor": 0, "unpriced": 0})
        title = str(DEFINITIONS[code].title)
        rows.append((title, one["number"], dollars(one["minor"]), one["unpriced"]))
    if paid := said.get(Measure.PAID):
        rows.append(
            (str(Measure.PAID.label), paid["number"], dollars(paid["minor"]), paid["unpriced"])
        )
    heads = (_("Figure"), _("Records"), _("US dollars"), _("Without an amount"))
    note = _("Each figure counts what happened in this time, whenever it was asked for.")
    return Grid("figures", _("What happened in this time"), heads, tuple(rows), drawn=1, note=note)


def _courses(said: Said) -> list[Grid]:
    parts: tuple[tuple[str, str, Names], ...] = (
        ("themes", _("Requests by theme"), theme_names),
        ("kinds", _("Requests by kind of assistance"), lambda: labels("kind")),
        ("regions", _("Requests by region"), place_names),
        ("years", _("Requests by year of publication"), dict),
    )
    found = [_course(code, caption, said[code], names()) for code, caption, names in parts]
    return [grid for grid in found if grid.rows]


def _course(code: str, caption: str, said: Said, names: Mapping[str, str]) -> Grid:
    heads = (
        caption,
        _("Asked"),
        _("Agreed or funded"),
        _("Delivered"),
        _("Delivered, per cent"),
        _("Asked, USD"),
        _("Agreed, USD"),
    )
    order = [*[code for code in names if code in said], *sorted(set(said) - set(names))]
    rows = tuple(_course_row(names.get(code, code), said[code]) for code in order)
    note = "" if code == "years" else _("A request counts in full in each of its rows.")
    return Grid(code, caption, heads, rows, drawn=4, note=note)


def _course_row(name: str, one: Said) -> Row:
    share = percent(one["delivered"], one["asked"])
    money = (dollars(one["asked_minor"]), dollars(one["agreed_minor"]))
    return (name, one["asked"], one["secured"], one["delivered"], share, *money)


def _steps(said: list[Said]) -> Grid:
    heads = (
        _("Step"),
        _("Records"),
        _("Finished"),
        _("Still waiting"),
        _("Median, days"),
        _("Nine in ten within, days"),
    )
    names = ("count", "finished", "waiting", "median", "ninetieth")
    rows = tuple((str(Step(one["step"]).label), *(one[name] for name in names)) for one in said)
    note = _("What still waits counts as well. Fewer than five records are not shown apart.")
    return Grid("steps", _("How long each step takes"), heads, rows, drawn=4, note=note)
