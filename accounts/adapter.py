"""How sign-in behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url


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
