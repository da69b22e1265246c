"""Handing in, handing in again, withdrawing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.applications import eligibility, notices, policies
from matchmaking.applications.checking import (
    LATE,
    Fault,
    faults_of,
    resubmission_faults,
)
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application, Attempt, Submission
from matchmaking.applications.services.common import (
    announce,
    locked,
    next_number,
    reread,
    stamp,
)
from matchmaking.applications.services.conflicts import find_conflicts
from matchmaking.applications.signals import application_submitted, application_withdrawn
from matchmaking.applications.workflow import APPLICATION_WORKFLOW
from matchmaking.errors import DomainError
from matchmaking.funds.models import Call
from matchmaking.projects import services as projects
from matchmaking.projects.contents import contents
from matchmaking.projects.models import Proposal


class Refused(DomainError):
    """It cannot be handed in now; the try is on record with everything that is missing."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        late = any(fault.code == LATE for fault in faults)
        words = _("It comes too late.") if late else _("It cannot be handed in yet.")
        super().__init__(words)
        self.faults = faults


def submit_application(*, call_id: int, proposal_id: int, actor: User) -> Application:
    """Hand in a signed proposal to a call, or raise Refused: nothing is lost, the try is kept.

    After a return for revision this is the next round of the same application.
    """
    with transaction.atomic():
        proposal = _locked(proposal_id, actor)
        call = Call.objects.select_related("fund__organisation").get(pk=call_id)
        said = contents(proposal)
        returned = _returned(call, proposal)
        check = resubmission_faults if returned else faults_of
        faults = check(call, proposal, said)
        if faults:
            _keep_try(call, proposal, faults, actor)
        else:
            return _hand_in(call, proposal, said, returned, actor)
    raise Refused(faults)


@transaction.atomic
def withdraw_application(
    *, application_id: int, actor: User, reason: str, version: int | None = None
) -> Application:
    """Take an application back; its proposal may be handed in elsewhere."""
    application = locked(application_id, version)
    was_returned = application.status == ApplicationStatus.RETURNED
    APPLICATION_WORKFLOW.move(application, "withdraw_application", actor=actor, reason=reason)
    stamp(application)
    if not was_returned:
        projects.release_proposal(proposal_id=application.proposal_id, actor=actor)
    notices.tell_of_withdrawal(application, actor)
    announce(application_withdrawn, application)
    return application


def _locked(proposal_id: int, actor: User) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    proposal = rows.select_related("applicant", "implementer").get(pk=proposal_id)
    if not policies.hands_in(actor, proposal):
        raise PermissionDenied
    return proposal


def _returned(call: Call, proposal: Proposal) -> Application | None:
    """Return the application to this call that waits for the revised proposal."""
    rows = call.applications.filter(proposal=proposal, status=ApplicationStatus.RETURNED)
    return rows.first()


def _keep_try(call: Call, proposal: Proposal, faults: Sequence[Fault], actor: User) -> None:
    Attempt.objects.create(
        call=call,
        proposal=proposal,
        is_late=any(fault.code == LATE for fault in faults),
        findings=[fault.kept() for fault in faults],
        made_by=actor,
    )


def _hand_in(
    call: Call,
    proposal: Proposal,
    said: Mapping[str, Any],
    returned: Application | None,
    actor: User,
) -> Application:
    """Freeze the words as a round, keep away who has a conflict, and only then tell the fund."""
    application = _next_round(returned, actor) if returned else _first(call, proposal, actor)
    number = application.submissions.count() + 1
    Submission.objects.create(
        application=application,
        round=number,
        contents=said,
        proposal_version=proposal.version,
        findings=eligibility.kept(eligibility.findings(call, proposal)),
        submitted_by=actor,
        submitted_at=application.submitted_at,
    )
    projects.submit_proposal(proposal_id=proposal.pk, actor=actor)
    reread(application)
    find_conflicts(application=application)
    notices.tell_of_receipt(application, number, actor)
    announce(application_submitted, application)
    return application


def _first(call: Call, proposal: Proposal, actor: User) -> Application:
    now = timezone.now()
    application = Application.objects.create(
        call=call, proposal=proposal, number=next_number(), submitted_at=now, moved_at=now
    )
    audit.record(application, "hand_in", actor=actor)
    return application


def _next_round(returned: Application, actor: User) -> Application:
    application = locked(returned.pk)
    APPLICATION_WORKFLOW.move(application, "hand_in_again", actor=actor)
    stamp(application, "submitted_at")
    return application
