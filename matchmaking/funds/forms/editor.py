"""The whole of the terms on one page: read out of a form, written into it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise

from matchmaking.funds.forms.terms import FORMSETS, GROUPS, ROWS, TermsForm
from matchmaking.funds.terms import Terms, Words, worded
from matchmaking.vocabulary.fields import minor_units, whole_units, with_one_more_row

AMOUNTS = {"ceiling": "ceiling_minor", "minimum": "minimum_minor"}


class TermsEditor:
    """The form of terms and its rows. Words are written in one language; the others are kept."""

    def __init__(
        self, data: QueryDict | None, terms: Terms, language: str, leave: Iterable[str] = ()
    ) -> None:
        self.terms, self.language, self.leave = terms, language, tuple(leave)
        if data and "more" in data:
            data = with_one_more_row(data, str(data["more"]))
        self.form = TermsForm(data, initial=_initial(terms))
        for name in self.leave:
            del self.form.fields[name]
        rows = {} if data else _initial_rows(terms, language)
        self.formsets = {
            name: formset(data, initial=rows.get(name), prefix=name)
            for name, formset in FORMSETS.items()
        }

    @property
    def grouped(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        """The fields under the headings under which terms are read."""
        return [
            (title, [self.form[name] for name in names if name in self.form.fields])
            for title, names in GROUPS
        ]

    @property
    def titled(self) -> list[tuple[Any, str | Promise]]:
        """The rows, each kind with its heading."""
        return [(self.formsets[name], legend) for name, (_form, legend) in ROWS.items()]

    @property
    def all_forms(self) -> list[Any]:
        """Everything in which there may be something to put right."""
        return [self.form, *self.formsets.values()]

    def is_valid(self) -> bool:
        """Say whether everything can be read; every form is asked, so that all mistakes show."""
        answers = [form.is_valid() for form in self.all_forms]
        return all(answers)

    def content(self) -> dict[str, Any]:
        """Return what was written, as it is kept."""
        said = dict(self.form.cleaned_data)
        currency = said.get("currency", self.terms.currency)
        for name, column in AMOUNTS.items():
            if name in said:
                said[column] = minor_units(said.pop(name), currency)
        said["four_eyes_above_minor"] = minor_units(said.pop("four_eyes_above"), currency)
        for name, rows in self.formsets.items():
            said[name] = [self._row(name, place, row) for place, row in enumerate(rows.kept_rows)]
        return {**self.terms.content(), **said, "fee_percent": str(said["fee_percent"])}

    def _row(self, name: str, place: int, form: forms.Form) -> dict[str, Any]:
        row = {key: value for key, value in form.cleaned_data.items() if key != "DELETE"}
        if "title" in row:
            known = self._known(name, place, row)
            row["titles"] = self._said(row.pop("title"), getattr(known, "titles", {}))
            if name == "criteria":
                row |= self._anchors(row.pop("anchors"), getattr(known, "anchors", {}))
        return row

    def _known(self, name: str, place: int, row: Mapping[str, Any]) -> Any:
        """Return the row as it was, by its code, or by its place where it has none."""
        before = getattr(self.terms, name)
        if "code" in row:
            return next((one for one in before if one.code == row["code"]), None)
        return before[place] if place < len(before) else None

    def _anchors(self, lines: list[str], before: Mapping[str, Words]) -> dict[str, Any]:
        anchors = {
            str(point): self._said(line, before.get(str(point), {}))
            for point, line in enumerate(lines, 1)
        }
        return {"anchors": anchors, "scale_max": len(lines)}

    def _said(self, text: str, before: Words) -> dict[str, str]:
        """Return words with `text` in this language; what was only shown is no translation."""
        if text == worded(before, self.language):
            return dict(before)
        return {**before, self.language: text}


def _initial(terms: Terms) -> dict[str, Any]:
    said = {name: getattr(terms, name, None) for name in TermsForm.base_fields}
    amounts = {name: whole_units(getattr(terms, c), terms.currency) for name, c in AMOUNTS.items()}
    limit = whole_units(terms.four_eyes_above_minor, terms.currency)
    return {**said, **amounts, "four_eyes_above": limit}


def _initial_rows(terms: Terms, language: str) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [_initial_row(row, form, language) for row in getattr(terms, name)]
        for name, (form, _legend) in ROWS.items()
    }


def _initial_row(row: Any, form: type[forms.Form], language: str) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}
    if hasattr(row, "titles"):
        said["title"] = worded(row.titles, language)
    if hasattr(row, "anchors"):
        points = (str(point) for point in range(1, row.scale_max + 1))
        lines = (worded(row.anchors.get(point, {}), language) for point in points)
        said["anchors"] = "\n".join(lines)
    return said
