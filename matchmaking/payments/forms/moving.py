"""The forms in which agreements are signed, tranches paid, money spent and reports handed in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.money import Money
from matchmaking.payments.budget import said_lines
from matchmaking.payments.choices import Side
from matchmaking.payments.forms.fields import (
    CHOOSE,
    key_field,
    paper_field,
    past_day_field,
    words_field,
)
from matchmaking.payments.models import Project
from matchmaking.payments.services.agreeing import SignedPaper
from matchmaking.payments.services.refunding import Returned
from matchmaking.payments.services.spending import Spending
from matchmaking.vocabulary.fields import AmountField, DayInput


class SignForm(forms.Form):
    """The funding agreement as one party signed it."""

    side = forms.ChoiceField(label=_("Signed by"), choices=[])
    name = forms.CharField(label=_("Name and office of who signed"), max_length=250)
    signed_on = past_day_field(_("Signed on"))
    file = paper_field(_("Signed funding agreement"))

    def __init__(self, *args: Any, sides: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(side, Side(side).label) for side in sides]
        self.fields["side"].choices = choices  # type: ignore[attr-defined]

    def paper(self) -> SignedPaper:
        """Return the signed paper in the words of the services."""
        return SignedPaper(**self.cleaned_data)


class PaymentForm(forms.Form):
    """The order to the bank."""

    file = paper_field(_("Bank document"), help_text=_("The payment order or the invoice."))
    note = words_field(_("Note"), required=False)


class ExpenditureForm(forms.Form):
    """What was spent on a line of the budget."""

    line = forms.ChoiceField(label=_("Line of the budget"), choices=[])
    amount = AmountField(label=_("Amount"), required=True)
    spent_on = past_day_field(_("Spent on"))
    words = words_field(_("What for"))
    file = paper_field(
        _("Evidence"), help_text=_("Invoice, receipt or list: PDF, Excel or picture.")
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        lines = [
            (key, f"{text} – {Money(asked, project.currency)}")
            for key, text, asked in said_lines(project)
        ]
        self.fields["line"].choices = [CHOOSE, *lines]  # type: ignore[attr-defined]
        self.fields["amount"].help_text = _("In %(currency)s.") % {"currency": project.currency}

    def spending(self) -> Spending:
        """Return what was spent in the words of the services."""
        said = self.cleaned_data
        amount = Money.of(said["amount"], self.project.currency)
        return Spending(said["line"], amount, said["spent_on"], said["words"], said["file"])


class RefundForm(forms.Form):
    """Money that came back."""

    amount = AmountField(label=_("Amount"), required=True)
    received_on = past_day_field(_("Received on"))
    words = words_field(_("What for"), required=False)
    file = paper_field(_("Bank document"))
    key = key_field()

    def __init__(self, *args: Any, currency: str, left: Money, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.fields["amount"].help_text = _(
            "Paid and neither spent nor refunded so far: %(left)s."
        ) % {"left": left}

    def returned(self) -> Returned:
        """Return what came back in the words of the services."""
        said = self.cleaned_data
        amount = Money.of(said["amount"], self.currency)
        return Returned(amount, said["received_on"], said["words"], said["file"])


class ReportForm(forms.Form):
    """A report as its authors hand it in."""

    file = paper_field(_("Report"))
    words = words_field(_("Words with the report"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ExtensionForm(forms.Form):
    """A later day for a report, and why."""

    due_on = forms.DateField(label=_("New day"), widget=DayInput())
    reason = words_field(_("Reason"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CloseForm(forms.Form):
    """The last words on a project."""

    reason = words_field(
        _("Closing note"), help_text=_("Both parties read it; it stays in the history.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
