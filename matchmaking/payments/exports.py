"""What the files of the lists hold."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from files.export import Column
from matchmaking.payments.models import Project


def _day(name: str) -> Callable[[Any], Any]:
    def read(row: Any) -> Any:
        moment = getattr(row, name)
        return moment.date() if moment else None

    return read


def _of_project(path: Callable[[Any], Project]) -> tuple[Column, ...]:
    return (
        Column("project", _("Project"), lambda row: path(row).number),
        Column("title", _("Title"), lambda row: str(path(row).application.proposal)),
        Column("fund", _("Fund"), lambda row: str(path(row).application.call.fund)),
        Column("state", _("State"), lambda row: str(path(row).application.proposal.country)),
        Column("carrier", _("Carried out by"), lambda row: str(path(row).carrier)),
    )


PROJECT_COLUMNS = (
    *_of_project(lambda row: row.project),
    Column("call", _("Call"), lambda row: str(row.project.application.call)),
    Column("status", _("Status"), lambda row: row.project.get_status_display()),
    Column("starts", _("Starts"), lambda row: row.project.starts_on),
    Column("ends", _("Ends"), lambda row: row.project.ends_on),
    Column("signed", _("Signed by both"), lambda row: row.project.signed_on),
    Column("currency", _("Currency"), lambda row: row.project.currency),
    Column("approved", _("Approved"), lambda row: row.project.amount.amount),
    Column("committed", _("Committed"), lambda row: row.money.committed.amount),
    Column("disbursed", _("Disbursed"), lambda row: row.money.disbursed.amount),
    Column("spent", _("Spent"), lambda row: row.money.spent.amount),
    Column("refunded", _("Refunded"), lambda row: row.money.refunded.amount),
    Column("open", _("Committed and not yet paid"), lambda row: row.money.open.amount),
)

TRANCHE_COLUMNS = (
    *_of_project(lambda row: row.tranche.project),
    Column("tranche", _("Tranche"), lambda row: row.tranche.number),
    Column("currency", _("Currency"), lambda row: row.tranche.project.currency),
    Column("amount", _("Amount"), lambda row: row.tranche.amount.amount),
    Column("tied", _("Paid when"), lambda row: row.tranche.get_tie_display()),
    Column("expected", _("Expected"), lambda row: row.tranche.expected_on),
    Column("state", _("Where it stands"), lambda row: row.label),
    Column("why", _("What has to happen first"), lambda row: " ".join(w.words for w in row.whys)),
)

REPORT_COLUMNS = (
    *_of_project(lambda row: row.project),
    Column("number", _("Number"), lambda row: row.number),
    Column("kind", _("Kind"), lambda row: row.get_kind_display()),
    Column("matter", _("About"), lambda row: row.get_matter_display()),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("first_due", _("Due at first"), lambda row: row.first_due_on),
    Column("due", _("Due"), lambda row: row.due_on),
    Column("received", _("Handed in"), _day("received_at")),
    Column("accepted", _("Accepted"), _day("accepted_at")),
    Column("reason", _("Reason"), lambda row: row.reason),
)

EXPENDITURE_COLUMNS = (
    Column("line", _("Line of the budget"), lambda row: row.line_words),
    Column("words", _("What for"), lambda row: row.words),
    Column("spent", _("Spent on"), lambda row: row.spent_on),
    Column("currency", _("Currency"), lambda row: row.project.currency),
    Column("amount", _("Amount"), lambda row: row.amount.amount),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("entered", _("Entered"), _day("entered_at")),
    Column("decided", _("Answered"), _day("decided_at")),
    Column("reason", _("Reason"), lambda row: row.reason),
)

CONTRIBUTION_COLUMNS = (
    Column("number", _("Number"), lambda row: row.contribution.pk),
    Column("fund", _("Fund"), lambda row: str(row.contribution.fund)),
    Column("donor", _("Donor"), lambda row: str(row.contribution.donor)),
    Column("reference", _("Reference"), lambda row: row.contribution.reference),
    Column("pledged_on", _("Pledged on"), lambda row: row.contribution.pledged_on),
    Column("currency", _("Currency"), lambda row: row.contribution.currency),
    Column("pledged", _("Pledged"), lambda row: row.contribution.pledged.amount),
    Column("received", _("Received"), lambda row: row.received.amount),
    Column("outstanding", _("Still to come"), lambda row: row.outstanding.amount),
    Column("earmark", _("May be used"), lambda row: row.earmark),
)
