"""Asking for what is kept back, and answering."""

from collections.abc import Collection
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

import search
from accounts.models import Organisation, User
from accounts.notifications.services import notify
from accounts.policies import belongs_to
from matchmaking import audit
from matchmaking.disclosure import policies, selectors
from matchmaking.disclosure.choices import part_names
from matchmaking.disclosure.models import Ask, DisclosedRecord
from matchmaking.disclosure.signals import disclosure_answered
from matchmaking.disclosure.workflow import ASK_WORKFLOW
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.writing.records import kind_of


@transaction.atomic
def ask_for_disclosure(
    *,
    record: DisclosedRecord,
    actor: User,
    organisation: Organisation,
    parts: Collection[str],
    purpose: str,
) -> Ask:
    """Ask the owner of `record`, a twin made for `actor`, for parts that it leaves out."""
    if not policies.may_ask(actor, record) or not belongs_to(actor, organisation.pk):
        raise PermissionDenied
    _refuse_unfounded(record, actor, organisation, parts, purpose)
    ask = Ask.objects.create(
        kind=kind_of(record).name,
        record_id=record.pk,
        owner_id=record.organisation_id,
        organisation=organisation,
        parts=sorted(parts),
        purpose=purpose.strip(),
        asked_by=actor,
    )
    audit.record(record, "ask_disclosure", actor=actor, reason=_in_words(ask, ask.purpose))
    _tell_owners(ask, record)
    return ask


@transaction.atomic
def grant_disclosure(
    *, ask_id: int, actor: User, reason: str = "", version: int | None = None
) -> Ask:
    """Let the organisation that asks read what it asks for, until the owner ends it."""
    return _answer(ask_id, "disclose", actor, reason, version)


@transaction.atomic
def decline_disclosure(*, ask_id: int, actor: User, reason: str, version: int | None = None) -> Ask:
    """Refuse what is asked for, with a reason that the organisation can read."""
    return _answer(ask_id, "decline", actor, reason, version)


@transaction.atomic
def end_disclosure(
    *, ask_id: int, actor: User, reason: str = "", version: int | None = None
) -> Ask:
    """Keep back again what was granted."""
    return _answer(ask_id, "keep_back", actor, reason, version)


@transaction.atomic
def take_back_ask(*, ask_id: int, actor: User, reason: str = "", version: int | None = None) -> Ask:
    """Ask no more."""
    return _answer(ask_id, "take_back", actor, reason, version)


def _answer(ask_id: int, move: str, actor: User, reason: str, version: int | None) -> Ask:
    """Make a move, on the trail of the record too, and let the search know who may find what."""
    ask = Ask.objects.select_for_update().get(pk=ask_id)
    if version is not None:
        ask.version = version
    ASK_WORKFLOW.move(ask, move, actor=actor, reason=reason)
    ask.answered_at, ask.answer = timezone.now(), reason.strip()
    ask.save(update_fields=["answered_at", "answer"])
    record = selectors.record_of(ask)
    audit.record(record, move, actor=actor, reason=_in_words(ask, ask.answer))
    search.enqueue(ask.kind, [ask.record_id])
    if move != "take_back":
        _tell_asker(ask, record)
    transaction.on_commit(partial(disclosure_answered.send_robust, sender=Ask, ask_id=ask.pk))
    return ask


def _refuse_unfounded(
    record: DisclosedRecord,
    actor: User,
    organisation: Organisation,
    parts: Collection[str],
    purpose: str,
) -> None:
    if not parts or not set(parts) <= set(selectors.kept_back(actor, record).parts):
        raise DomainError(_("Choose what you ask for among what is kept back."), field="parts")
    if not purpose.strip():
        raise ReasonMissing
    if Ask.objects.about(record).open().filter(organisation=organisation).exists():
        raise DomainError(_("Your organisation has asked already; the owner has not answered yet."))


def _in_words(ask: Ask, said: str) -> str:
    asked = f"{ask.organisation}: {part_names(ask.parts)}"
    return f"{asked}. {said}" if said else asked


def _tell_owners(ask: Ask, record: DisclosedRecord) -> None:
    memberships = ask.owner.memberships.filter(ended_at=None).select_related("user")
    owners = [m.user for m in memberships if policies.answers_asks(m.user, record)]
    notify(
        "disclosure_asked",
        recipients=owners,
        key=f"disclosure:{ask.pk}:asked",
        subject_id=ask.pk,
        url=reverse("disclosure:asked", args=[ask.pk]),
        params={
            "organisation": str(ask.organisation),
            "title": str(record),
            "parts": part_names(ask.parts),
        },
        public={},
    )


def _tell_asker(ask: Ask, record: DisclosedRecord) -> None:
    notify(
        "disclosure_answered",
        recipients=[ask.asked_by],
        key=f"disclosure:{ask.pk}:{ask.version}",
        subject_id=ask.pk,
        url=reverse("disclosure:asked", args=[ask.pk]),
        params={"title": str(record), "status": str(ask.get_status_display())},
        public={},
    )
