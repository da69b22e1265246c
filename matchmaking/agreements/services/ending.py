"""Ending an agreement with a reason: what was not delivered is free again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.agreements import notices, policies
from matchmaking.agreements.choices import AmendmentStatus
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.selectors.figures import last_words
from matchmaking.agreements.services.capacity import hold
from matchmaking.agreements.services.common import announce, lines_of, locked
from matchmaking.agreements.services.covering import settle_coverage
from matchmaking.agreements.shares import delivered_part
from matchmaking.agreements.signals import agreement_ended
from matchmaking.agreements.workflow import AGREEMENT_WORKFLOW
from matchmaking.introductions.choices import IntroductionStatus
from matchmaking.introductions.services import reopen_talks
from matchmaking.introductions.services.common import checked_reason, in_words


@transaction.atomic
def end_agreement(
    *,
    agreement_id: int,
    actor: User | None,
    reason_code: str,
    words: str = "",
    version: int | None = None,
) -> Agreement:
    """End an agreement; what both sides confirmed stays, the rest is open and left again."""
    agreement = locked(agreement_id, version)
    if actor is not None and not policies.may_end(actor, agreement):
        raise PermissionDenied
    reason = checked_reason("ending", reason_code, words)
    said = in_words(reason, words)
    AGREEMENT_WORKFLOW.move(agreement, "end_agreement", actor=actor, reason=said)
    agreement.reason, agreement.reason_words = reason, words.strip()
    agreement.ended_at = timezone.now()
    agreement.save(update_fields=["reason", "reason_words", "ended_at"])
    if agreement.signed_at:
        _release(agreement)
    notices.tell_of_end(agreement, actor)
    announce(agreement_ended, agreement)
    return agreement


def _release(agreement: Agreement) -> None:
    """Give back what was not delivered; where nothing stands, the parties are talking again."""
    open_changes = agreement.amendments.filter(status=AmendmentStatus.PROPOSED)
    open_changes.update(status=AmendmentStatus.WITHDRAWN, closed_at=timezone.now())
    lines = lines_of(agreement)
    words = last_words([line.pk for line in lines])
    hold(agreement, {line.pk: delivered_part(line, words.get(line.pk, {})).taken for line in lines})
    settle_coverage(agreement.introduction.need_id)
    agreement.introduction.refresh_from_db()
    if agreement.introduction.status == IntroductionStatus.AGREED:
        reopen_talks(introduction_id=agreement.introduction_id)
