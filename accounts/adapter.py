"""How sign-in, the second factor and single sign-on behave here."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from accounts.second_factor import FACTORS, must_enrol


class AccountAdapter(DefaultAccountAdapter):
    """E-mail is the name people sign in with; there is no user name to invent."""

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: the user model has no user name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether strangers may register (an account alone gives no rights)."""
        return bool(settings.ACCOUNT_SIGNUP_OPEN)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Open the site in the language of the person's profile."""
        url = super().get_login_redirect_url(request)
        language = getattr(request.user, "language", "")
        return str(translate_url(url, language) if language else url)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are kept encrypted; who must have a factor keeps one."""

    def encrypt(self, text: str) -> str:
        """Encrypt with the key of the site, so that a copy of the database is not enough."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt, also what an earlier SECRET_KEY encrypted (SECRET_KEY_FALLBACKS)."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code as a part of the page: without the declaration of an XML file."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to remove the last factor of somebody whose role needs one."""
        if not settings.REQUIRE_SECOND_FACTOR or not must_enrol(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Whoever the provider vouches for gets an account; rights are still given by others."""

    def list_apps(self, request: HttpRequest, **wanted: Any) -> list[Any]:
        """Return the provider of the environment; without one nothing is looked up."""
        configured = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return list(super().list_apps(request, **wanted)) if configured else []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say whether a person the provider knows may have a new account."""
        return bool(settings.ACCOUNT_SIGNUP_OPEN)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take e-mail address and name from the provider."""
        user = super().populate_user(request, sociallogin, data)
        names = [data.get("first_name"), data.get("last_name")]
        user.full_name = (data.get("name") or " ".join(n for n in names if n))[:150]
        return user


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(b"second factor:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
