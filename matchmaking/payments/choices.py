"""The words for the state of a project, of a payment, of an expenditure and of a report."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProjectStatus(TextChoices):
    AGREED = "agreed", _("Approved, to be signed")
    RUNNING = "running", _("Running")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


class Side(TextChoices):
    FUND = "fund", _("Fund")
    IMPLEMENTER = "implementer", _("Implementer")


class Tie(TextChoices):
    SIGNATURE = "signature", _("the funding agreement is signed")
    CONDITION = "condition", _("all conditions are met")
    REPORT = "report", _("a report is accepted")


class PaymentStatus(TextChoices):
    PREPARED = "prepared", _("Prepared")
    APPROVED = "approved", _("Approved by a second person")
    PAID = "paid", _("Paid")
    RETURNED = "returned", _("Sent back")
    STOPPED = "stopped", _("Stopped")


class ExpenditureStatus(TextChoices):
    ENTERED = "entered", _("Waits for the fund")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Sent back")


class ReportStatus(TextChoices):
    DUE = "due", _("Due")
    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")
    SKIPPED = "skipped", _("Not asked for")


class ReportKind(TextChoices):
    INTERIM = "interim", _("Interim")
    FINAL = "final", _("Final")


class Matter(TextChoices):
    NARRATIVE = "narrative", _("Narrative")
    FINANCIAL = "financial", _("Financial")


# The money of a project moves while it is not closed.
OPEN = (ProjectStatus.AGREED, ProjectStatus.RUNNING, ProjectStatus.SUSPENDED)
# A payment that is on its way: a tranche has one of these at most, or is paid.
UNDER_WAY = (PaymentStatus.PREPARED, PaymentStatus.APPROVED)
# What the implementer still has to do something about.
AWAITED = (ReportStatus.DUE, ReportStatus.RETURNED)
SETTLED = (ReportStatus.ACCEPTED, ReportStatus.SKIPPED)
