"""What the implementer spent: entered line by line with evidence, accepted by the fund."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.ledger import services as ledger
from matchmaking.money import Money
from matchmaking.payments import notices, policies
from matchmaking.payments.budget import said_lines
from matchmaking.payments.choices import ProjectStatus
from matchmaking.payments.facts import money_of
from matchmaking.payments.models import Expenditure, Project
from matchmaking.payments.services.common import keep, locked, refuse_future, refuse_nothing
from matchmaking.payments.workflow import EXPENDITURE_WORKFLOW

SPENDING = (ProjectStatus.RUNNING, ProjectStatus.SUSPENDED)


@dataclass(frozen=True)
class Spending:
    """What was spent on a line of the budget, when, on what, and the paper that shows it."""

    line: str
    amount: Money
    spent_on: datetime.date
    words: str
    file: File[bytes]


@transaction.atomic
def enter_expenditure(*, project_id: int, actor: User, spending: Spending) -> Expenditure:
    """Enter what was spent; the fund accepts it or sends it back."""
    project = locked(project_id)
    if not policies.implements(actor, project):
        raise PermissionDenied
    if project.status not in SPENDING:
        raise NotInThisState
    lines = {key: words for key, words, _asked in said_lines(project)}
    if spending.line not in lines:
        raise DomainError(_("Choose a line of the approved budget."), field="line")
    refuse_nothing(spending.amount)
    refuse_future(spending.spent_on, "spent_on")
    expenditure = Expenditure.objects.create(
        project=project,
        line=spending.line,
        line_words=lines[spending.line][:300],
        amount_minor=spending.amount.minor,
        spent_on=spending.spent_on,
        words=spending.words.strip(),
        document=keep(spending.file, project.carrier, actor),
        entered_by=actor,
    )
    audit.record(expenditure, "enter_expenditure", actor=actor, reason=str(expenditure.amount))
    notices.tell_of_expenditure(expenditure, actor)
    return expenditure


@transaction.atomic
def accept_expenditure(
    *, expenditure_id: int, actor: User, version: int | None = None
) -> Expenditure:
    """Accept it: from now on the books hold it as spent."""
    row = _locked_expenditure(expenditure_id, version)
    _decide(row, "accept_expenditure", actor)
    _refuse_unpaid(row)
    ledger.spend(
        application_id=row.project.application_id,
        amount=row.amount,
        actor=actor,
        key=f"expenditure:{row.pk}",
        document=row.document,
    )
    return row


@transaction.atomic
def return_expenditure(
    *, expenditure_id: int, actor: User, reason: str, version: int | None = None
) -> Expenditure:
    """Send it back with a reason; the implementer enters it anew, or not."""
    row = _locked_expenditure(expenditure_id, version)
    _decide(row, "return_expenditure", actor, reason)
    notices.tell_of_returned_expenditure(row, actor)
    return row


def to_account_for(project: Project) -> Money:
    """Return what was paid and is neither spent nor refunded yet."""
    return money_of([project])[project.pk].unaccounted


def _decide(row: Expenditure, move: str, actor: User, reason: str = "") -> None:
    EXPENDITURE_WORKFLOW.move(row, move, actor=actor, reason=reason)
    row.decided_by, row.decided_at, row.reason = actor, timezone.now(), reason.strip()
    row.save(update_fields=["decided_by", "decided_at", "reason"])


def _refuse_unpaid(row: Expenditure) -> None:
    left = to_account_for(row.project)
    if row.amount.minor > left.minor:
        words = {"left": left}
        raise DomainError(
            _(
                "Only %(left)s of what was paid are still to be accounted for. Pay the next "
                "tranche first, or send this back."
            )
            % words
        )


def _locked_expenditure(expenditure_id: int, version: int | None) -> Expenditure:
    project = locked(Expenditure.objects.get(pk=expenditure_id).project_id)
    row = Expenditure.objects.select_related("document").get(pk=expenditure_id)
    row.project = project
    if version is not None:
        row.version = version
    return row
