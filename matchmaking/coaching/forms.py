"""Forms of the coach: a new version of the rules, and the record that lines are added to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.coaching.choices import RuleCode
from matchmaking.coaching.models import Ruleset

MOST_WEIGHT = 100
NARROW = {"class": "form-control coach-weight"}


class RulesetForm(forms.ModelForm):
    """Why the rules change, and from which score on a record is not flagged."""

    note = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the version, for those who compare scores later."),
    )

    class Meta:
        model = Ruleset
        fields = ["note", "threshold_need", "threshold_offer", "vague_points", "vague_most"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("threshold_need", "threshold_offer"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=0, max_value=100
            )
        for name in ("vague_points", "vague_most"):
            self.fields[name] = forms.FloatField(
                label=self.fields[name].label, min_value=0, max_value=100
            )


class RuleForm(forms.Form):
    """One rule: its weight, and what words alone earn of it."""

    record_kind = forms.CharField(widget=forms.HiddenInput)
    code = forms.ChoiceField(choices=RuleCode.choices, widget=forms.HiddenInput)
    weight = forms.FloatField(
        label=_("Weight"), min_value=0, max_value=MOST_WEIGHT, widget=forms.NumberInput(NARROW)
    )
    words_share = forms.FloatField(
        label=_("Share that words alone earn (0 to 1)"),
        min_value=0,
        max_value=1,
        widget=forms.NumberInput(NARROW),
    )

    @property
    def label(self) -> str:
        """What the rule asks for."""
        return str(RuleCode(self["code"].value()).label)


RuleFormSet = forms.formset_factory(RuleForm, extra=0)


class InsertForm(forms.Form):
    """The draft that the lines of an entry are added to."""

    record = forms.ChoiceField(label=_("Add these lines to"))

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record"].choices = list(choices)  # type: ignore[attr-defined]
