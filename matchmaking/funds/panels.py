"""What other slices show on the pages of funds and calls; and what these show on theirs."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.funds import selectors
from matchmaking.needs.models import Need
from matchmaking.projects.models import Proposal
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind

# Given a call, a fund, or with "fit" a call together with the proposal held against it.
Panel = Callable[[HttpRequest, Any], str]
PLACES = ("call", "call_side", "call_actions", "fund", "fund_side", "fit")
MOST = 3

_PANELS: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, panel: Panel) -> None:
    """Show a panel on the page of a call or of a fund, or beside each call that is compared."""
    if place not in PLACES:
        raise LookupError(f"Pages of funds have no place {place}")
    _PANELS[place].append(panel)


def shown(place: str, request: HttpRequest, about: Any) -> list[str]:
    """Return what the panels of a place say to this person."""
    return [html for panel in _PANELS[place] if (html := panel(request, about))]


def beside_need(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show which calls may pay for a published request."""
    if not isinstance(record, Need) or record.status != "published":
        return ""
    fits = selectors.calls_for_need(request.user, record)
    return _drawn(request, fits, {"need": record}) if fits else ""


def beside_proposal(request: HttpRequest, proposal: Proposal) -> str:
    """Show which calls a proposal can be handed in to, as it stands."""
    if not proposal.is_editable:
        return ""
    fits = selectors.calls_for_proposal(request.user, proposal)
    return _drawn(request, fits, {"proposal": proposal}) if fits else ""


def _drawn(request: HttpRequest, fits: list[selectors.CallFit], about: dict[str, Any]) -> str:
    context = {"fits": fits[:MOST], "more": len(fits) - MOST, **about}
    return render_to_string("funds/_panel.html", context, request=request)
