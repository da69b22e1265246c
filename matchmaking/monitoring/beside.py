"""What monitoring shows on the page of a project and of an agreement."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from matchmaking.agreements.models import Agreement
from matchmaking.monitoring import selectors
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments.models import Project


def of_project(request: HttpRequest, project: Project) -> str:
    """Show where the results of a project stand."""
    return _panel(request, Undertaking.objects.filter(project=project).first())


def of_agreement(request: HttpRequest, agreement: Agreement) -> str:
    """Show where the results of an agreement stand."""
    return _panel(request, Undertaking.objects.filter(agreement=agreement).first())


def _panel(request: HttpRequest, undertaking: Undertaking | None) -> str:
    if undertaking is None:
        return ""
    found = selectors.framework(undertaking)
    states = selectors.period_states(undertaking, found, timezone.localdate())
    context = {
        "undertaking": undertaking,
        "rows": found.indicators,
        "owed": [state.period for state in states if state.is_owed],
        "waiting": sum(state.waiting for state in states),
    }
    return render_to_string("monitoring/_panel.html", context, request)
