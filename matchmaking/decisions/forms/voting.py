"""What members, administrators and applicants write."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.decisions.choices import APPROVING, DecisionKind, Says, Tie
from matchmaking.decisions.forms.fields import money_field, words_field
from matchmaking.decisions.selectors import RankedRow
from matchmaking.decisions.services import ConditionData, Proposed
from matchmaking.money import Money
from matchmaking.vocabulary.fields import BaseRowFormSet, DayInput, minor_units


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
    words = words_field(_("Why"), help_text=_("Above all where it differs from the reviewers."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class LotForm(forms.Form):
    """In which order lots put the applications that share a place."""

    words = words_field(_("How and before whom the lots were drawn"), rows=2)

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
    words = words_field(
        _("Why"), required=False, rows=3, help_text=_("Needed for a no and an abstention.")
    )


class BallotForm(forms.Form):
    """What is proposed to be decided."""

    kind = forms.ChoiceField(
        label=_("Proposed decision"), choices=DecisionKind.choices, widget=forms.RadioSelect
    )
    amount = money_field(_("Amount granted"))
    reasons = words_field(
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

    words = words_field(_("What has to be shown"), rows=2)
    due_on = forms.DateField(label=_("By"), widget=DayInput())
    # The usual answer counts as untouched, so that a row nobody fills in asks for nothing.
    ties = forms.ChoiceField(label=_("To be met"), choices=Tie.choices, initial=Tie.choices[0][0])
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

    reasons = words_field(_("Why the condition shall be waived"))
    vote_by = forms.DateField(label=_("Vote by"), required=False, widget=DayInput())


class AppealForm(forms.Form):
    """The grounds of an appeal."""

    words = words_field(
        _("Grounds of the appeal"),
        rows=8,
        help_text=_("You can appeal once, and what comes of it is final."),
    )


class EvidenceForm(forms.Form):
    """What shows that a condition is met."""

    words = words_field(_("What shows that the condition is met"))
    file = forms.FileField(label=_("Document"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
