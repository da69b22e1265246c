"""The rows of a section as rows of a form."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.projects.choices import BudgetCategory, Degree
from matchmaking.projects.rows import new_key
from matchmaking.vocabulary.fields import (
    AmountField,
    BaseRowFormSet,
    RowForm,
    minor_units,
    whole_units,
)

Said = Mapping[str, Any]
CHOOSE = ("", _("Choose one"))
SHORTEST = {"rows": 2, "dir": "auto"}


def written(label: Any, length: int = 250, *, required: bool = True) -> forms.CharField:
    """Return a line of text in the language of the proposal."""
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget)


def words(label: Any, length: int = 2000, *, required: bool = False) -> forms.CharField:
    """Return some lines of text in the language of the proposal."""
    widget = forms.Textarea(attrs=SHORTEST)
    return forms.CharField(label=label, max_length=length, required=required, widget=widget)


class KeyedRowForm(RowForm):
    """A row that keeps its key; `whole` is all that the proposal says, for what it may name."""

    line = None  # type: ignore[assignment]
    key = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, whole: Said, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = whole["proposal"]["currency"]
        self.offer(whole)

    def offer(self, whole: Said) -> None:
        """Fill the choices that depend on the rest of the proposal."""

    def has_changed(self) -> bool:
        """Say whether anything but the hidden key was filled in."""
        return any(name != "key" for name in self.changed_data)

    def said(self) -> dict[str, Any]:
        """Return the row as the services take it."""
        row = {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}
        row["key"] = self.kept_key
        return row

    @property
    def kept_key(self) -> str:
        """The key of the row; a new one is given once, and goes back to the form."""
        if not self.cleaned_data.get("key"):
            self.cleaned_data["key"] = new_key()
        return str(self.cleaned_data["key"])

    @classmethod
    def initial_of(cls, row: Said, currency: str) -> dict[str, Any]:
        """Return what the form shows of a row."""
        return dict(row)


class ActivityForm(KeyedRowForm):
    """What is done, for which output, when, by whom."""

    title = written(_("Activity"))
    output = forms.ChoiceField(label=_("For output"), required=False)
    starts_month = forms.IntegerField(
        label=_("Begins in month"), min_value=1, max_value=240, initial=1
    )
    months = forms.IntegerField(label=_("Takes months"), min_value=1, max_value=240, initial=1)
    responsible = written(_("Responsible"), 200, required=False)
    description = words(_("Description"))

    def offer(self, whole: Said) -> None:
        """Offer the outputs."""
        self.fields["output"].choices = outputs(whole)  # type: ignore[attr-defined]


class BudgetLineForm(KeyedRowForm):
    """What is bought, how many, at what cost, and who shares it."""

    description = written(_("What for"))
    category = forms.ChoiceField(label=_("Category"), choices=BudgetCategory.choices)
    quantity = forms.DecimalField(
        label=_("Quantity"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    unit = written(_("Unit"), 60, required=False)
    unit_cost = AmountField(label=_("Cost of one unit"), decimal_places=2)
    output = forms.ChoiceField(label=_("Serves output"), required=False)
    activity = forms.ChoiceField(label=_("Pays for activity"), required=False)
    cofinancing = AmountField(label=_("Co-financing"), decimal_places=2)
    cofinancer = written(_("Co-financed by"), 200, required=False)

    def offer(self, whole: Said) -> None:
        """Offer the outputs and the activities."""
        activities = [(row["key"], _named(row, "title")) for row in whole["activities"]]
        self.fields["output"].choices = outputs(whole)  # type: ignore[attr-defined]
        self.fields["activity"].choices = [CHOOSE, *activities]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return the row with its amounts in minor units."""
        row = super().said()
        for name in ("unit_cost", "cofinancing"):
            row[f"{name}_minor"] = minor_units(row.pop(name), self.currency) or 0
        row["quantity"] = row["quantity"] if row["quantity"] is not None else Decimal(0)
        return row

    @classmethod
    def initial_of(cls, row: Said, currency: str) -> dict[str, Any]:
        """Return the row with its amounts in whole units; nothing where there is nothing."""
        amounts = {
            name: whole_units(row[f"{name}_minor"] or None, currency)
            for name in ("unit_cost", "cofinancing")
        }
        quantity = row["quantity"] if row["quantity"] != "0" else None
        return {**row, **amounts, "quantity": quantity}


class RiskForm(KeyedRowForm):
    """What may go wrong, and what is done about it."""

    description = words(_("Risk"), required=True)
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood"), choices=Degree.choices, coerce=int, initial=Degree.MEDIUM
    )
    impact = forms.TypedChoiceField(
        label=_("Impact"), choices=Degree.choices, coerce=int, initial=Degree.MEDIUM
    )
    mitigation = words(_("What is done about it"))
    owner = written(_("Who watches it"), 200, required=False)


class RowSet(BaseRowFormSet):
    """Rows that name each other by key."""

    @property
    def said(self) -> list[dict[str, Any]]:
        """The rows that were filled in and not deleted."""
        return [row.said() for row in self.kept_rows]

    @property
    def keys(self) -> dict[str, str]:
        """The key of each row by its hidden input, for a page that is not loaded anew."""
        return {row.add_prefix("key"): row.kept_key for row in self.kept_rows}


FORMS: dict[str, type[KeyedRowForm]] = {
    "activities": ActivityForm,
    "budget": BudgetLineForm,
    "risks": RiskForm,
}


def row_set(
    form: type[KeyedRowForm], name: str, rows: list[Any], whole: Said, data: Any = None
) -> RowSet:
    """Return the rows of one kind as a formset, with one row more for what comes."""
    make: Any = forms.formset_factory(form, formset=RowSet, extra=1, can_delete=True, max_num=500)
    currency = whole["proposal"]["currency"]
    initial = None if data is not None else [form.initial_of(row, currency) for row in rows]
    made: RowSet = make(data, prefix=name, initial=initial, form_kwargs={"whole": whole})
    return made


def outputs(whole: Said) -> list[tuple[str, Any]]:
    """Return the outputs as choices."""
    rows = [row for row in whole["results"] if row["level"] == "output"]
    return [CHOOSE, *((row["key"], _named(row, "statement")) for row in rows)]


def _named(row: Said, name: str) -> str:
    text = row[name]
    return f"{row['number']} {text[:80]}{'…' if len(text) > 80 else ''}"
