"""The forms of the secretariat: target times, the term of confirmation, the report of reasons."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.clocks.choices import Outcome
from matchmaking.clocks.models import StageTarget
from matchmaking.clocks.selectors import StageInForce
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.selectors import labels
from matchmaking.writing.terms import ConfirmationTerm


class TargetForm(forms.ModelForm):
    """How long a stage may take, from which day on, who is told when, and why."""

    class Meta:
        model = StageTarget
        fields = [
            "days",
            "counts",
            "remind_before",
            "actor_after",
            "managers_after",
            "brokers_after",
            "valid_from",
            "note",
        ]
        widgets = {"valid_from": DayInput(), "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, stage: StageInForce, **kwargs: Any) -> None:
        figures = {name: getattr(stage.target, name) for name in self.Meta.fields[:6]}
        today = {"valid_from": timezone.localdate()}
        super().__init__(*args, **{"initial": figures | today, **kwargs})


class TermForm(forms.ModelForm):
    """How long the word of an owner counts, and why."""

    class Meta:
        model = ConfirmationTerm
        fields = ["days", "fade_days", "remind_days", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, term: ConfirmationTerm, **kwargs: Any) -> None:
        figures = {name: getattr(term, name) for name in ("days", "fade_days", "remind_days")}
        super().__init__(*args, **{"initial": figures, **kwargs})
        self.fields["note"].required = True

    def clean(self) -> dict[str, Any]:
        """Let the question come within the term."""
        said: dict[str, Any] = super().clean() or {}
        days, remind = said.get("days"), said.get("remind_days")
        if days is not None and remind is not None and remind >= days:
            self.add_error("remind_days", _("The question must come within the term."))
        return said


class ReasonsForm(forms.Form):
    """What the report of reasons is asked for."""

    outcome = forms.ChoiceField(label=_("How it ended"), required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    quarter = forms.RegexField(
        r"^\d{4}-Q[1-4]$",
        label=_("Quarter"),
        required=False,
        help_text=_("Such as 2026-Q4."),
    )
    first_day = forms.DateField(label=_("Ended from"), required=False, widget=DayInput())
    last_day = forms.DateField(label=_("Ended until"), required=False, widget=DayInput())

    def __init__(self, *args: Any, reasons: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = {code: name for code, name in labels("theme").items() if "." not in code}
        for name, choices in (
            ("outcome", Outcome.choices),
            ("reason", sorted(reasons.items(), key=lambda pair: pair[1])),
            ("theme", themes.items()),
            ("region", sorted(labels("region").items(), key=lambda pair: pair[1])),
        ):
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *choices]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for and can be; anything else is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
