"""The figures of the exchange, and the code lists that the other tables use."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from matchmaking.insights.asking import Asked
from matchmaking.insights.counting import Sum
from matchmaking.insights.selectors import figures
from matchmaking.opendata.tables.fields import INTEGER, NUMBER, Field, Table
from matchmaking.vocabulary.models import Indicator, Kind, NamedRow, TaxonomyRow, Theme

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
DIMENSIONS = ("theme", "kind", "region", "state", "year")


class Figure(NamedTuple):
    """What a measure comes to, in all or for one theme, kind, region, State or year."""

    measure: str
    by: str
    code: str
    sum: Sum


def _figures() -> Iterator[Figure]:
    tally = figures(Asked()).tally
    for measure, total in tally.total.items():
        yield Figure(measure, "total", "", total)
    for by in DIMENSIONS:
        for code, sums in sorted(getattr(tally, f"by_{by}").items()):
            yield from (Figure(measure, by, code, one) for measure, one in sums.items())


def _names(row: type[NamedRow]) -> Any:
    return lambda: row._default_manager.order_by("pk")


def _named(*more: Field) -> tuple[Field, ...]:
    """Return the code and the names that every list has."""
    names = (
        Field(
            f"name_{code}", format_lazy(_("Name in the language {code}."), code=code), _name(code)
        )
        for code in LANGUAGES
    )
    return (Field("code", _("Code."), lambda row: row.pk), *more, *names)


def _name(language: str) -> Any:
    return lambda row: getattr(row, f"name_{language}")


def _parent(row: TaxonomyRow) -> str:
    return row.parent_code or ""


ABOVE = Field("parent", _("Code of what it is part of."), _parent)

FIGURES = Table(
    "figures",
    _("Figures"),
    _(
        "How much is asked, offered, agreed, funded, delivered and unmet. A record with two themes "
        "counts for each of them; totals count it once. What each measure means stands on the page "
        "of definitions."
    ),
    _figures,
    (
        Field("measure", _("What is counted."), lambda row: row.measure),
        Field("by", _("total, theme, kind, region, state or year."), lambda row: row.by),
        Field("code", _("Code of the theme, kind, region or State; the year."), lambda r: r.code),
        Field("records", _("How many records."), lambda row: row.sum.number, INTEGER),
        Field(
            "usd",
            _("What they come to in US dollars, at indicative rates."),
            lambda row: Decimal(row.sum.minor).scaleb(-2),
            NUMBER,
        ),
        Field(
            "without_amount",
            _("Of how many records no amount is known."),
            lambda row: row.sum.unpriced,
            INTEGER,
        ),
    ),
    ("measure", "by", "code"),
)
THEMES = Table(
    "themes", _("Themes"), _("What assistance is about."), _names(Theme), _named(ABOVE), ("code",)
)
KINDS = Table(
    "kinds",
    _("Kinds of assistance"),
    _("The form that assistance takes."),
    _names(Kind),
    _named(ABOVE, Field("unit", _("Unit in which it is counted."), lambda row: row.unit)),
    ("code",),
)
INDICATORS = Table(
    "indicators",
    _("Indicators"),
    _("What is measured to see whether assistance changed something."),
    _names(Indicator),
    _named(
        Field("theme", _("Code of the theme."), lambda row: row.theme_id),
        Field("unit", _("Unit of the values."), lambda row: row.unit),
        Field("definition", _("What is counted."), lambda row: row.definition),
    ),
    ("code",),
)
