"""What the shell of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.policies import is_secretariat
from accounts.selectors import memberships_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the header and the footer show."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    return {
        "memberships": memberships_of(user),
        "is_secretariat": is_secretariat(user),
        "show_style_guide": settings.DEBUG,
    }
