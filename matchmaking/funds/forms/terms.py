"""The terms of a fund or a call as a form: one page for all of it, rows for what repeats."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.funds.describing import DOES, DUTY_KINDS, SUBJECTS, TIED_TO
from matchmaking.funds.terms import Terms, Words, worded
from matchmaking.funds.wording import APPLICANTS
from matchmaking.projects.choices import AnnexKind, BudgetCategory
from matchmaking.projects.sections import SECTIONS
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.fields import (
    AmountField,
    BaseRowFormSet,
    CurrencyField,
    minor_units,
    whole_units,
    with_one_more_row,
)

LONGEST = 120  # months
AMOUNTS = {"ceiling": "ceiling_minor", "minimum": "minimum_minor"}
OF_CALL = ("currency", "ceiling", "minimum")  # a call has these on its own page


def _chosen(choices: Mapping[str, str | Promise]) -> list[tuple[str, str | Promise]]:
    return [("", _("Choose …")), *choices.items()]


def _ticks(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **more,
    )


def _number(label: Any, most: int, least: int = 0, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


def _optional_sections() -> list[tuple[str, str | Promise]]:
    return [(one.code, one.title) for one in SECTIONS if not one.is_always_required]


class TermsForm(forms.Form):
    """What terms say once; what repeats is in rows beside it."""

    applicants = _ticks(_("Who may apply"), list(APPLICANTS.items()))
    joint_at_least = _number(_("How many must apply together"), 10, initial=0)
    joint_kinds = _ticks(_("Who counts when several apply together"), list(APPLICANTS.items()))
    needs_government = forms.BooleanField(label=_("The government takes part"), required=False)
    groups = _ticks(_("Only for these groups of States"), CountryGroup.choices)
    currency = CurrencyField(label=_("Currency"), required=True)
    ceiling = AmountField(label=_("Most for one project"))
    minimum = AmountField(label=_("Least for one project"))
    months_min = _number(_("Shortest length in months"), LONGEST, 1, required=False)
    months_max = _number(_("Longest length in months"), LONGEST, 1, required=False)
    cofinancing_percent = _number(_("Co-financing, percent of the cost"), 100, initial=0)
    needs_reported_need = forms.BooleanField(
        label=_("The request must come from a national report"), required=False
    )
    needs_endorsement = forms.BooleanField(
        label=_("A regional body must endorse the proposal"), required=False
    )
    sections = _ticks(
        _("Sections asked for"),
        _optional_sections,
        help_text=_("Besides those that every proposal has."),
    )
    annexes = _ticks(_("Documents asked for"), AnnexKind.choices)
    reviewers = _number(_("Reviewers for each application"), 9, 1, initial=2)
    pass_percent = _number(_("Funded from this share of the points, percent"), 100, initial=0)
    present_percent = _number(_("Members who must be present, percent"), 100, 1, initial=50)
    yes_percent = _number(_("Votes in favour, percent"), 100, 1, initial=50)
    needs_chair = forms.BooleanField(label=_("The chair must vote"), required=False)
    appeal_days = _number(_("Days for an appeal; 0: none"), 365, initial=0)
    four_eyes_above = AmountField(
        label=_("A second person approves payments above"), required=True, initial=0
    )
    fee_percent = forms.DecimalField(
        label=_("Fee of the fund, percent"), min_value=0, max_value=100, decimal_places=2, initial=0
    )
    takes_earmarks = forms.BooleanField(
        label=_("Contributions may be for a purpose (earmarked)"), required=False
    )


GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        _("Who may apply"),
        ("applicants", "joint_at_least", "joint_kinds", "needs_government", "groups"),
    ),
    (
        _("How much and how long"),
        ("currency", "ceiling", "minimum", "months_min", "months_max", "cofinancing_percent"),
    ),
    (
        _("What must be there"),
        ("needs_reported_need", "needs_endorsement", "sections", "annexes"),
    ),
    (
        _("How it is judged"),
        (
            "reviewers",
            "pass_percent",
            "present_percent",
            "yes_percent",
            "needs_chair",
            "appeal_days",
        ),
    ),
    (
        _("How it is paid and accounted for"),
        ("four_eyes_above", "fee_percent", "takes_earmarks"),
    ),
)


class ShareForm(forms.Form):
    """The most that a category may take."""

    category = forms.ChoiceField(
        label=_("Category"), choices=[("", _("Choose …")), *BudgetCategory.choices]
    )
    percent = _number(_("At most, percent of the budget"), 100)


class CriterionForm(forms.Form):
    """A criterion, with a line for each number of points."""

    code = forms.SlugField(label=_("Code"), max_length=30)
    title = forms.CharField(label=_("Title"), max_length=200)
    weight = _number(_("Weight, percent"), 100, 1)
    anchors = forms.CharField(
        label=_("What the points stand for"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("A line for each number of points, from 1 up; two lines at least."),
    )

    def clean_anchors(self) -> list[str]:
        """Return the lines, from one point up."""
        lines = [line.strip() for line in self.cleaned_data["anchors"].splitlines()]
        found = [line for line in lines if line]
        if not 2 <= len(found) <= 10:
            raise forms.ValidationError(_("Write two to ten lines."))
        return found


class BodyForm(forms.Form):
    """Who looks at applications beside the reviewers."""

    code = forms.SlugField(label=_("Code"), max_length=30)
    title = forms.CharField(label=_("Title"), max_length=200)
    does = forms.ChoiceField(label=_("What it does"), choices=_chosen(DOES))


class TrancheForm(forms.Form):
    """A part of the grant."""

    percent = _number(_("Percent of the grant"), 100, 1)
    tied_to = forms.ChoiceField(label=_("Paid on"), choices=_chosen(TIED_TO))
    title = forms.CharField(label=_("In words"), max_length=200)


class DutyForm(forms.Form):
    """A report that is owed."""

    kind = forms.ChoiceField(label=_("Report"), choices=_chosen(DUTY_KINDS))
    subject = forms.ChoiceField(label=_("About"), choices=_chosen(SUBJECTS))
    months = _number(_("Months"), 60, 1, help_text=_("Between two, or after the end."))


ROWS = {
    "shares": (ShareForm, _("Shares of the budget")),
    "criteria": (CriterionForm, _("Criteria")),
    "bodies": (BodyForm, _("Bodies that advise or decide")),
    "tranches": (TrancheForm, _("Tranches")),
    "duties": (DutyForm, _("Reports owed")),
}
FORMSETS: dict[str, Any] = {
    name: forms.formset_factory(form, formset=BaseRowFormSet, extra=1, can_delete=True, max_num=30)
    for name, (form, _legend) in ROWS.items()
}


class NoteForm(forms.Form):
    """Why the rules change."""

    note = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Kept with the version, for those who ask later."),
    )


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
