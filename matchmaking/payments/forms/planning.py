"""The form in which the tranches of a project are planned."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.payments.choices import Tie
from matchmaking.payments.forms.fields import CHOOSE
from matchmaking.payments.models import Project, ReportDue, Tranche
from matchmaking.payments.planning import FaultyPlan, PlannedTranche
from matchmaking.vocabulary.fields import (
    AmountField,
    BaseRowFormSet,
    DayInput,
    RowForm,
    minor_units,
    whole_units,
)


class PlanRow(RowForm):
    """One tranche: how much, what it is tied to, and not before when."""

    amount = AmountField(label=_("Amount"), required=True)
    tie = forms.ChoiceField(label=_("Paid when"), choices=[CHOOSE, *Tie.choices])
    report = forms.TypedChoiceField(
        label=_("Report it waits for"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Only where it is tied to a report."),
    )
    due_on = forms.DateField(label=_("Not before"), required=False, widget=DayInput())

    def __init__(self, *args: Any, reports: Iterable[ReportDue], currency: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [CHOOSE, *((row.number, row.in_words()) for row in reports)]
        self.fields["report"].choices = choices  # type: ignore[attr-defined]
        self.currency = currency

    def planned(self) -> PlannedTranche:
        """Return the row in the words of the services."""
        said = self.cleaned_data
        return PlannedTranche(
            amount_minor=minor_units(said["amount"], self.currency) or 0,
            tie=said["tie"],
            report=said["report"] if said["tie"] == Tie.REPORT else None,
            due_on=said["due_on"],
        )


class PlanEditor:
    """The tranches of a project as rows."""

    def __init__(self, project: Project, data: Any) -> None:
        make: Callable[..., BaseRowFormSet] = forms.formset_factory(  # type: ignore[assignment]
            PlanRow, formset=BaseRowFormSet, extra=1, can_delete=True
        )
        rows = {"reports": list(project.reports.all()), "currency": project.currency}
        tranches = project.tranches.all()
        initial = None if data is not None else [_row_of(project, one) for one in tranches]
        self.rows = make(data, prefix="tranches", initial=initial, form_kwargs=rows)

    def is_valid(self) -> bool:
        """Check every row."""
        return self.rows.is_valid()

    @property
    def plan(self) -> list[PlannedTranche]:
        """The rows in the words of the services."""
        return [row.planned() for row in self.rows.kept_rows]

    def add_faults(self, refusal: FaultyPlan) -> None:
        """Show what is wrong with a tranche beside the field it concerns."""
        for position, faults in refusal.rows.items():
            for field, message in faults.items():
                self.rows.kept_rows[position].add_error(field, message)


def _row_of(project: Project, tranche: Tranche) -> dict[str, Any]:
    return {
        "line": tranche.pk,
        "amount": whole_units(tranche.amount_minor, project.currency),
        "tie": tranche.tie,
        "report": tranche.report.number if tranche.report else None,
        "due_on": tranche.due_on,
    }
