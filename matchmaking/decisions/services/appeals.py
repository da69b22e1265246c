"""The one appeal against a rejection."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking import audit
from matchmaking.applications import policies as applications
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.decisions import notices, policies
from matchmaking.decisions.models import Appeal, Decision
from matchmaking.decisions.services.common import after, announce, application_of
from matchmaking.decisions.signals import appeal_filed
from matchmaking.errors import NotInThisState, ReasonMissing


@transaction.atomic
def file_appeal(*, decision_id: int, words: str, actor: User) -> Appeal:
    """Ask that a rejection be heard again: once, within the days that the rules give."""
    decision = Decision.objects.get(pk=decision_id)
    application = application_of(decision.application_id)
    decision.application = application
    if not applications.is_applicant(actor, application):
        raise PermissionDenied
    is_open = application.status == ApplicationStatus.REJECTED
    if not is_open or not policies.may_appeal(actor, decision):
        raise NotInThisState
    if not words.strip():
        raise ReasonMissing
    appeal = Appeal.objects.create(decision=decision, words=words.strip(), filed_by=actor)
    audit.record(decision, "file_appeal", actor=actor)
    announce(appeal_filed, Appeal, application_id=application.pk, appeal_id=appeal.pk)
    after(notices.tell_of_appeal, appeal.pk)
    return appeal
