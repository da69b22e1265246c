"""What the shell of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.acting import acting_organisation
from accounts.notifications.counting import kept_counts
from accounts.policies import is_secretariat
from accounts.selectors import memberships_of, organisations_of
from config.navigation import navigation_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the header and the footer show; nothing is asked before a page needs it."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    return {
        "memberships": memberships_of(user),
        "organisations": organisations_of(user),
        "acting_organisation": acting_organisation(request),
        "is_secretariat": is_secretariat(user),
        "navigation": SimpleLazyObject(lambda: navigation_for(request)),
        "waiting": SimpleLazyObject(lambda: kept_counts(user)),
        "show_style_guide": settings.STYLE_GUIDE,
        "example_world": settings.EXAMPLE_WORLD,
    }
