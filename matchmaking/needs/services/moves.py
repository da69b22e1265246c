"""The moves of the workflow, one act each."""

import datetime
from functools import partial

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

import search
from accounts.models import User
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.needs.models import Need
from matchmaking.needs.services.completeness import refuse_incomplete
from matchmaking.needs.signals import need_changed, need_published
from matchmaking.needs.workflow import NEED_WORKFLOW


@transaction.atomic
def submit_need(*, need_id: int, actor: User, version: int | None = None) -> Need:
    """Hand a complete draft to the secretariat; raise IncompleteNeed with what is missing."""
    need = _locked(need_id)
    _move(need, "submit", actor=actor, version=version)
    refuse_incomplete(need)
    _set(need, submitted_at=timezone.now(), return_reason="")
    return need


@transaction.atomic
def publish_need(*, need_id: int, actor: User, version: int | None = None) -> Need:
    """Open a submitted request to donors."""
    need = _locked(need_id)
    _move(need, "publish", actor=actor, version=version, announce=need_published)
    _set(need, published_at=timezone.now())
    return need


@transaction.atomic
def return_need(*, need_id: int, actor: User, reason: str, version: int | None = None) -> Need:
    """Send a submitted request back to the State, with a reason it can act on."""
    need = _locked(need_id)
    _move(need, "return", actor=actor, version=version, reason=reason)
    _set(need, return_reason=reason.strip())
    return need


@transaction.atomic
def withdraw_need(
    *, need_id: int, actor: User, reason: str = "", version: int | None = None
) -> Need:
    """Take a request back; it is no longer shown to others."""
    need = _locked(need_id)
    _move(need, "withdraw", actor=actor, version=version, reason=reason)
    return need


@transaction.atomic
def meet_need(*, need_id: int, actor: User, reason: str = "", version: int | None = None) -> Need:
    """Close a request because the State has what it asked for."""
    need = _locked(need_id)
    _move(need, "meet", actor=actor, version=version, reason=reason)
    return need


def expire_needs(*, today: datetime.date | None = None) -> int:
    """Close every published request whose window is over, and say how many there were."""
    overdue = Need.objects.overdue(today or timezone.localdate())
    return sum(_expire(need_id) for need_id in overdue.values_list("pk", flat=True))


@transaction.atomic
def _expire(need_id: int) -> bool:
    try:
        _move(_locked(need_id), "expire", actor=None)
    except (NotInThisState, ChangedMeanwhile):
        return False  # its State moved it first, which is just as well
    return True


def _locked(need_id: int) -> Need:
    return Need.objects.select_for_update().get(pk=need_id)


def _move(
    need: Need,
    name: str,
    *,
    actor: User | None,
    version: int | None = None,
    reason: str = "",
    announce: Signal = need_changed,
) -> None:
    """Move `need`, put it into the index anew, and announce it once all is written."""
    NEED_WORKFLOW.move(need, name, actor=actor, reason=reason)
    if version is not None and version != need.version - 1:
        raise ChangedMeanwhile
    search.enqueue("need", [need.pk])
    transaction.on_commit(partial(announce.send_robust, sender=Need, need_id=need.pk))


def _set(need: Need, **values: object) -> None:
    for name, value in values.items():
        setattr(need, name, value)
    need.save(update_fields=[*values, "updated_at"])
