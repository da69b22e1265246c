"""What people type about themselves and about others."""

from accounts.forms.own import (
    EraseForm,
    ForgottenPasswordForm,
    ProfileForm,
    RegistrationForm,
    SignInForm,
)
from accounts.forms.people import (
    AccessForm,
    ContactForm,
    EndForm,
    InviteForm,
    NewPersonForm,
    ResetFactorsForm,
)

__all__ = [
    "AccessForm",
    "ContactForm",
    "EndForm",
    "EraseForm",
    "ForgottenPasswordForm",
    "InviteForm",
    "NewPersonForm",
    "ProfileForm",
    "RegistrationForm",
    "ResetFactorsForm",
    "SignInForm",
]
