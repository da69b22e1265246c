"""What people tell the matcher."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.matching.engine import DEFAULT_WEIGHTS
from matchmaking.matching.models import WeightSet
from matchmaking.matching.selectors import Part
from matchmaking.matching.services.weights import MOST_WEIGHT
from matchmaking.matching.wording import feature_name

KEPT, OTHER = "kept", "merged"


class DismissForm(forms.Form):
    """Why a suggestion does not fit."""

    reason = forms.CharField(
        label=_("Why does it not fit?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a sentence; it improves the next matches.")},
    )


class OtherSideForm(forms.Form):
    """Which record of the other side is meant: its number or words of its title."""

    other = forms.CharField(
        label=_("Its number, or words of its title"),
        max_length=200,
    )


class WeightsForm(forms.Form):
    """A new version of the weights: one number for each feature, and why."""

    note = forms.CharField(
        label=_("Why are they changed?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever compares versions later reads this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DEFAULT_WEIGHTS.values:
            self.fields[name] = forms.FloatField(
                label=feature_name(name), min_value=0, max_value=MOST_WEIGHT, step_size=0.05
            )
        self.order_fields([*DEFAULT_WEIGHTS.values, "note"])

    def clean(self) -> dict[str, Any]:
        """Ask for at least one weight above nothing."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(said[name] for name in DEFAULT_WEIGHTS.values):
            raise forms.ValidationError(_("At least one weight must be more than 0."))
        return said

    @property
    def weights(self) -> dict[str, float]:
        """The weights by feature, as the service takes them."""
        return {name: self.cleaned_data[name] for name in DEFAULT_WEIGHTS.values}


class CompareForm(forms.Form):
    """The two versions that are measured side by side."""

    one = forms.ModelChoiceField(label=_("Version"), queryset=WeightSet.objects.none())
    other = forms.ModelChoiceField(label=_("beside version"), queryset=WeightSet.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            field = self.fields[name]
            field.queryset = WeightSet.objects.order_by("-number")  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Which of two records is kept, what of the other goes into it, and why."""

    versions = forms.RegexField(r"^\d{1,9}-\d{1,9}$", widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why are they one?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a sentence; both histories keep it.")},
    )

    def __init__(
        self,
        *args: Any,
        parts: Iterable[Part],
        lines: Iterable[Any],
        documents: Iterable[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        for part in self.parts:
            self.fields[part.name] = forms.ChoiceField(
                label=part.label,
                choices=[
                    (KEPT, part.kept or _("not stated")),
                    (OTHER, part.merged or _("not stated")),
                ],
                widget=forms.RadioSelect,
                initial=OTHER if part.is_lacking else KEPT,
            )
        self._offer("lines", _("Lines of the other that go along"), lines)
        self._offer(
            "documents",
            _("Documents of the other that go along"),
            documents,
            _("Who may open documents of the one that is kept may then open these."),
        )
        names = [part.name for part in self.parts]
        self.order_fields([*names, "lines", "documents", "reason", "versions"])

    def _offer(self, name: str, label: Any, rows: Iterable[Any], help_text: Any = "") -> None:
        """Add boxes for rows of the other record, where it has any."""
        choices = [(row.pk, str(row)) for row in rows]
        if choices:
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=label,
                help_text=help_text,
                choices=choices,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def said(self) -> dict[str, Any]:
        """What was chosen, as the services take it."""
        chosen = self.cleaned_data
        kept, merged = map(int, chosen["versions"].split("-"))
        return {
            "reason": chosen["reason"],
            "fields": [part.name for part in self.parts if chosen[part.name] == OTHER],
            "lines": chosen.get("lines", []),
            "documents": chosen.get("documents", []),
            "versions": (kept, merged),
        }
