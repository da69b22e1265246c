"""The page of a project or agreement that is monitored: its story, its framework."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.http import SignedInRequest
from matchmaking.monitoring import panels, policies, selectors
from matchmaking.monitoring.choices import RevisionStatus
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import Framework, PeriodState, period_states
from matchmaking.monitoring.views.access import known, page, reads


@reads
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the story of a project or agreement: what was promised, and what came of it."""
    undertaking = known(request, pk)
    found = selectors.framework(undertaking)
    periods = period_states(undertaking, found, timezone.localdate())
    context = {
        **page(request, undertaking),
        "figures": _figures(found, periods),
        "facts": _facts(undertaking),
        "reads_source": policies.reads_source(request.user, undertaking),
        "periods": periods,
        "story": panels.shown("story", request, undertaking),
        "side": panels.shown("side", request, undertaking),
        "history": audit.history(undertaking),
        **_acts(request, undertaking, periods),
    }
    return render(request, "monitoring/detail.html", context)


@reads
def framework(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show results and indicators with the values of all periods."""
    undertaking = known(request, pk)
    context = {
        **page(request, undertaking),
        "framework": selectors.framework(undertaking),
        "revisions": undertaking.revisions.order_by("-number"),
        "may_revise": _may_revise(request, undertaking),
    }
    return render(request, "monitoring/framework.html", context)


def _acts(
    request: SignedInRequest, undertaking: Undertaking, periods: list[PeriodState]
) -> dict[str, Any]:
    owed = [state.period for state in periods if state.is_owed]
    reports = policies.reports_on(request.user, undertaking)
    decides = policies.decides_on(request.user, undertaking)
    return {
        "to_report": owed[0] if owed and reports else None,
        "may_decide": decides and any(state.waiting for state in periods),
    }


def _may_revise(request: SignedInRequest, undertaking: Undertaking) -> bool:
    if not policies.proposes_revision(request.user, undertaking):
        return False
    return not undertaking.revisions.filter(status=RevisionStatus.PROPOSED).exists()


def _figures(found: Framework, periods: list[PeriodState]) -> list[dict[str, Any]]:
    rows = found.indicators
    reached = sum(1 for row in rows if (row.now.achievement.ratio or 0) >= 1)
    over = [state for state in periods if state.is_over]
    reported = sum(1 for state in over if not state.is_owed)
    return [
        {"label": _("Targets reached"), "value": f"{reached} / {len(rows)}"},
        {"label": _("Periods reported"), "value": f"{reported} / {len(over)}"},
        {"label": _("Values that wait"), "value": sum(state.waiting for state in periods)},
    ]


def _facts(undertaking: Undertaking) -> list[tuple[Any, Any]]:
    return [
        (_("Monitored as"), undertaking.kind_in_words),
        (_("State"), undertaking.country),
        (_("Starts"), undertaking.starts_on),
        (_("Ends"), undertaking.ends_on),
        (_("Values are reported"), undertaking.get_frequency_display()),
        (_("Closed"), undertaking.closed_on),
    ]
