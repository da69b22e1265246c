"""The form of one result: what shall change, and how one sees it."""

import datetime
import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.projects.choices import ResultLevel
from matchmaking.projects.contents import Contents, section_of
from matchmaking.projects.forms.editor import fingerprints_in
from matchmaking.projects.forms.rows import CHOOSE, KeyedRowForm, row_set, words, written
from matchmaking.projects.merging import prints
from matchmaking.projects.rows import new_key
from matchmaking.projects.sections import section_named
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.selectors import indicator_choices, indicator_units, labels

Said = Mapping[str, Any]
MARK = re.compile(r"^(\d{4}-\d{2}-\d{2})\s*[:;,]\s*(.+)$")
LONGEST_WORDS = 250


class MilestonesField(forms.CharField):
    """Milestones, one on each line: a day, and a figure or words."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "dir": "auto", "placeholder": "2027-06-30: 4000"})
        super().__init__(**{"required": False, "widget": widget, **options})

    def clean(self, value: Any) -> Any:
        """Return the milestones as rows; say which line cannot be read."""
        text = super().clean(value)
        return [_milestone(line.strip()) for line in text.splitlines() if line.strip()]


class ResultForm(forms.Form):
    """What shall change, or what is delivered."""

    level = forms.ChoiceField(label=_("Level"), choices=ResultLevel.choices)
    parent = forms.ChoiceField(
        label=_("Leads to outcome"), required=False, help_text=_("Of an output only.")
    )
    statement = words(_("Statement"), required=True)
    assumptions = words(_("Assumptions"))

    def __init__(self, *args: Any, whole: Said, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row for row in whole["results"] if row["level"] == "outcome"]
        named = [(row["key"], f"{row['number']} {row['statement'][:80]}") for row in rows]
        self.fields["parent"].choices = [CHOOSE, *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Let only outputs lead to an outcome."""
        said = super().clean() or {}
        if said.get("level") != ResultLevel.OUTPUT:
            said["parent"] = ""
        return said


