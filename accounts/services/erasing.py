"""Erasing a person. The row stays without its name: what they did remains done by somebody."""

from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import audit
from accounts.changes import compare_and_set
from accounts.choices import InvitationStatus, RequestStatus
from accounts.models import AccessRequest, ContactPoint, Device, Invitation, Membership, User
from accounts.notifications.models import Email, Notification
from accounts.notifications.services import forget_person
from accounts.services.leaving import check_somebody_stays, finish
from accounts.signals import person_erased

# An address that exists nowhere; the number keeps it unique.
NOBODY = "erased-%s@invalid.invalid"


@transaction.atomic
def erase_person(*, user: User, actor: User) -> None:
    """Erase oneself: roles end, name and address go, what histories need stays without a name."""
    if user.pk != actor.pk:
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    name, organisations = str(user), _leave_everything(user)
    addresses = {
        user.email,
        *EmailAddress.objects.filter(user=user).values_list("email", flat=True),
    }
    audit.record(user, "erase", actor=user)
    _clean_invitations(user, addresses)
    _clean_requests(user)
    _clean_contacts(user, addresses)
    forget_person(user)
    Email.objects.filter(address__in=addresses).delete()
    _close_the_account(user, organisations)
    _clean_labels(user)
    _clean_news(name, user)
    transaction.on_commit(partial(person_erased.send, sender=User, user_id=user.pk))


def _leave_everything(user: User) -> str:
    """End every role, and return the organisations' names for the histories."""
    running = user.memberships.filter(ended_at=None).select_related("organisation", "user")
    names = dict.fromkeys(membership.organisation.name for membership in running)
    for membership in running:
        check_somebody_stays(membership, in_spite=True)
        finish(membership, actor=user)
    if not names:
        ended = user.memberships.select_related("organisation").order_by("-ended_at")
        names = dict.fromkeys(membership.organisation.name for membership in ended[:1])
    return ", ".join(names)[:300]


def _clean_invitations(user: User, addresses: set[str]) -> None:
    theirs = Q(accepted_by=user)
    for address in addresses:
        theirs |= Q(email__iexact=address)
    for invitation in Invitation.objects.filter(theirs):
        values: dict[str, Any] = {"email": NOBODY % invitation.pk}
        if invitation.status == InvitationStatus.OPEN:
            values |= {"status": InvitationStatus.REVOKED, "closed_at": timezone.now()}
        compare_and_set(invitation, **values)
        _relabel(invitation)


def _clean_requests(user: User) -> None:
    for request in AccessRequest.objects.filter(user=user):
        if request.proof:
            transaction.on_commit(partial(request.proof.storage.delete, str(request.proof.name)))
        values: dict[str, Any] = {"proof": "", "proof_name": "", "proof_sha256": "", "message": ""}
        if request.status == RequestStatus.WAITING:
            values |= {"status": RequestStatus.WITHDRAWN, "decided_at": timezone.now()}
        compare_and_set(request, **values)


def _clean_contacts(user: User, addresses: set[str]) -> None:
    """Empty the person of a point of contact that names this one; the office stays."""
    for contact in ContactPoint.objects.filter(email__in=addresses).exclude(email=""):
        compare_and_set(contact, person="", email="", phone="", updated_at=timezone.now())
        changes = dict.fromkeys(("person", "email", "phone"), ("", ""))
        audit.record(contact.organisation, "edit", actor=user, changes=changes)


def _close_the_account(user: User, organisations: str) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
    kept = (EmailAddress, Authenticator, SocialAccount, Device)
    for model in kept:
        model._base_manager.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email, user.full_name, user.language = NOBODY % user.pk, "", ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.erased_at, user.erased_from = timezone.now(), organisations
    user.last_login = None
    user.set_unusable_password()
    user.save()


def _clean_labels(user: User) -> None:
    """Take the name out of the titles that the trail keeps of records about this person."""
    about: list[Model] = [user, *Membership.objects.filter(user=user)]
    about += AccessRequest.objects.filter(user=user).select_related("user", "organisation")
    for obj in about:
        _relabel(obj)


def _clean_news(name: str, user: User) -> None:
    """Take the name out of what others were told, unless somebody else bears it as well."""
    if User.objects.filter(full_name=name).exists():
        return
    for row in Notification.objects.only("params").iterator():
        if name in row.params.values():
            row.params = {key: str(user) if v == name else v for key, v in row.params.items()}
            row.save(update_fields=["params"])


def _relabel(obj: Model) -> None:
    rows = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(obj), object_id=str(obj.pk)
    )
    rows.update(label=str(obj))
