"""Keeping the national points of contact."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit, policies
from accounts.changes import compare_and_set
from accounts.errors import ChangedMeanwhile
from accounts.models import ContactPoint, Organisation, User

FIELDS = ("office", "person", "email", "phone")
# The trail says that these changed, not to what: it outlives the person it would name.
PERSONAL = {"person", "email", "phone"}


@transaction.atomic
def edit_contact(
    *, organisation_id: int, actor: User, version: int, fields: Mapping[str, str]
) -> ContactPoint:
    """Write the point of contact of a State; `version` is the one the person has read (0: none)."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if not policies.edits_contact(actor, organisation):
        raise PermissionDenied
    contact = ContactPoint.objects.filter(pk=organisation_id).first()
    if (contact.version if contact else 0) != version:
        raise ChangedMeanwhile
    before = contact or ContactPoint(organisation=organisation)
    new = {name: fields[name] for name in FIELDS}
    changes = {
        name: _pair(before, name, new[name]) for name in FIELDS if _differs(before, name, new)
    }
    if contact is None:
        contact = ContactPoint.objects.create(organisation=organisation, **new)
    elif changes:
        compare_and_set(contact, updated_at=timezone.now(), **new)
    if changes:
        audit.record(organisation, "edit", actor=actor, changes=changes)
    return contact


def _differs(contact: ContactPoint, name: str, new: Mapping[str, str]) -> bool:
    return bool(getattr(contact, name) != new[name])


def _pair(contact: ContactPoint, name: str, value: str) -> tuple[str, str]:
    if name in PERSONAL:
        return ("", "")
    return (getattr(contact, name), value)
