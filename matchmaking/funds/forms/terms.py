"""The terms of a fund or a call as a form: one page for all of it, rows for what repeats."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.funds.describing import DOES, DUTY_KINDS, LETTER_SHOWS, SUBJECTS, TIED_TO, WAIVERS
from matchmaking.funds.wording import APPLICANTS
from matchmaking.projects.choices import AnnexKind, BudgetCategory
from matchmaking.projects.sections import SECTIONS
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.fields import (
    AmountField,
    BaseRowFormSet,
    CurrencyField,
)

LONGEST = 120  # months
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


class LinesField(forms.CharField):
    """Codes, one to a line."""

    widget = forms.Textarea(attrs={"rows": 4, "dir": "ltr"})

    def prepare_value(self, value: Any) -> Any:
        """Return codes as lines; what was typed stays as it is."""
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        """Return the codes."""
        return str(super().clean(value)).split()


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
    abstentions_count = forms.BooleanField(
        label=_("An abstention counts as a vote"),
        required=False,
        help_text=_("In what the share of votes in favour is taken of."),
    )
    tie_breakers = LinesField(
        label=_("Between equals"),
        required=False,
        help_text=_(
            "A line for each rule, in the order in which they are looked at: “smaller” (asks for "
            "less), “earlier” (handed in earlier), “lot”, or “criterion:” with the code of a "
            "criterion (has more points in it)."
        ),
    )
    least_percent = _number(
        _("Least that may be granted, percent of what is asked"),
        100,
        1,
        initial=100,
        help_text=_("100: all or nothing."),
    )
    waived_by = forms.ChoiceField(label=_("A condition is waived by"), choices=_chosen(WAIVERS))
    letter_shows = _ticks(_("The letter to the applicant shows"), list(LETTER_SHOWS.items()))
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
            "abstentions_count",
            "tie_breakers",
            "least_percent",
            "waived_by",
            "letter_shows",
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
