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

    The trail tells of it by the act itself: the submission, or that the record is shown again.
    """
    if not policies.answers_asks(actor, record):
        raise PermissionDenied
    read_in = language or get_language() or "en"
    with override(read_in):
        wording = selectors.consent_wording(record)
    return _written(record, actor, wording, read_in)


@transaction.atomic
def consent_by_saving(*, record: DisclosedRecord, actor: User) -> Consent | None:
    """Write down the consent to other levels or another audience than were agreed to before.

    Nothing is written where they are as before, nor where nobody has agreed to anything yet. What
    is hidden is shown again by a consent of its own, not in passing.
    """
    before = Consent.objects.about(record).standing().first()
    if before is None:
        _refuse_to_show_in_passing(record)
        return None
    if (before.audience, before.levels) == (record.audience, selectors.levels_of(record)):
        return None
    audit.record(record, "consent", actor=actor)
    return _written(record, actor, selectors.saving_wording(record), get_language() or "en")


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
    _show_to(record, audience, actor, "consent")
    return consent_to_publish(record=record, actor=actor, language=language)


def _refuse_to_show_in_passing(record: DisclosedRecord) -> None:
    if record.audience != Audience.OWN and Consent.objects.about(record).exists():
        raise DomainError(_("The consent to publish this was withdrawn. Give it again first."))


def _written(record: DisclosedRecord, actor: User, wording: str, language: str) -> Consent:
    """Put a consent in place of the one before: a record is published under one set of words."""
    standing = Consent.objects.about(record).standing()
    standing.update(withdrawn_at=timezone.now(), withdrawn_by=actor)
    return Consent.objects.create(
        kind=kind_of(record).name,
        record_id=record.pk,
        owner_id=record.organisation_id,
        given_by=actor,
        wording=wording,
        language=language,
        audience=record.audience,
        levels=selectors.levels_of(record),
    )


def _show_to(record: DisclosedRecord, audience: str, actor: User, verb: str) -> None:
    changes = {"audience": (record.audience, audience)}
    compare_and_set(record, audience=audience, updated_at=timezone.now())
    audit.record(record, verb, actor=actor, changes=changes)
    announce(kind_of(record), record)
