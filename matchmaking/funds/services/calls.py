"""A call from its first draft to the archive; once published, its terms are frozen."""

import datetime
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.funds import policies, signals, telling
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.models import Call, CallChange, Criterion, Extension, Fund
from matchmaking.funds.services.checking import refuse_unready
from matchmaking.funds.terms import Terms
from matchmaking.funds.workflow import CALL_WORKFLOW
from matchmaking.workflow import compare_and_set

COLUMNS = (
    "title",
    "summary",
    "guidance",
    "language",
    "opens_at",
    "closes_at",
    "questions_until",
    "timezone",
    "is_rolling",
    "currency",
    "ceiling_minor",
    "minimum_minor",
    "budget_minor",
    "starts_after",
    "ends_before",
)
SETS = ("themes", "regions", "countries")
# What may still change when people have begun to write for it: words, and more money.
CHANGEABLE = ("title", "summary", "guidance", "questions_until", "budget_minor")


@transaction.atomic
def draft_call(
    *,
    actor: User,
    fund_id: int,
    fields: Mapping[str, Any],
    content: Mapping[str, Any] | None = None,
) -> Call:
    """Begin a call from the rules in force; `content` are its own terms where they differ."""
    fund = Fund.objects.get(pk=fund_id)
    if not policies.administers(actor, fund):
        raise PermissionDenied
    rules = fund.rules.filter(is_active=True).first()
    if rules is None:
        raise DomainError(_("Write the rules of the fund first."))
    terms = rules.terms
    own: dict[str, Any] = {"currency": terms.currency, "ceiling_minor": terms.ceiling_minor}
    own |= {"minimum_minor": terms.minimum_minor} | _columns(fields)
    own["content"] = _content(rules.content if content is None else content, own)
    call = Call.objects.create(fund=fund, rules=rules, created_by=actor, **own)
    _write_sets(call, fields)
    audit.record(call, "create", actor=actor)
    return call


@transaction.atomic
def edit_call(
    *,
    call_id: int,
    actor: User,
    version: int,
    fields: Mapping[str, Any],
    content: Mapping[str, Any] | None = None,
) -> Call:
    """Change a draft of a call, its terms too."""
    call = _administered(call_id, actor)
    if call.status != CallStatus.DRAFT:
        raise NotInThisState
    call.version = version
    values = _columns(fields)
    merged = {name: values.get(name, getattr(call, name)) for name in COLUMNS}
    values["content"] = _content(call.content if content is None else content, merged)
    compare_and_set(call, **values)
    _write_sets(call, fields)
    audit.record(call, "edit", actor=actor)
    return call


@transaction.atomic
def delete_call(*, call_id: int, actor: User) -> None:
    """Throw a draft of a call away."""
    call = _administered(call_id, actor)
    if call.status != CallStatus.DRAFT:
        raise NotInThisState
    audit.record(call.fund, "delete", actor=actor, reason=call.title)
    call.delete()


@transaction.atomic
def publish_call(*, call_id: int, actor: User) -> Call:
    """Open a call to everybody; from now on its terms and criteria stand."""
    call = _locked(call_id)
    CALL_WORKFLOW.move(call, "publish", actor=actor)
    refuse_unready(call)
    compare_and_set(call, published_at=timezone.now())
    criteria = enumerate(call.terms.criteria)
    Criterion.objects.bulk_create(
        Criterion(
            call=call,
            position=place,
            code=row.code,
            titles=dict(row.titles),
            weight=row.weight,
            scale_max=row.scale_max,
            anchors=dict(row.anchors),
        )
        for place, row in criteria
    )
    _announce(signals.call_published, call)
    return call


@transaction.atomic
def close_call(*, call_id: int, actor: User, reason: str) -> Call:
    """Take no more proposals, whatever the deadline says."""
    call = _moved(call_id, "close", actor, reason)
    compare_and_set(call, closed_at=timezone.now())
    telling.tell_followers(call, "call_closed")
    _announce(signals.call_closed, call)
    return call


