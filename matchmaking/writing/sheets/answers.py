"""What a record says, as its form would post it: the common tongue of pages and sheets."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from matchmaking.writing.forms import PREFIX, RecordEditor

# Each answer as the strings that a browser would send.
Answers = dict[str, list[str]]


def answers_of(editor: RecordEditor) -> tuple[Answers, list[Answers]]:
    """Return the answers an unbound editor shows, and those of each of its lines."""
    rows = [row for row in editor.lines.forms if row.initial]
    return _answers(editor.form), [_answers(row) for row in rows]


def posted(answers: Answers, lines: Iterable[Answers]) -> QueryDict:
    """Return answers as the page would post them."""
    data = QueryDict(mutable=True)
    _put(data, "", answers)
    rows = list(lines)
    for number, row in enumerate(rows):
        _put(data, f"{PREFIX}-{number}-", row)
    data[f"{PREFIX}-TOTAL_FORMS"] = str(len(rows))
    data[f"{PREFIX}-INITIAL_FORMS"] = "0"
    return data


def written(value: Any) -> str:
    """Return one value as a form reads it, in no language's own notation."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _answers(form: forms.BaseForm) -> Answers:
    said = {name: form[name].value() for name in form.fields if name != "DELETE"}
    return {name: _strings(value) for name, value in said.items()}


def _strings(value: Any) -> list[str]:
    if value is None or value is False or value == "":
        return []
    values = value if isinstance(value, list | tuple) else [value]
    return [written(one) for one in values]


def _put(data: QueryDict, prefix: str, answers: Mapping[str, list[str]]) -> None:
    for name, values in answers.items():
        if values:
            data.setlist(prefix + name, values)