class IndicatorForm(KeyedRowForm):
    """From where, to where, by when, shown by what."""

    indicator = forms.ChoiceField(
        label=_("From the library"),
        required=False,
        help_text=_("Gives title and unit where you leave them empty."),
    )
    title = written(_("Indicator"), required=False)
    unit = written(_("Unit"), 60, required=False)
    baseline = forms.DecimalField(
        label=_("Baseline"), max_digits=14, decimal_places=2, required=False
    )
    baseline_on = forms.DateField(label=_("Measured on"), required=False, widget=DayInput())
    target = forms.DecimalField(label=_("Target"), max_digits=14, decimal_places=2, required=False)
    due_on = forms.DateField(label=_("Reached by"), required=False, widget=DayInput())
    verification = written(_("Means of verification"), 500, required=False)
    disaggregation = written(_("Broken down by"), required=False)
    milestones = MilestonesField(
        label=_("Milestones"),
        help_text=_("One on each line: the day, and a figure or words. 2027-06-30: 4000"),
    )

    def offer(self, whole: Said) -> None:
        """Offer the library of indicators."""
        self.fields["indicator"].choices = [CHOOSE, *indicator_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take title and unit from the library where they are empty; ask for a title otherwise."""
        said = super().clean() or {}
        code = said.get("indicator")
        if code:
            said["title"] = said.get("title") or labels("indicator", [code]).get(code, "")
            said["unit"] = said.get("unit") or indicator_units().get(code, "")
        if self.has_changed() and not said.get("title") and not said.get("DELETE"):
            self.add_error("title", gettext("Name the indicator, or choose one from the library."))
        return said


class ResultEditor:
    """One result with its indicators and their milestones, saved as a part of its section."""

    def __init__(
        self,
        whole: Contents,
        key: str | None,
        *,
        initial: Said | None = None,
        said: Contents | None = None,
        posted: QueryDict | None = None,
    ) -> None:
        self.whole, self.posted, self.key = whole, posted, key or new_key()
        self.began = section_of(whole, section_named("results"))
        shown = said or self.began
        row = _named(shown["results"], self.key) or initial or {"level": ResultLevel.OUTCOME}
        self.form = ResultForm(posted, initial=row, whole=whole)
        rows = [
            {**one, "milestones": _as_lines(shown, one["key"])}
            for one in shown["indicators"]
            if one["result"] == self.key
        ]
        self.rows = row_set(IndicatorForm, "indicators", rows, whole, posted)

    def is_valid(self) -> bool:
        """Check the result and every indicator."""
        return all([self.form.is_valid(), self.rows.is_valid()])

    @property
    def said(self) -> Contents:
        """The whole section with this result as it was typed."""
        others = without(self.began, self.key, is_only_result=True)
        result = {"key": self.key, **self.form.cleaned_data, "parent": self._parent}
        rows = [(row, {**row.said(), "result": self.key}) for row in self.rows.kept_rows]
        indicators = [
            {name: value for name, value in said.items() if name != "milestones"}
            for _row, said in rows
        ]
        marks = [
            {**mark, "key": self._mark_key(said["key"], at), "indicator": said["key"]}
            for _row, said in rows
            for at, mark in enumerate(said["milestones"])
        ]
        return {
            **others,
            "results": _in_place(self.began["results"], result),
            "indicators": [*others["indicators"], *indicators],
            "milestones": [*others["milestones"], *marks],
        }

    @property
    def was_json(self) -> str:
        """The fingerprints of this result and its rows, for a hidden input."""
        if self.posted is not None:
            return json.dumps(fingerprints_in(self.posted))
        return json.dumps(
            {name: one for name, one in prints(self.began).items() if self._owns(name)}
        )

    @property
    def was(self) -> dict[str, str]:
        """What the section was when the form was opened; what is not in it is as it is now."""
        assert self.posted is not None  # noqa: S101 (only asked of what was posted)
        sent = fingerprints_in(self.posted)
        now = prints(self.began)
        return {**{name: one for name, one in now.items() if not self._owns(name)}, **sent}

    def add_refusal(self, refusal: DomainError) -> None:
        """Show a refusal above the form."""
        self.form.add_error(None, str(refusal.message))

    @property
    def _parent(self) -> str | None:
        return self.form.cleaned_data["parent"] or None

    def _owns(self, atom: str) -> bool:
        """Say whether an atom of the section belongs to this result."""
        name, _between, key = atom.partition("/")
        own = {one["key"] for one in self.began["indicators"] if one["result"] == self.key}
        marks = {one["key"] for one in self.began["milestones"] if one["indicator"] in own}
        return (name, key) == ("results", self.key) or key in own | marks

    def _mark_key(self, indicator: str, place: int) -> str:
        """Return the key of a milestone by its place, so that saving it again changes nothing."""
        marks = [one for one in self.began["milestones"] if one["indicator"] == indicator]
        return str(marks[place]["key"]) if place < len(marks) else new_key()


def without(said: Said, key: str, *, is_only_result: bool = False) -> dict[str, Any]:
    """Return the section without a result and what measures it; its outputs stay, loose."""
    own = {one["key"] for one in said["indicators"] if one["result"] == key}
    results = [row for row in said["results"] if row["key"] != key]
    if not is_only_result:
        results = [{**row, "parent": None} if row["parent"] == key else row for row in results]
    return {
        **said,
        "results": results,
        "indicators": [one for one in said["indicators"] if one["key"] not in own],
        "milestones": [one for one in said["milestones"] if one["indicator"] not in own],
    }


def _in_place(rows: list[Any], result: Said) -> list[Any]:
    if _named(rows, result["key"]) is None:
        return [*rows, result]
    return [result if row["key"] == result["key"] else row for row in rows]


def _named(rows: list[Any], key: str) -> Any:
    return next((row for row in rows if row["key"] == key), None)


def _as_lines(said: Said, indicator: str) -> str:
    rows = [one for one in said["milestones"] if one["indicator"] == indicator]
    return "\n".join(f"{one['due_on']}: {one['value'] or one['words']}" for one in rows)


def _milestone(line: str) -> dict[str, Any]:
    found = MARK.match(line)
    if not found:
        message = gettext("“%(line)s” cannot be read: write a day, a colon, and a figure or words.")
        raise forms.ValidationError(message % {"line": line})
    try:
        day = datetime.date.fromisoformat(found[1]).isoformat()
    except ValueError as error:
        message = gettext("“%(line)s” does not begin with a day, such as 2027-06-30.")
        raise forms.ValidationError(message % {"line": line}) from error
    said = found[2].strip()
    try:
        return {"due_on": day, "value": str(_figure(said)), "words": ""}
    except InvalidOperation:
        return {"due_on": day, "value": None, "words": said[:LONGEST_WORDS]}


def _figure(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite() or abs(value) >= Decimal(10) ** 12:
        raise InvalidOperation
    return round(value, 2)
