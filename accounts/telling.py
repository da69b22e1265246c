"""What people are told about their own access, and the letters to those they invite."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import RequestStatus
from accounts.models import AccessRequest, Device, Invitation, Membership, User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify, write_email
from accounts.selectors import brokers

register(
    Kind(
        name="invitation",
        title=_("I am invited to speak for an organisation"),
        text=_("You are invited to speak for %(organisation)s."),
        mail=_("You are invited to speak for %(organisation)s on the Assistance Exchange"),
        is_mandatory=True,
    )
)
register(
    Kind(
        name="access_asked",
        title=_("Somebody asks for access"),
        text=_("%(person)s asks to speak for %(organisation)s."),
        mail=_("Somebody asks for access; the secretariat decides"),
    )
)
register(
    Kind(
        name="access_granted",
        title=_("My request for access is granted"),
        text=_("You now speak for %(organisation)s: %(reason)s"),
        mail=_("Your request for access is granted"),
        is_mandatory=True,
    )
)
register(
    Kind(
        name="access_refused",
        title=_("My request for access is refused"),
        text=_("Your request to speak for %(organisation)s is refused: %(reason)s"),
        mail=_("Your request for access is refused; the reason is on your page"),
        is_mandatory=True,
    )
)
register(
    Kind(
        name="role_ended",
        title=_("A role of mine is ended by somebody else"),
        text=_("You no longer speak for %(organisation)s in one of your roles: %(reason)s"),
        mail=_("One of your roles has been ended"),
        is_mandatory=True,
    )
)
register(
    Kind(
        name="no_focal_point",
        title=_("A State loses its last focal point"),
        text=_("%(organisation)s has no focal point any more."),
        mail=_("A State has lost its last focal point"),
        is_mandatory=True,
    )
)
register(
    Kind(
        name="new_device",
        title=_("Somebody signs in to my account from a new device"),
        text=_("Your account was opened from a new device: %(device)s."),
        mail=_("Your account was opened from a new device. If it was not you, sign it out"),
        is_mandatory=True,
    )
)

register(
    Kind(
        name="factors_reset",
        title=_("The second factors of an account are reset"),
        text=_("%(actor)s reset the second factors of %(person)s: %(reason)s"),
        mail=_("The second factors of an account have been reset. If nobody asked for it, act now"),
        is_mandatory=True,
    )
)


def send_invitation(invitation: Invitation, token: str) -> None:
    """Write to the invited address; the link in the letter is the only copy of the secret."""
    write_email(
        key=f"{invitation.pk}:{invitation.version}",
        kind="invitation",
        address=invitation.email,
        language=invitation.language,
        public={"organisation": invitation.organisation.name},
        url=reverse("people:invitation", args=[token]),
    )


def tell_brokers_of_request(request: AccessRequest) -> None:
    """Tell the secretariat that a request waits."""
    notify(
        "access_asked",
        recipients=brokers().exclude(pk=request.user_id),
        key=f"access:{request.pk}:asked",
        subject_id=request.pk,
        url=reverse("people:request", args=[request.pk]),
        params={"person": str(request.user), "organisation": request.organisation.name},
    )


def tell_decision(request: AccessRequest) -> None:
    """Tell the person what was decided, and why."""
    granted = request.status == RequestStatus.GRANTED
    notify(
        "access_granted" if granted else "access_refused",
        recipients=[request.user],
        key=f"access:{request.pk}:decided",
        subject_id=request.pk,
        url=reverse("people:request", args=[request.pk]),
        params={"organisation": request.organisation.name, "reason": request.reason},
    )


def tell_of_ended_role(membership: Membership, reason: str) -> None:
    """Tell a person that somebody else ended a role of theirs."""
    notify(
        "role_ended",
        recipients=[membership.user],
        key=f"role:{membership.pk}:ended:{_moment(membership)}",
        subject_id=membership.pk,
        url=reverse("accounts:profile"),
        params={"organisation": membership.organisation.name, "reason": reason},
    )


def tell_brokers_of_loss(membership: Membership) -> None:
    """Tell the secretariat that a State has nobody to speak for it."""
    notify(
        "no_focal_point",
        recipients=brokers(),
        key=f"focal-point:{membership.pk}:lost:{_moment(membership)}",
        subject_id=membership.organisation_id,
        url=reverse("people:members", args=[membership.organisation_id]),
        params={"organisation": membership.organisation.name},
    )


def tell_of_new_device(user: User, device: Device) -> None:
    """Tell a person that their account was opened from somewhere new."""
    notify(
        "new_device",
        recipients=[user],
        key=f"device:{device.pk}",
        subject_id=device.pk,
        url=reverse("accounts:sessions"),
        params={"device": device.name},
    )


def tell_of_reset_factors(membership: Membership, actor: User, reason: str) -> None:
    """Tell the person and every broker that an account has no second factor any more."""
    notify(
        "factors_reset",
        recipients=[membership.user, *brokers()],
        key=f"factors:{membership.user_id}:{timezone.now().isoformat()}",
        subject_id=membership.pk,
        url=reverse("accounts:profile"),
        params={"actor": str(actor), "person": str(membership.user), "reason": reason},
    )


def _moment(membership: Membership) -> str:
    return membership.ended_at.isoformat() if membership.ended_at else ""
