"""The pages that every project and agreement has, in the row of its tabs."""

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from matchmaking.monitoring import tabs
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.tabs import Tab


def story(request: HttpRequest, undertaking: Undertaking) -> Tab:
    """Return the page that tells its story."""
    return _tab(request, "detail", _("Overview"), undertaking)


def results(request: HttpRequest, undertaking: Undertaking) -> Tab:
    """Return the page of its framework and values."""
    return _tab(request, "framework", _("Results and values"), undertaking)


def register() -> None:
    """Put both first."""
    tabs.register(0, story)
    tabs.register(10, results)


def _tab(request: HttpRequest, name: str, label: object, undertaking: Undertaking) -> Tab:
    here = resolve(request.path_info)
    is_current = here.view_name == f"monitoring:{name}"
    return Tab(str(label), reverse(f"monitoring:{name}", args=[undertaking.pk]), is_current)
