"""People's records to test with, made through their services."""

from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import services
from accounts.choices import Role
from accounts.hashing import fingerprint
from accounts.models import Invitation, Membership, Organisation
from tests import cast

TOKEN = "t" * 43
PDF = b"%PDF-1.7 a letter"


def organisation(name="Kenya"):
    return Organisation.objects.get(name=name)


def letter(name="letter.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def invited(email="nadia@example.org", role=Role.DRAFTER, by="amina", place="Kenya", token=TOKEN):
    """Invite, with a known secret in the link."""
    invitation = services.invite(
        organisation_id=organisation(place).pk,
        email=email,
        role=role,
        language="en",
        actor=cast.join(by),
    )
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=fingerprint(token))
    invitation.refresh_from_db()
    return invitation


def asked(by="omar", place="Kenya", role=Role.DRAFTER, proof=None):
    return services.ask_for_access(
        user=cast.join(by),
        organisation_id=organisation(place).pk,
        role=role,
        message="Please",
        proof=proof or letter(),
    )


def role_of(name, place="Kenya"):
    mine = Membership.objects.filter(user__email=f"{name}@example.org")
    return mine.get(organisation__name=place)


def session_of(name, key="k" * 32):
    return UserSession.objects.create(
        user=cast.join(name), ip="203.0.113.7", user_agent="Firefox/140 Windows", session_key=key
    )


def records():
    """Return one of each, as the table of access names them."""
    return {
        "kenya": organisation(),
        "drafter": role_of("ali"),
        "invitation": invited(),
        "asked": asked(),
        "session": session_of("amina"),
    }
