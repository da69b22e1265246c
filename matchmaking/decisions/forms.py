"""What members, administrators and applicants write."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.decisions.choices import (
    APPROVING,
    DecisionKind,
    Dimension,
    Measure,
    Says,
    Tie,
    Wish,
)
from matchmaking.decisions.models import Choice
from matchmaking.decisions.selectors import RankedRow
from matchmaking.decisions.services import ConditionData, LimitData, Proposed
from matchmaking.funds.models import Call
from matchmaking.money import Money
from matchmaking.vocabulary.fields import BaseRowFormSet, DayInput, minor_units, whole_units
from matchmaking.vocabulary.selectors import country_choices, region_choices, theme_choices

EMPTY = [("", "–")]
MOST_COMPARED = 4


def _words(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 4) -> Any:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)


def _money(label: Any, *, required: bool = False, help_text: Any = "") -> Any:
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        required=required,
        help_text=help_text,
    )


class SeatForm(forms.Form):
    """Who shall sit on the committee."""

    email = forms.EmailField(
        label=_("E-mail address of the member"),
        help_text=_("Somebody who signs in here: of the fund, a donor, or anybody else."),
    )
    is_chair = forms.BooleanField(label=_("leads the committee"), required=False)
    person: User

    def clean_email(self) -> str:
        """Find the person."""
        said: str = self.cleaned_data["email"]
        person = User.objects.filter(email__iexact=said, is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody signs in here with this address."))
        self.person = person
        return said


class ScoreForm(forms.Form):
    """What the committee makes of an application."""

    value = forms.DecimalField(
        label=_("Score of the committee"),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        help_text=_("0 to 100, as the weighted score of the reviewers is."),
    )
    words = _words(_("Why"), help_text=_("Above all where it differs from the reviewers."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class LotForm(forms.Form):
    """In which order lots put the applications that share a place."""

    words = _words(_("How and before whom the lots were drawn"), rows=2)

    def __init__(self, *args: Any, tied: Iterable[RankedRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tied = list(tied)
        self.names = [f"place_{row.application.pk}" for row in self.tied]
        for name, row in zip(self.names, self.tied, strict=True):
            self.fields[name] = forms.IntegerField(
                label=str(row.application), min_value=1, max_value=len(self.tied)
            )

    def clean(self) -> dict[str, Any]:
        """Ask for different places."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        places = [said.get(name) for name in self.names]
        if not self.errors and len(set(places)) != len(places):
            raise forms.ValidationError(_("Give each application a place of its own."))
        return said

    @property
    def in_order(self) -> list[int]:
        """The applications as the lots put them."""
        rows = zip(self.names, self.tied, strict=True)
        drawn = sorted(rows, key=lambda pair: int(self.cleaned_data[pair[0]]))
        return [row.application.pk for _name, row in drawn]


class VoteForm(forms.Form):
    """A vote, with words."""

    says = forms.ChoiceField(label=_("Your vote"), choices=Says.choices, widget=forms.RadioSelect)
    words = _words(
        _("Why"), required=False, rows=3, help_text=_("Needed for a no and an abstention.")
    )


class BallotForm(forms.Form):
    """What is proposed to be decided."""

    kind = forms.ChoiceField(
        label=_("Proposed decision"), choices=DecisionKind.choices, widget=forms.RadioSelect
    )
    amount = _money(_("Amount granted"))
    reasons = _words(
        _("Reasons the applicant reads"),
        required=False,
        help_text=_("Needed to return (what to change) and to reject (why)."),
    )
    vote_by = forms.DateField(label=_("Vote by"), required=False, widget=DayInput())

    def __init__(self, *args: Any, asked: Money, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in DecisionKind.choices if value in kinds
        ]
        self.fields["amount"].initial = asked.amount
        self.fields["amount"].help_text = _("Asked for: %(asked)s.") % {"asked": asked}

    def proposed(self, conditions: Iterable[ConditionData]) -> Proposed:
        """Return it as the service takes it."""
        said = self.cleaned_data
        minor = minor_units(said["amount"], self.asked.currency)
        approves = said["kind"] in APPROVING and minor is not None
        return Proposed(
            kind=said["kind"],
            amount=Money(minor or 0, self.asked.currency) if approves else None,
            reasons=said["reasons"],
            conditions=list(conditions),
        )


