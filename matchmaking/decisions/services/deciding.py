"""What follows from a ballot that was counted: decision, money, conditions, in one transaction."""

import datetime
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.applications import services as applications
from matchmaking.decisions import notices
from matchmaking.decisions.choices import APPROVING, About, DecisionKind
from matchmaking.decisions.models import Appeal, Ballot, Condition, Decision
from matchmaking.decisions.services.common import after, announce
from matchmaking.decisions.services.conditions import waive
from matchmaking.decisions.signals import application_decided
from matchmaking.decisions.workflow import APPEAL_WORKFLOW
from matchmaking.errors import DomainError
from matchmaking.ledger import services as ledger
from matchmaking.workflow import compare_and_set


def settle(ballot: Ballot, *, is_carried: bool, words: str, actor: User) -> None:
    """Do what the committee decided. Call inside the transaction in which it is counted."""
    if ballot.about == About.WAIVER and is_carried:
        waive(ballot.condition_id or 0, reason=ballot.reasons, actor=actor, by_ballot=True)
    elif ballot.about == About.APPEAL and ballot.appeal:
        _answer(ballot.appeal, ballot, is_upheld=is_carried, words=words, actor=actor)
    elif ballot.about == About.DECISION and is_carried:
        _decide(ballot, actor)


def _answer(appeal: Appeal, ballot: Ballot, *, is_upheld: bool, words: str, actor: User) -> None:
    """End an appeal for good: by another decision, or by leaving it as it was."""
    if not is_upheld and not words.strip():
        raise DomainError(_("Say why: the applicant reads it."), field="words")
    APPEAL_WORKFLOW.move(appeal, "uphold_appeal" if is_upheld else "dismiss_appeal", actor=None)
    answer = ballot.reasons if is_upheld else words.strip()
    compare_and_set(appeal, heard_at=timezone.now(), answer=answer)
    if is_upheld:
        _decide(ballot, actor)
    else:
        after(notices.tell_of_dismissal, appeal.pk)


def _decide(ballot: Ballot, actor: User) -> Decision:
    """Write the decision on the submission that was voted on, and move the application."""
    _move(ballot, actor)
    decision = Decision.objects.create(
        application=ballot.application,
        submission=ballot.submission,
        ballot=ballot,
        kind=ballot.kind,
        amount_minor=ballot.amount_minor,
        currency=ballot.currency,
        reasons=ballot.reasons,
        appeal_until=_appeal_until(ballot),
        decided_by=actor,
    )
    if ballot.amount and ballot.kind in APPROVING:
        ledger.commit(
            application_id=ballot.application_id,
            amount=ballot.amount,
            actor=actor,
            key=f"decision:{decision.pk}",
            words=_("Decision on application %(number)s") % {"number": ballot.application.number},
        )
    Condition.objects.bulk_create(_conditions(decision, ballot))
    audit.record(decision, "decide", actor=actor, reason=ballot.reasons)
    announce(
        application_decided,
        Decision,
        application_id=ballot.application_id,
        decision_id=decision.pk,
    )
    after(notices.tell_of_decision, decision.pk)
    return decision


def _move(ballot: Ballot, actor: User) -> None:
    """Move the application, and with it the proposal."""
    reason = ballot.reasons or ballot.get_kind_display()
    common: Any = {"application_id": ballot.application_id, "actor": actor, "reason": reason}
    on_appeal = ballot.about == About.APPEAL
    if ballot.kind in APPROVING:
        applications.approve_application(**common, on_appeal=on_appeal)
    elif ballot.kind == DecisionKind.RETURN:
        applications.return_application(**common, on_appeal=on_appeal)
    else:
        applications.reject_application(**common)


def _conditions(decision: Decision, ballot: Ballot) -> Iterator[Condition]:
    for number, said in enumerate(ballot.conditions, start=1):
        due_on = datetime.date.fromisoformat(str(said["due_on"]))
        yield Condition(
            decision=decision,
            number=number,
            words=said["words"],
            due_on=due_on,
            ties=said["ties"],
            tranche=said["tranche"],
        )


def _appeal_until(ballot: Ballot) -> datetime.date | None:
    """Return the last day for an appeal: of a rejection, where the rules give days, and once."""
    days = ballot.application.call.terms.appeal_days
    if ballot.kind != DecisionKind.REJECT or not days:
        return None
    if Appeal.objects.filter(decision__application=ballot.application_id).exists():
        return None
    return timezone.localdate() + timedelta(days=days)
