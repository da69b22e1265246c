"""The moves of the workflow, one act each."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.disclosure.services import consent_to_publish
from matchmaking.needs.models import Need
from matchmaking.needs.services.record import NEED
from matchmaking.needs.signals import need_published
from matchmaking.writing.services import (
    confirm_record,
    expire_record,
    move_record,
    submit_record,
)


@transaction.atomic
def submit_need(*, need_id: int, actor: User, version: int | None = None) -> Need:
    """Hand a complete draft to the secretariat, and agree to its being published.

    Raise IncompleteRecord with what is missing.
    """
    need = submit_record(NEED, record_id=need_id, actor=actor, version=version)
    consent_to_publish(record=need, actor=actor)
    return need


def publish_need(*, need_id: int, actor: User, version: int | None = None) -> Need:
    """Open a submitted request to donors."""
    return move_record(
        NEED,
        "publish",
        record_id=need_id,
        actor=actor,
        version=version,
        signal=need_published,
        published_at=timezone.now(),
    )


def return_need(*, need_id: int, actor: User, reason: str, version: int | None = None) -> Need:
    """Send a submitted request back to the State, with a reason it can act on."""
    return move_record(
        NEED,
        "return",
        record_id=need_id,
        actor=actor,
        version=version,
        reason=reason,
        return_reason=reason.strip(),
    )


def withdraw_need(
    *, need_id: int, actor: User, reason: str = "", version: int | None = None
) -> Need:
    """Take a request back; it is no longer shown to others."""
    return move_record(
        NEED, "withdraw", record_id=need_id, actor=actor, version=version, reason=reason
    )


def meet_need(*, need_id: int, actor: User, reason: str = "", version: int | None = None) -> Need:
    """Close a request because the State has what it asked for."""
    return move_record(NEED, "meet", record_id=need_id, actor=actor, version=version, reason=reason)


def confirm_need(*, need_id: int, actor: User) -> Need:
    """Say that an open request still stands; its words and its version stay as they are."""
    return confirm_record(NEED, record_id=need_id, actor=actor)


def expire_needs(*, today: datetime.date | None = None) -> int:
    """Close every published request whose window is over, and say how many there were."""
    overdue = Need.objects.overdue(today or timezone.localdate())
    return sum(
        expire_record(NEED, need_id) for need_id in list(overdue.values_list("pk", flat=True))
    )
