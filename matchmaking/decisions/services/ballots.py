"""Ballots: opened on one proposal of decision, voted on, counted or cancelled."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions import notices, policies, tally
from matchmaking.decisions.choices import (
    APPROVING,
    About,
    BallotStatus,
    DecisionKind,
    Says,
    Tie,
)
from matchmaking.decisions.models import Appeal, Ballot, Condition, Vote
from matchmaking.decisions.services import deciding
from matchmaking.decisions.services.common import (
    after,
    announce,
    application_of,
    ballot_of,
    condition_of,
)
from matchmaking.decisions.signals import ballot_opened
from matchmaking.decisions.workflow import BALLOT_WORKFLOW
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.money import Money
from matchmaking.projects import figures
from matchmaking.workflow import compare_and_set

ON_APPEAL = (*APPROVING, DecisionKind.RETURN)


class NotQuorate(DomainError):
    """Too few members have voted, or the chair has not."""

    message = _("The quorum is not reached yet: the page says who is missing.")


@dataclass(frozen=True)
class ConditionData:
    """A condition as it is proposed."""

    words: str
    due_on: datetime.date
    ties: str = Tie.DATE
    tranche: int | None = None


@dataclass(frozen=True)
class Proposed:
    """What the committee is asked to decide."""

    kind: str
    amount: Money | None = None
    reasons: str = ""
    conditions: Sequence[ConditionData] = ()


@transaction.atomic
def open_ballot(
    *,
    application_id: int,
    proposed: Proposed,
    actor: User,
    vote_by: datetime.date | None = None,
) -> Ballot:
    """Put one proposal of decision on an application to the vote."""
    application = application_of(application_id)
    if not policies.runs_ballots(actor, application):
        raise PermissionDenied
    if not is_ready(application):
        raise NotInThisState
    return _open(application, proposed, actor, vote_by)


@transaction.atomic
def hear_appeal(
    *, appeal_id: int, proposed: Proposed, actor: User, vote_by: datetime.date | None = None
) -> Ballot:
    """Put to the vote what shall be decided instead; not carried, the appeal is dismissed."""
    appeal = Appeal.objects.select_related("decision").get(pk=appeal_id)
    application = application_of(appeal.decision.application_id)
    if not policies.runs_ballots(actor, application):
        raise PermissionDenied
    if not policies.hears(actor, appeal) or application.status != ApplicationStatus.REJECTED:
        raise NotInThisState
    if proposed.kind not in ON_APPEAL:
        raise DomainError(_("Propose what shall be decided instead."), field="kind")
    ballot = _open(application, proposed, actor, vote_by, about=About.APPEAL, appeal=appeal)
    if all(member.carried_before for member in tally.count(ballot).members):
        raise DomainError(
            _(
                "Everybody on the committee voted for the decision that is appealed. Name at "
                "least one other member first."
            )
        )
    return ballot


@transaction.atomic
def propose_waiver(
    *, condition_id: int, reasons: str, actor: User, vote_by: datetime.date | None = None
) -> Ballot:
    """Ask the committee to waive a condition, where the rules leave that to it."""
    condition = condition_of(condition_id)
    application = condition.decision.application
    if not policies.runs_ballots(actor, application):
        raise PermissionDenied
    if not condition.is_unmet:
        raise NotInThisState
    if not reasons.strip():
        raise ReasonMissing
    proposed = Proposed("", reasons=reasons)
    return _open(application, proposed, actor, vote_by, about=About.WAIVER, condition=condition)


@transaction.atomic
def vote(*, ballot_id: int, says: str, words: str, actor: User) -> Vote:
    """Say yes, no or nothing, with words; who says no says why."""
    ballot = ballot_of(ballot_id)
    if not policies.votes(actor, ballot):
        raise PermissionDenied
    if ballot.status != BallotStatus.OPEN:
        raise NotInThisState
    if says not in Says.values:
        raise DomainError(_("Choose one of the answers."), field="says")
    if says != Says.YES and not words.strip():
        raise DomainError(_("Say in a sentence why."), field="words")
    seat = policies.seat_of(actor, ballot.application.call)
    said = {"says": says, "words": words.strip()}
    row, _created = Vote.objects.update_or_create(ballot=ballot, seat=seat, defaults=said)
    audit.record(ballot, "vote", actor=actor)
    return row


@transaction.atomic
def count_ballot(*, ballot_id: int, version: int, actor: User, words: str = "") -> Ballot:
    """Count the votes; what is carried is decided in the same transaction, money included.

    `words` tell the applicant why an appeal is dismissed.
    """
    ballot = ballot_of(ballot_id)
    ballot.version = version
    if not policies.counts(actor, ballot):
        raise PermissionDenied
    if ballot.status != BallotStatus.OPEN:
        raise NotInThisState
    counted = tally.count(ballot)
    if not counted.verdict.is_quorate:
        raise NotQuorate
    is_carried = counted.verdict.is_carried
    BALLOT_WORKFLOW.move(ballot, "carry_ballot" if is_carried else "lose_ballot", actor=actor)
    compare_and_set(ballot, tally=counted.said(), closed_by=actor, closed_at=timezone.now())
    deciding.settle(ballot, is_carried=is_carried, words=words, actor=actor)
    return ballot


@transaction.atomic
def cancel_ballot(*, ballot_id: int, version: int, actor: User | None, reason: str) -> Ballot:
    """Give a ballot up without counting it; nothing is decided. The system: withdrawn meanwhile."""
    ballot = ballot_of(ballot_id)
    ballot.version = version
    BALLOT_WORKFLOW.move(ballot, "cancel_ballot", actor=actor, reason=reason)
    compare_and_set(ballot, closed_by=actor, closed_at=timezone.now())
    return ballot


def is_ready(application: Application) -> bool:
    """Say whether the committee may decide: the reviews are closed, or none are asked for."""
    unread = application.status == ApplicationStatus.ELIGIBLE
    ready = unread and not application.call.terms.reviewers
    return ready or application.status == ApplicationStatus.REVIEWED


def asked_of(application: Application) -> Money:
    """Return what the submission that is decided on asks for."""
    return figures.asked(application.submission.contents)


def _open(
    application: Application,
    proposed: Proposed,
    actor: User,
    vote_by: datetime.date | None,
    *,
    about: str = About.DECISION,
    appeal: Appeal | None = None,
    condition: Condition | None = None,
) -> Ballot:
    if application.ballots.open().exists():
        raise DomainError(_("A ballot on this application is open already."))
    if not tally.entitled(application).exists():
        raise DomainError(_("Nobody on the committee may decide on it: name its members first."))
    if about != About.WAIVER:
        check(proposed, application)
    ballot = Ballot.objects.create(
        application=application,
        submission=application.submission,
        about=about,
        appeal=appeal,
        condition=condition,
        kind=proposed.kind,
        amount_minor=proposed.amount.minor if proposed.amount else None,
        currency=proposed.amount.currency if proposed.amount else "",
        reasons=proposed.reasons.strip(),
        conditions=[asdict(condition) for condition in proposed.conditions],
        vote_by=vote_by,
        opened_by=actor,
    )
    audit.record(ballot, "open_ballot", actor=actor)
    announce(ballot_opened, Ballot, application_id=application.pk, ballot_id=ballot.pk)
    after(notices.tell_of_ballot, ballot.pk)
    return ballot


def check(proposed: Proposed, application: Application) -> None:
    """Refuse a proposal that could not be decided: no amount, too much, no reasons."""
    if proposed.kind not in DecisionKind.values:
        raise DomainError(_("Choose what is proposed."), field="kind")
    if proposed.kind in APPROVING:
        _check_amount(proposed.amount, application)
    elif not proposed.reasons.strip():
        raise DomainError(_("Say why, or what to change: the applicant reads it."), field="reasons")
    has_conditions = bool(proposed.conditions)
    if has_conditions != (proposed.kind == DecisionKind.CONDITIONS):
        message = (
            _("Choose “Approve with conditions”, or take the conditions out.")
            if has_conditions
            else _("Write at least one condition.")
        )
        raise DomainError(message, field="kind")


def _check_amount(amount: Money | None, application: Application) -> None:
    asked = asked_of(application)
    if amount is None or amount.minor <= 0:
        raise DomainError(_("Say how much is granted."), field="amount")
    if amount.currency != asked.currency or amount > asked:
        raise DomainError(
            _("At most what is asked for is granted: %(asked)s.") % {"asked": asked},
            field="amount",
        )
    percent = application.call.terms.least_percent
    if amount.minor * 100 < asked.minor * percent:
        raise DomainError(
            _("By the rules of the call, at least %(percent)s %% of %(asked)s is granted.")
            % {"percent": percent, "asked": asked},
            field="amount",
        )
