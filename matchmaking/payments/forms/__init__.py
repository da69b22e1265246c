"""The forms in which money is pledged, planned, paid, spent and reported on."""

from matchmaking.payments.forms.giving import InstalmentForm, PledgeForm
from matchmaking.payments.forms.moving import (
    CloseForm,
    ExpenditureForm,
    ExtensionForm,
    PaymentForm,
    RefundForm,
    ReportForm,
    SignForm,
)
from matchmaking.payments.forms.planning import PlanEditor

__all__ = [
    "CloseForm",
    "ExpenditureForm",
    "ExtensionForm",
    "InstalmentForm",
    "PaymentForm",
    "PlanEditor",
    "PledgeForm",
    "RefundForm",
    "ReportForm",
    "SignForm",
]
