"""One click that stops e-mails, without signing in: what a link may stop, and the signed link.

`scope` is what is stopped: "kind:need_returned", "digest:daily", or one that another part of the
site has registered ("search:12").
"""

from collections.abc import Callable
from typing import NamedTuple

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User

SALT = "accounts.notifications.unsubscribe"


class Scope(NamedTuple):
    """What is stopped, in words (nothing where it is gone), and how."""

    says: Callable[[User, str], str | Promise]
    stop: Callable[[User, str], None]


_scopes: dict[str, Scope] = {}


def register(name: str, scope: Scope) -> None:
    """Let links stop something of that name."""
    _scopes[name] = scope


def token_for(user: User, scope: str) -> str:
    """Return what proves that the reader of a mail may stop it. It does not grow old."""
    return signing.dumps([user.pk, scope], salt=SALT)


class Wish(NamedTuple):
    """What a token asks for."""

    user: User
    scope: Scope
    argument: str

    @property
    def text(self) -> str:
        """What will stop, in words."""
        return str(self.scope.says(self.user, self.argument) or _("these e-mails"))

    def grant(self) -> None:
        """Stop it; doing it twice changes nothing."""
        self.scope.stop(self.user, self.argument)


def read_token(token: str) -> Wish | None:
    """Return what the token asks for, or None where it was not made here."""
    try:
        user_id, scope = signing.loads(token, salt=SALT)
        name, _colon, argument = scope.partition(":")
        return Wish(User.objects.get(pk=user_id), _scopes[name], argument)
    except (signing.BadSignature, User.DoesNotExist, KeyError, ValueError):
        return None
