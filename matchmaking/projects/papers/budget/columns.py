"""The columns of the workbook, and what may stand in them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from matchmaking.projects.choices import BudgetCategory
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.writing.sheets.columns import Column, Names, Shape, folded

Said = Mapping[str, Any]
KEY, COST, ASKED = "key", "cost", "asked"
# Nobody fills these in: the program that opens the workbook works them out.
COMPUTED = (COST, ASKED)
TOTAL = "#total"  # stands for a key in the row of sums
MOST_LETTERS = 70


def columns_of(said: Said) -> list[Column]:
    """Return the columns in the language of the reader."""
    money = {"currency": said["proposal"]["currency"]}
    return [
        Column(KEY, KEY),
        Column("category", _("Category"), Shape.CHOICE, options=_categories()),
        Column("description", _("Description")),
        Column("unit", _("Unit")),
        Column("quantity", _("Quantity"), Shape.NUMBER),
        Column("unit_cost_minor", _("Unit cost (%(currency)s)") % money, Shape.NUMBER),
        Column(COST, _("Cost (%(currency)s)") % money, Shape.NUMBER),
        Column("cofinancing_minor", _("Co-financing (%(currency)s)") % money, Shape.NUMBER),
        Column(ASKED, _("Asked (%(currency)s)") % money, Shape.NUMBER),
        Column("cofinancer", _("Co-financed by")),
        Column("output", _("Output"), Shape.CHOICE, options=_outputs(said)),
        Column("activity", _("Activity"), Shape.CHOICE, options=_activities(said)),
    ]


def names_of(said: Said) -> dict[str, Names]:
    """Return what the entries of the lists may say, in any language, with what each stands for."""
    categories: dict[str, str] = {}
    for language in UN_LANGUAGES:
        with override("zh-hans" if language == "zh" else language):
            categories |= {folded(label): code for code, label in _categories()}
    categories |= {code: code for code in BudgetCategory.values}
    return {
        "category": categories,
        "output": _known(said["results"], _outputs(said)),
        "activity": _known(said["activities"], _activities(said)),
    }


def _known(rows: Iterable[Said], options: Iterable[tuple[str, str]]) -> Names:
    """Return keys by the entry of the list, and by the number alone."""
    numbers = {folded(row["number"]): row["key"] for row in rows if row["number"]}
    return numbers | {folded(text): key for key, text in options}


def _categories() -> tuple[tuple[str, str], ...]:
    return tuple((code, str(label)) for code, label in BudgetCategory.choices)


def _outputs(said: Said) -> tuple[tuple[str, str], ...]:
    rows = (row for row in said["results"] if row["level"] == "output")
    return tuple((row["key"], _entry(row["number"], row["statement"])) for row in rows)


def _activities(said: Said) -> tuple[tuple[str, str], ...]:
    rows = said["activities"]
    return tuple((row["key"], _entry(row["number"], row["title"])) for row in rows)


def _entry(number: str, words: str) -> str:
    """Return an entry of a list; brackets would read as a code."""
    plain = " ".join(words.translate(str.maketrans("[]", "()")).split())
    return f"{number} {plain}".strip()[:MOST_LETTERS].strip()
