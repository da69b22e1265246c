"""The columns of a spreadsheet: the fields of the form in which a record and its lines are written.

They are read off the form, so that a new question of the page is a new column of the sheet.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.writing.forms import editor_of
from matchmaking.writing.records import RecordKind

# Columns that nobody fills in: which record and line a row is, and which version of it.
ID, VERSION, LINE_ID = "id", "version", "line.id"
HIDDEN = (ID, VERSION, LINE_ID)
LINE = "line."
SEPARATOR = ";"
YES, NO = "True", "False"
Names = Mapping[str, str]


class Shape(StrEnum):
    """What may stand in a cell."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    SEVERAL = "several"


@dataclass(frozen=True)
class Column:
    """One question: its stable key, and how the sheet words it for the reader."""

    key: str
    label: str
    shape: Shape = Shape.TEXT
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()  # code and the text of the drop-down list

    @property
    def is_line(self) -> bool:
        """Whether it asks about a line and not about the record."""
        return self.key.startswith(LINE)

    @property
    def field(self) -> str:
        """The name of the field in its form."""
        return self.key.removeprefix(LINE)


def columns_of(kind: RecordKind[Any], organisation: Organisation) -> list[Column]:
    """Return the columns in the reader's language, those of the lines last."""
    editor = editor_of(kind)(kind.blank(organisation))
    row = editor.lines.forms[0]
    lines = {name: field for name, field in row.fields.items() if name not in ("line", "DELETE")}
    return [
        *(_column(name, field) for name, field in editor.form.fields.items()),
        *(_column(f"{LINE}{name}", field) for name, field in lines.items()),
    ]


def names_in_all_languages(
    kind: RecordKind[Any], organisation: Organisation
) -> tuple[dict[str, str], dict[str, Names]]:
    """Return what headings and entries may say in any language: heads to keys, texts to codes."""
    heads: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for language in UN_LANGUAGES:
        with override("zh-hans" if language == "zh" else language):
            for column in columns_of(kind, organisation):
                heads.setdefault(folded(column.label), column.key)
                known = texts.setdefault(column.key, {})
                for code, text in column.options:
                    known.setdefault(folded(text), code)
                    known.setdefault(folded(code), code)
    return heads, {key: known for key, known in texts.items() if known}


def folded(text: str) -> str:
    """Return a text without what makes no difference: case and spaces."""
    return " ".join(text.split()).casefold()


def _column(key: str, field: forms.Field) -> Column:
    label, help_text = str(field.label), str(field.help_text)
    if key.startswith(LINE):
        label = _("Line: %(column)s") % {"column": label}
    return Column(key, label, _shape(field), help_text, tuple(_options(field)))


def _shape(field: forms.Field) -> Shape:
    shapes = {
        forms.MultipleChoiceField: Shape.SEVERAL,
        forms.ChoiceField: Shape.CHOICE,
        forms.BooleanField: Shape.CHOICE,
        forms.DateField: Shape.DAY,
        forms.IntegerField: Shape.NUMBER,
    }
    return next((shape for kind, shape in shapes.items() if isinstance(field, kind)), Shape.TEXT)


def _options(field: forms.Field) -> Iterator[tuple[str, str]]:
    if isinstance(field, forms.BooleanField):
        yield from ((YES, _("Yes")), (NO, _("No")))
    if isinstance(field, forms.ChoiceField):
        offered: Any = field.choices
        choices = list(_flat(offered))
        for code, label in choices:
            yield code, _entry(code, label, is_coded=code.isupper() or len(choices) > 15)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        elif code != "":
            yield str(code), str(label)


def _entry(code: str, label: str, *, is_coded: bool) -> str:
    """Return the text of an entry; a code in brackets names it in every language."""
    label = label.replace(SEPARATOR, ",")
    return f"{label} [{code}]" if is_coded and not label.startswith(code) else label
