"""What is demanded of a scenario."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.decisions.choices import Dimension, Measure, Wish
from matchmaking.decisions.forms.fields import money_field, words_field
from matchmaking.decisions.models import Choice
from matchmaking.decisions.selectors import RankedRow
from matchmaking.decisions.services import LimitData
from matchmaking.funds.models import Call
from matchmaking.vocabulary.fields import BaseRowFormSet, minor_units, whole_units
from matchmaking.vocabulary.selectors import country_choices, region_choices, theme_choices

EMPTY = [("", "–")]
MOST_COMPARED = 4


class ChoiceForm(forms.Form):
    """What a scenario is called, and what is demanded of all."""

    name = forms.CharField(label=_("Name"), max_length=120)
    note = words_field(_("What it is for"), required=False, rows=2)
    budget = money_field(_("Budget"), required=True)
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
    state_most = money_field(_("At most for one State"), help_text=_("Empty: no limit."))
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
    at_least = money_field(_("at least"))
    at_most = money_field(_("at most"))

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
