"""The pages of progress among those of an undertaking."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.monitoring import tabs
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.tabs import Tab
from matchmaking.progress import policies


def register() -> None:
    """Add the pages after those of monitoring itself."""
    tabs.register(40, _plan)
    tabs.register(50, _register)
    tabs.register(60, _visits)
    tabs.register(70, _hand_overs)


def _plan(request: HttpRequest, undertaking: Undertaking) -> Tab | None:
    # Of an agreement the lines say what is due; it has no work plan.
    return _tab(request, undertaking, "plan", _("Work plan")) if undertaking.project_id else None


def _register(request: HttpRequest, undertaking: Undertaking) -> Tab:
    return _tab(request, undertaking, "register", _("Risks and issues"))


def _visits(request: HttpRequest, undertaking: Undertaking) -> Tab:
    return _tab(request, undertaking, "visits", _("Field visits"))


def _hand_overs(request: HttpRequest, undertaking: Undertaking) -> Tab | None:
    if not policies.has_hand_overs(undertaking):
        return None
    return _tab(request, undertaking, "hand_overs", _("Hand-overs"))


def _tab(request: HttpRequest, undertaking: Undertaking, name: str, label: Promise) -> Tab:
    url = reverse(f"progress:{name}", args=[undertaking.pk])
    return Tab(label, url, is_current=request.path.startswith(url))
