"""A change of a framework: a row for each indicator, and room for new ones."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.monitoring.choices import Direction, Measure
from matchmaking.monitoring.models import Indicator, Result
from matchmaking.monitoring.revising import Change, addition_of, changes_of
from matchmaking.vocabulary.fields import DayInput

ROOM = 2  # for new indicators


def _figure(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=18, decimal_places=4)


def _shown(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class ReasonForm(forms.Form):
    """Why the framework should change."""

    reason = forms.CharField(
        label=_("Why it should change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The other side reads this before it agrees. It is kept in the history."),
    )


class IndicatorForm(forms.Form):
    """One indicator as it should be."""

    title = forms.CharField(
        label=_("Indicator"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False)
    baseline = _figure(_("Baseline"))
    target = _figure(_("Target"))
    target_on = forms.DateField(label=_("Target reached by"), required=False, widget=DayInput())
    direction = forms.ChoiceField(label=_("Better when"), choices=Direction.choices)
    source = forms.CharField(label=_("Where the figures come from"), max_length=500, required=False)
    is_public = forms.BooleanField(label=_("Approved values may be published"), required=False)
    is_dropped = forms.BooleanField(label=_("No longer measured"), required=False)

    def __init__(self, data: Any, indicator: Indicator) -> None:
        self.indicator = indicator
        initial = {name: _shown(getattr(indicator, name)) for name in self.base_fields}
        super().__init__(data, prefix=f"i{indicator.pk}", initial=initial)

    def changes(self) -> list[Change]:
        """Return what would be different."""
        return changes_of(self.indicator, self.cleaned_data)


class NewForm(forms.Form):
    """A new indicator; a row without a title is none."""

    title = forms.CharField(
        label=_("Indicator"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    result = forms.TypedChoiceField(label=_("Result"), coerce=int, empty_value=None, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False)
    measure = forms.ChoiceField(label=_("Measured as"), choices=Measure.choices)
    direction = forms.ChoiceField(label=_("Better when"), choices=Direction.choices)
    baseline = _figure(_("Baseline"))
    target = _figure(_("Target"))
    target_on = forms.DateField(label=_("Target reached by"), required=False, widget=DayInput())

    def __init__(self, data: Any, number: int, results: list[Result]) -> None:
        super().__init__(
            data, prefix=f"new{number}", empty_permitted=True, use_required_attribute=False
        )
        choices = [("", _("None")), *((row.pk, str(row)) for row in results)]
        self.fields["result"].choices = choices  # type: ignore[attr-defined]

    def changes(self) -> list[Change]:
        """Return the new indicator, where there is one."""
        said = self.cleaned_data
        return [addition_of(said)] if said.get("title") else []


class RevisionEditor:
    """The whole change as one form."""

    def __init__(self, data: Any, indicators: list[Indicator], results: list[Result]) -> None:
        self.reason = ReasonForm(data)
        self.rows = [IndicatorForm(data, indicator) for indicator in indicators]
        self.new = [NewForm(data, number, results) for number in range(1, ROOM + 1)]

    @property
    def forms(self) -> list[Any]:
        """All forms, for the summary of what is wrong."""
        return [self.reason, *self.rows, *self.new]

    def is_valid(self) -> bool:
        """Say whether everything can be read."""
        faulty = [form for form in self.forms if not form.is_valid()]
        return not faulty

    def changes(self) -> list[Change]:
        """Return everything that would be different."""
        changed = [change for form in self.rows for change in form.changes()]
        return [*changed, *(change for form in self.new for change in form.changes())]
