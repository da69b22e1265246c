"""What a person can say about themselves."""

from typing import Any, cast

from allauth.account.forms import LoginForm, ResetPasswordForm, SignupForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class _PlainLabels:
    """Labels that stay in sight, so no text inside the fields; e-mail is spelt as elsewhere."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in ("login", "email"):
                field.label = _("E-mail address")


class SignInForm(_PlainLabels, LoginForm):
    """Sign in with e-mail and password."""


class ForgottenPasswordForm(_PlainLabels, ResetPasswordForm):
    """Ask for a link to set a new password."""


class RegistrationForm(_PlainLabels, SignupForm):
    """Open an account; a role in an organisation is given by others."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    field_order = ["full_name", "email", "password1", "password2"]

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name."""
        user.full_name = self.cleaned_data["full_name"]
        user.save(update_fields=["full_name"])


class ProfileForm(forms.ModelForm):
    """The name others see, and the language the site and its mail speak to this person."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("The site opens in this language when you sign in."),
    )

    class Meta:
        model = User
        fields = ["full_name", "language"]
        help_texts = {"full_name": _("Your organisation and the secretariat see it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        own_names = [(c, get_language_info(c)["name_local"]) for c, _name in settings.LANGUAGES]
        cast(forms.ChoiceField, self.fields["language"]).choices = [
            ("", _("No preference")),
            *own_names,
        ]


class EraseForm(forms.Form):
    """Confirm with the password, or by typing the address where there is no password."""

    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), help_text=_("Type it to confirm that you mean it.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields.pop("email" if user.has_usable_password() else "password")

    def clean_password(self) -> str:
        """Refuse a wrong password."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password."), code="wrong")
        return password

    def clean_email(self) -> str:
        """Refuse another address."""
        email: str = self.cleaned_data["email"]
        if email.lower() != self.user.email.lower():
            raise forms.ValidationError(_("This is not your address."), code="wrong")
        return email
