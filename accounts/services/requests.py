"""Asking to speak for an organisation, with proof; the secretariat decides."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import audit, policies, telling
from accounts.changes import compare_and_set
from accounts.choices import RequestStatus
from accounts.errors import DomainError, NotInThisState, ReasonMissing
from accounts.models import AccessRequest, Membership, Organisation, User
from accounts.services.roles import check_role_fits, give_role
from files.private import fingerprint, shown_name

# What a letter comes as: the ending, and with which bytes such a file begins.
PROOF_TYPES = {
    ".pdf": b"%PDF-",
    ".docx": b"PK\x03\x04",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
}
WAITING_AT_ONCE = 5


class WrongProof(DomainError):
    """The file is not one of the kinds a letter comes as, or too large."""

    def __init__(self, message: Any) -> None:
        super().__init__(message, field="proof")


class AskedAlready(DomainError):
    """The same request waits, or the person has the role."""


@transaction.atomic
def ask_for_access(
    *, user: User, organisation_id: int, role: str, message: str, proof: File[bytes]
) -> AccessRequest:
    """Ask the secretariat for a role in an organisation."""
    organisation = Organisation.objects.get(pk=organisation_id)
    check_role_fits(organisation, role)
    _check_is_new(user, organisation, role)
    name = shown_name(proof.name or "")
    _check_proof(proof, name)
    request = AccessRequest(
        user=user,
        organisation=organisation,
        role=role,
        message=message,
        proof_name=name,
        proof_sha256=fingerprint(proof),
    )
    request.proof.save(name, proof, save=False)
    request.save()
    audit.record(request, "ask", actor=user)
    telling.tell_brokers_of_request(request)
    return request


def grant_access(*, request_id: int, actor: User, reason: str) -> Membership:
    """Give the person the role they asked for."""
    with transaction.atomic():
        request = _decide(request_id, actor, RequestStatus.GRANTED, reason)
        audit.record(request, "grant", actor=actor, reason=reason)
        telling.tell_decision(request)
        return give_role(
            user=request.user,
            organisation=request.organisation,
            role=request.role,
            actor=actor,
            reason=reason,
        )


@transaction.atomic
def refuse_access(*, request_id: int, actor: User, reason: str) -> AccessRequest:
    """Refuse the role, with a reason the person reads."""
    request = _decide(request_id, actor, RequestStatus.REFUSED, reason)
    audit.record(request, "refuse_access", actor=actor, reason=reason)
    telling.tell_decision(request)
    return request


@transaction.atomic
def take_back(*, request_id: int, actor: User) -> AccessRequest:
    """Withdraw one's own request before it is decided."""
    request = _waiting(request_id)
    if request.user_id != actor.pk:
        raise PermissionDenied
    _check_waits(request)
    compare_and_set(request, status=RequestStatus.WITHDRAWN, decided_at=timezone.now())
    audit.record(request, "take_back", actor=actor)
    return request


def _decide(request_id: int, actor: User, status: str, reason: str) -> AccessRequest:
    request = _waiting(request_id)
    if not policies.decides_request(actor, request):
        raise PermissionDenied
    _check_waits(request)
    if not reason.strip():
        raise ReasonMissing
    compare_and_set(
        request,
        status=status,
        decided_by=actor,
        decided_at=timezone.now(),
        reason=reason.strip(),
    )
    return request


def _waiting(request_id: int) -> AccessRequest:
    rows = AccessRequest.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "user").get(pk=request_id)


def _check_waits(request: AccessRequest) -> None:
    if request.status != RequestStatus.WAITING:
        raise NotInThisState


def _check_is_new(user: User, organisation: Organisation, role: str) -> None:
    held = Membership.objects.filter(user=user, organisation=organisation, role=role)
    if held.filter(ended_at=None).exists():
        raise AskedAlready(_("You have that role already."), field="role")
    waiting = AccessRequest.objects.filter(user=user).waiting()
    if waiting.filter(organisation=organisation, role=role).exists():
        raise AskedAlready(_("You have asked for this already; it waits for a decision."))
    if waiting.count() >= WAITING_AT_ONCE:
        raise AskedAlready(_("Several of your requests wait already. Wait for an answer first."))


def _check_proof(proof: File[bytes], name: str) -> None:
    ending = f".{name.rsplit('.', 1)[-1].lower()}" if "." in name else ""
    begins = PROOF_TYPES.get(ending)
    start = proof.read(16)
    proof.seek(0)
    if begins is None or not start.startswith(begins):
        raise WrongProof(_("Upload the letter as PDF, Word (.docx), JPEG or PNG."))
    if (proof.size or 0) > settings.PROOF_MAX_BYTES:
        limit = filesizeformat(settings.PROOF_MAX_BYTES)
        raise WrongProof(_("The file is too large; the limit is %(limit)s.") % {"limit": limit})
