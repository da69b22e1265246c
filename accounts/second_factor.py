"""Who must prove themselves twice, and who can."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from accounts.choices import OrganisationKind, Role
from accounts.models import User
from accounts.selectors import memberships_of

# Recovery codes help out when a factor is lost; they are none themselves.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
ROLES = {Role.FUND_ADMINISTRATOR, Role.EVALUATOR}


def must_enrol(user: User) -> bool:
    """Say whether the roles of `user` ask for a second factor."""
    return (
        user.is_staff
        or user.is_superuser
        or any(
            m.organisation.kind == OrganisationKind.SECRETARIAT or m.role in ROLES
            for m in memberships_of(user)
        )
    )


def is_enrolled(user: User) -> bool:
    """Say whether `user` has an authenticator app or a passkey."""
    return bool(is_mfa_enabled(user, FACTORS))
