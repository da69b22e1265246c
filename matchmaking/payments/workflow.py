"""The states of a project, a payment, an expenditure and a report: tables to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.payments import policies
from matchmaking.payments.choices import (
    ExpenditureStatus,
    PaymentStatus,
    ProjectStatus,
    ReportStatus,
)
from matchmaking.workflow import Transition, Workflow

AGREED, RUNNING = ProjectStatus.AGREED, ProjectStatus.RUNNING
SUSPENDED, CLOSED = ProjectStatus.SUSPENDED, ProjectStatus.CLOSED
PREPARED, APPROVED = PaymentStatus.PREPARED, PaymentStatus.APPROVED
ENTERED = ExpenditureStatus.ENTERED
DUE, RECEIVED, RETURNED = ReportStatus.DUE, ReportStatus.RECEIVED, ReportStatus.RETURNED

PROJECT_WORKFLOW = Workflow(
    Transition(
        "begin", {AGREED}, RUNNING, may=policies.leaves_it_to_the_system, label=_("Running")
    ),
    Transition(
        "suspend",
        {RUNNING},
        SUSPENDED,
        may=policies.administers,
        label=_("Suspend"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "resume",
        {SUSPENDED},
        RUNNING,
        may=policies.administers,
        label=_("Resume"),
        needs_reason=True,
    ),
    Transition(
        "close",
        {AGREED, RUNNING, SUSPENDED},
        CLOSED,
        may=policies.administers,
        label=_("Close the project"),
        needs_reason=True,
    ),
)

PAYMENT_WORKFLOW = Workflow(
    Transition(
        "approve_payment",
        {PREPARED},
        APPROVED,
        may=policies.is_second,
        label=_("Approve this payment"),
    ),
    Transition(
        "return_payment",
        {PREPARED, APPROVED},
        PaymentStatus.RETURNED,
        may=policies.administers_payment,
        label=_("Send back"),
        needs_reason=True,
    ),
    Transition(
        "pay",
        {PREPARED, APPROVED},
        PaymentStatus.PAID,
        may=policies.administers_payment,
        label=_("Mark as paid"),
    ),
    Transition(
        "stop_payment",
        {PREPARED, APPROVED},
        PaymentStatus.STOPPED,
        may=policies.leaves_it_to_the_system,
        label=_("Stopped"),
    ),
)

EXPENDITURE_WORKFLOW = Workflow(
    Transition(
        "accept_expenditure",
        {ENTERED},
        ExpenditureStatus.ACCEPTED,
        may=policies.decides_expenditure,
        label=_("Accept"),
    ),
    Transition(
        "return_expenditure",
        {ENTERED},
        ExpenditureStatus.RETURNED,
        may=policies.decides_expenditure,
        label=_("Send back"),
        needs_reason=True,
    ),
)

REPORT_WORKFLOW = Workflow(
    Transition(
        "receive_report",
        {DUE, RETURNED},
        RECEIVED,
        may=policies.files_report,
        label=_("Hand in"),
    ),
    Transition(
        "accept_report",
        {RECEIVED},
        ReportStatus.ACCEPTED,
        may=policies.judges_report,
        label=_("Accept"),
    ),
    # Of an accepted one too: what depends on it falls back.
    Transition(
        "return_report",
        {RECEIVED, ReportStatus.ACCEPTED},
        RETURNED,
        may=policies.judges_report,
        label=_("Send back"),
        needs_reason=True,
    ),
    Transition(
        "skip_report",
        {DUE, RETURNED},
        ReportStatus.SKIPPED,
        may=policies.judges_report,
        label=_("Do not ask for it"),
        needs_reason=True,
    ),
)