class ConditionRow(forms.Form):
    """A condition that is proposed."""

    words = _words(_("What has to be shown"), rows=2)
    due_on = forms.DateField(label=_("By"), widget=DayInput())
    ties = forms.ChoiceField(label=_("To be met"), choices=Tie.choices)
    tranche = forms.IntegerField(label=_("Tranche"), min_value=1, max_value=20, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the tranche where one waits for it, and only there."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        is_tied = said.get("ties") == Tie.TRANCHE
        if is_tied and not said.get("tranche") and "tranche" not in self.errors:
            self.add_error("tranche", _("Say which tranche waits for it."))
        return said if is_tied else said | {"tranche": None}

    @property
    def data_said(self) -> ConditionData:
        """Return it as the service takes it."""
        said = self.cleaned_data
        return ConditionData(said["words"], said["due_on"], said["ties"], said["tranche"])


ConditionRows = forms.formset_factory(
    ConditionRow, formset=BaseRowFormSet, extra=1, can_delete=True, max_num=30
)


class ReasonForm(forms.Form):
    """A reason, and until when to vote."""

    reasons = _words(_("Why the condition shall be waived"))
    vote_by = forms.DateField(label=_("Vote by"), required=False, widget=DayInput())


class AppealForm(forms.Form):
    """The grounds of an appeal."""

    words = _words(
        _("Grounds of the appeal"),
        rows=8,
        help_text=_("You can appeal once, and what comes of it is final."),
    )


class EvidenceForm(forms.Form):
    """What shows that a condition is met."""

    words = _words(_("What shows that the condition is met"))
    file = forms.FileField(label=_("Document"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ChoiceForm(forms.Form):
    """What a scenario is called, and what is demanded of all."""

    name = forms.CharField(label=_("Name"), max_length=120)
    note = _words(_("What it is for"), required=False, rows=2)
    budget = _money(_("Budget"), required=True)
    measure = forms.ChoiceField(label=_("What counts"), choices=Measure.choices)
    least_percent = forms.IntegerField(
        label=_("Grant at least, in percent of what is asked"),
        min_value=10,
        max_value=100,
        initial=100,
        help_text=_("100: all that is asked, or nothing."),
    )
    region_percent = forms.IntegerField(
        label=_("At most for one continent, in percent of all that is granted"),
        min_value=1,
        max_value=100,
        initial=100,
        help_text=_("The balance between regions; 100 asks for none."),
    )
    state_most = _money(_("At most for one State"), help_text=_("Empty: no limit."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, call: Call, rows: Iterable[RankedRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        self.rows = list(rows)
        for name, row in zip(self.wish_names, self.rows, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=str(row.application),
                choices=Wish.choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    @property
    def wish_names(self) -> list[str]:
        """The names of the fields for the applications."""
        return [f"wish_{row.application.pk}" for row in self.rows]

    def clean_budget(self) -> Decimal:
        """Ask for money to give."""
        said: Decimal = self.cleaned_data["budget"]
        if not said:
            raise forms.ValidationError(_("Say how much there is to grant."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        """The columns of the scenario."""
        said, currency = self.cleaned_data, self.call.currency
        names = ("name", "note", "measure", "least_percent", "region_percent")
        return {
            **{name: said[name] for name in names},
            "budget_minor": minor_units(said["budget"], currency),
            "state_minor": minor_units(said["state_most"], currency),
        }

    @property
    def wishes(self) -> dict[int, str]:
        """What is demanded of each application."""
        pairs = zip(self.wish_names, self.rows, strict=True)
        return {row.application.pk: self.cleaned_data[name] for name, row in pairs}

    @staticmethod
    def initial_of(choice: Choice) -> dict[str, Any]:
        """Return what the form shows of a scenario."""
        names = ("name", "note", "measure", "least_percent", "region_percent", "version")
        lines = choice.lines.values_list("application", "wish")
        return {
            **{name: getattr(choice, name) for name in names},
            "budget": whole_units(choice.budget_minor, choice.currency),
            "state_most": whole_units(choice.state_minor, choice.currency),
            **{f"wish_{pk}": wish for pk, wish in lines},
        }


class LimitRow(forms.Form):
    """How much a State, a region or a theme gets together."""

    group = forms.ChoiceField(label=_("State, region or theme"), choices=lambda: _groups())
    at_least = _money(_("at least"))
    at_most = _money(_("at most"))

    def clean(self) -> dict[str, Any]:
        """Ask for a limit that says something and can be kept."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        least, most = said.get("at_least") or 0, said.get("at_most")
        if not self.errors and said.get("group") and not least and most is None:
            self.add_error("at_least", _("Say how much at least, or at most."))
        if most is not None and most < least:
            self.add_error("at_most", _("This is less than “at least”."))
        return said

    def limit(self, currency: str) -> LimitData:
        """Return it as the service takes it."""
        said = self.cleaned_data
        dimension, _colon, code = said["group"].partition(":")
        least = minor_units(said["at_least"], currency) or 0
        return LimitData(dimension, code, least, minor_units(said["at_most"], currency))


class _LimitRows(BaseRowFormSet):
    def clean(self) -> None:
        """Take every group once."""
        named = [row.cleaned_data.get("group") for row in self.kept_rows]
        if len(named) != len(set(named)):
            raise forms.ValidationError(_("A State, region or theme is named twice."))


LimitRows = forms.formset_factory(
    LimitRow, formset=_LimitRows, extra=2, can_delete=True, max_num=100
)


class NameForm(forms.Form):
    """What a copy is called."""

    name = forms.CharField(label=_("Name of the copy"), max_length=120)


class CompareForm(forms.Form):
    """Scenarios to be put side by side."""

    scenario = forms.ModelMultipleChoiceField(
        label=_("Scenarios"),
        queryset=Choice.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick two to four scenarios.")},
    )

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scenario"].queryset = known  # type: ignore[attr-defined]

    def clean_scenario(self) -> Any:
        """Take two to four."""
        chosen = self.cleaned_data["scenario"]
        if not 2 <= len(chosen) <= MOST_COMPARED:
            raise forms.ValidationError(_("Tick two to four scenarios."))
        return chosen


def _groups() -> list[Any]:
    """Return what a limit may be about, by kind."""

    def coded(dimension: str, pairs: Iterable[tuple[Any, Any]]) -> list[tuple[str, Any]]:
        return [(f"{dimension}:{code}", label) for code, label in pairs if code]

    themes = [pair for _group, pairs in theme_choices() for pair in pairs]
    return [
        *EMPTY,
        (Dimension.REGION.label, coded(Dimension.REGION, region_choices())),
        (Dimension.STATE.label, coded(Dimension.STATE, country_choices())),
        (Dimension.THEME.label, coded(Dimension.THEME, themes)),
    ]
