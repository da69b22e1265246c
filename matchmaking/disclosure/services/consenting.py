"""Agreeing to publish, in words that are kept, and taking that back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.disclosure import policies, selectors
from matchmaking.disclosure.models import Consent, DisclosedRecord
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.workflow import compare_and_set
from matchmaking.writing.models import Audience
from matchmaking.writing.records import kind_named, kind_of
from matchmaking.writing.services.moves import announce, locked


@transaction.atomic
def consent_to_publish(
    *, record: DisclosedRecord, actor: User, language: str | None = None
) -> Consent:
    """Write down that `actor` agrees to publish, in the words of the page they had before them.

    An earlier consent gives way to it: one record is published under one set of words.
    """
    if not policies.answers_asks(actor, record):
        raise PermissionDenied
    read_in = language or get_language() or "en"
    with override(read_in):
        wording = selectors.consent_wording(record)
    Consent.objects.about(record).standing().update(withdrawn_at=timezone.now(), withdrawn_by=actor)
    consent = Consent.objects.create(
        kind=kind_of(record).name,
        record_id=record.pk,
        owner_id=record.organisation_id,
        given_by=actor,
        wording=wording,
        language=read_in,
        audience=record.audience,
        levels=selectors.levels_of(record),
    )
    audit.record(record, "consent", actor=actor)
    return consent


@transaction.atomic
def withdraw_consent(*, kind: str, record_id: int, actor: User) -> None:
    """Take the consent back and hide the record from other organisations at once.

    Its status stays, and so does its history; it is shown again by a new consent.
    """
    record = locked(kind_named(kind), record_id)
    if not policies.answers_asks(actor, record):
        raise PermissionDenied
    standing = Consent.objects.about(record).standing()
    if record.audience == Audience.OWN or not standing.exists():
        raise NotInThisState
    standing.update(withdrawn_at=timezone.now(), withdrawn_by=actor)
    _show_to(record, Audience.OWN, actor, "consent_withdraw")


@transaction.atomic
def renew_consent(
    *, kind: str, record_id: int, actor: User, audience: str, language: str | None = None
) -> Consent:
    """Agree once more to publish a record that was hidden, to this audience."""
    record = locked(kind_named(kind), record_id)
    if not policies.answers_asks(actor, record):
        raise PermissionDenied
    if record.audience != Audience.OWN:
        raise NotInThisState
    if audience not in (Audience.PUBLIC, Audience.MEMBERS):
        raise DomainError(_("Choose who may know of it."), field="audience")
    _show_to(record, audience, actor, "edit")
    return consent_to_publish(record=record, actor=actor, language=language)


def _show_to(record: DisclosedRecord, audience: str, actor: User, verb: str) -> None:
    changes = {"audience": (record.audience, audience)}
    compare_and_set(record, audience=audience, updated_at=timezone.now())
    audit.record(record, verb, actor=actor, changes=changes)
    announce(kind_of(record), record)
