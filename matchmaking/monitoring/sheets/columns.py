"""The columns of the workbook of a period."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from matchmaking.monitoring.checking import part_name
from matchmaking.monitoring.choices import GROUPS, Answer
from matchmaking.monitoring.models import Indicator
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.writing.sheets.columns import Column, Names, Shape, folded

KEY = "key"
KIND, FORMAT = "values", "1"
KEYS_ROW, HEADS_ROW, FIRST_ROW = 1, 2, 3
ANSWERS = (Answer.NUMBER, Answer.NOT_APPLICABLE, Answer.NOT_KNOWN)
# What only reminds the reader of what the row is about.
TOLD = ("indicator", "unit", "baseline", "target")


def columns_of(indicators: Iterable[Indicator]) -> list[Column]:
    """Return the columns in the language of the reader; groups only where some row has them."""
    used = {by for indicator in indicators for by in indicator.disaggregated_by}
    parts = [
        Column(part_name(by, group), str(label), Shape.NUMBER)
        for by, groups in GROUPS.items()
        if by in used
        for group, label in groups
    ]
    return [
        Column(KEY, KEY),
        Column("indicator", _("Indicator")),
        Column("unit", _("Unit")),
        Column("baseline", _("Baseline")),
        Column("target", _("Target")),
        Column("answer", _("Answer"), Shape.CHOICE, options=_answers()),
        Column("number", _("Number"), Shape.NUMBER),
        *parts,
        Column("words", _("In words")),
        Column("reason", _("Why there is no number")),
        Column("source", _("Where the figure comes from")),
        Column("quality", _("How good the figure is")),
    ]


def names_of_answers() -> Names:
    """Return what the column of answers may say, in any language."""
    names: dict[str, str] = {code: code for code in ANSWERS}
    for language in UN_LANGUAGES:
        with override("zh-hans" if language == "zh" else language):
            names |= {folded(label): code for code, label in _answers()}
    return names


def _answers() -> tuple[tuple[str, str], ...]:
    return tuple((str(code), str(code.label)) for code in ANSWERS)