@transaction.atomic
def reopen_call(*, call_id: int, actor: User, reason: str) -> Call:
    """Take proposals again, as long as the deadline allows."""
    call = _moved(call_id, "reopen", actor, reason)
    compare_and_set(call, closed_at=None)
    telling.tell_followers(call, "call_changed")
    _announce(signals.call_changed, call)
    return call


@transaction.atomic
def decide_call(*, call_id: int, actor: User | None) -> Call:
    """Say that every application to the call is decided."""
    return _moved(call_id, "decide_call", actor)


@transaction.atomic
def archive_call(*, call_id: int, actor: User) -> Call:
    """Put a call that is over into the archive; it stays public."""
    return _moved(call_id, "archive_call", actor)


@transaction.atomic
def change_call(
    *, call_id: int, actor: User, version: int, reason: str, fields: Mapping[str, Any]
) -> Call:
    """Change the words of a published call, for everybody to see what was changed and why."""
    call = _administered(call_id, actor)
    if call.status != CallStatus.OPEN:
        raise NotInThisState
    if not reason.strip():
        raise ReasonMissing
    said = {name: fields[name] for name in CHANGEABLE if name in fields}
    changed = {name: value for name, value in said.items() if getattr(call, name) != value}
    if not changed:
        raise DomainError(_("Nothing was changed."))
    changes = {name: (_plain(getattr(call, name)), _plain(v)) for name, v in changed.items()}
    call.version = version
    compare_and_set(call, **changed)
    CallChange.objects.create(call=call, reason=reason.strip(), changes=changes, by=actor)
    audit.record(call, "change_call", actor=actor, reason=reason.strip(), changes=changes)
    telling.tell_followers(call, "call_changed")
    _announce(signals.call_changed, call)
    return call


@transaction.atomic
def extend_call(
    *,
    call_id: int,
    actor: User,
    closes_at: datetime.datetime,
    reason: str,
    applicant_id: int | None = None,
) -> Extension:
    """Give more time: to everybody, or to one organisation; recorded with the reason."""
    call = _administered(call_id, actor)
    if call.status != CallStatus.OPEN:
        raise NotInThisState
    if not reason.strip():
        raise ReasonMissing
    was = call.deadline_of(applicant_id)
    if was is None:
        raise DomainError(_("The call has no deadline to extend."), field="closes_at")
    if closes_at <= was or closes_at <= timezone.now():
        raise DomainError(_("The new deadline must be later than the old one."), field="closes_at")
    extension = Extension.objects.create(
        call=call,
        applicant_id=applicant_id,
        was=was,
        closes_at=closes_at,
        reason=reason.strip(),
        by=actor,
    )
    compare_and_set(call, closes_at=call.closes_at if applicant_id else closes_at)
    changes = {"closes_at": (_plain(was), _plain(closes_at))}
    # Not on the call where it is for one: not everybody who reads of the call may know of that one.
    about = extension if applicant_id else call
    audit.record(about, "extend_call", actor=actor, reason=reason.strip(), changes=changes)
    telling.tell_of_extension(extension)
    _announce(signals.call_changed, call)
    return extension


def _moved(call_id: int, move: str, actor: User | None, reason: str = "") -> Call:
    call = _locked(call_id)
    CALL_WORKFLOW.move(call, move, actor=actor, reason=reason)
    return call


def _locked(call_id: int) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("fund").get(pk=call_id)


def _administered(call_id: int, actor: User) -> Call:
    call = _locked(call_id)
    if not policies.administers(actor, call.fund):
        raise PermissionDenied
    return call


def _columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in COLUMNS if name in fields}


def _content(content: Mapping[str, Any], columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the terms with the amounts of the call; lists are sorted by the columns."""
    amounts = ("currency", "ceiling_minor", "minimum_minor")
    return Terms.of({**content, **{name: columns[name] for name in amounts}}).content()


def _write_sets(call: Call, fields: Mapping[str, Any]) -> None:
    for name in SETS:
        if name in fields:
            getattr(call, name).set(fields[name])


def _announce(signal: Any, call: Model) -> None:
    transaction.on_commit(partial(signal.send, sender=Call, call_id=call.pk))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.datetime) else value
