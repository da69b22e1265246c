"""Screening: what the rules found, what a person sets aside, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.applications import eligibility, notices, policies
from matchmaking.applications.choices import Verdict
from matchmaking.applications.models import Application, Override, Screening, Submission
from matchmaking.applications.services.common import announce, locked, stamp
from matchmaking.applications.signals import application_screened
from matchmaking.applications.workflow import APPLICATION_WORKFLOW
from matchmaking.errors import DomainError
from matchmaking.funds.wording import Finding
from matchmaking.projects import services as projects
from matchmaking.projects.choices import ProposalStatus
from matchmaking.projects.contents import contents


@dataclass(frozen=True)
class Judgement:
    """What a person says of a finding instead of the rule, and why."""

    verdict: str
    reason: str


@transaction.atomic
def screen_application(
    *,
    application_id: int,
    actor: User,
    is_eligible: bool,
    overrides: Mapping[str, Judgement] | None = None,
    words: str = "",
    version: int | None = None,
) -> Application:
    """Decide whether a submission is eligible; set rules aside one by one, each with a reason.

    Eligible: every finding is met, by the rule or by the person. Not eligible: the applicant
    reads `words`.
    """
    application = locked(application_id, version)
    if not policies.screens(actor, application):
        raise PermissionDenied
    submission = application.submission
    findings = _judged(eligibility.of_submission(submission), overrides or {})
    if is_eligible:
        _refuse_open(findings)
    move = "find_eligible" if is_eligible else "find_ineligible"
    APPLICATION_WORKFLOW.move(application, move, actor=actor, reason=words)
    stamp(application, "screened_at")
    _keep(submission, findings, actor, is_eligible=is_eligible, words=words)
    if not is_eligible:
        projects.release_proposal(proposal_id=application.proposal_id, actor=actor)
    notices.tell_of_screening(application, actor)
    announce(application_screened, application)
    return application


@transaction.atomic
def screen_again(
    *, application_id: int, actor: User, reason: str, version: int | None = None
) -> Application:
    """Open the screening of what was found not eligible again; the words must be the same still."""
    application = locked(application_id, version)
    APPLICATION_WORKFLOW.move(application, "screen_again", actor=actor, reason=reason)
    _refuse_changed(application)
    stamp(application)
    projects.resubmit_proposal(proposal_id=application.proposal_id)
    notices.tell_of_screening(application, actor)
    return application


def _judged(
    findings: list[Finding], overrides: Mapping[str, Judgement]
) -> list[tuple[Finding, Judgement | None]]:
    """Put what the person says beside each finding; only with a reason, only where it differs."""
    known = {eligibility.key_of(finding): finding for finding in findings}
    for code, said in overrides.items():
        if code not in known:
            raise DomainError(_("The rules have no such finding."), field=code)
        if said.verdict not in (Verdict.MET, Verdict.NOT_MET):
            raise DomainError(_("Say whether it is met or not."), field=code)
        if not said.reason.strip():
            raise DomainError(_("Say why you set the rule aside."), field=code)
    return [(finding, overrides.get(code)) for code, finding in known.items()]


def _refuse_open(judged: list[tuple[Finding, Judgement | None]]) -> None:
    for finding, said in judged:
        if (said.verdict if said else finding.verdict) != Verdict.MET:
            raise DomainError(
                _("“%(rule)s” is not met. Say for which reason it counts as met.")
                % {"rule": finding.title},
                field=eligibility.key_of(finding),
            )


def _keep(
    submission: Submission,
    judged: list[tuple[Finding, Judgement | None]],
    actor: User,
    *,
    is_eligible: bool,
    words: str,
) -> None:
    screening = Screening.objects.create(
        submission=submission,
        is_eligible=is_eligible,
        findings=eligibility.kept(finding for finding, _said in judged),
        words=words.strip(),
        screened_by=actor,
    )
    Override.objects.bulk_create(
        Override(
            screening=screening,
            code=eligibility.key_of(finding),
            found=finding.verdict,
            verdict=said.verdict,
            reason=said.reason.strip(),
        )
        for finding, said in judged
        if said and said.verdict != finding.verdict
    )


def _refuse_changed(application: Application) -> None:
    """Refuse where the proposal says something else by now, or is on its way elsewhere."""
    proposal = application.proposal
    taken = proposal.applications.running().exclude(pk=application.pk).exists()
    is_same = contents(proposal) == application.submission.contents
    if proposal.status != ProposalStatus.SIGNED or taken or not is_same:
        raise DomainError(_("The proposal was changed or handed in elsewhere since."))
