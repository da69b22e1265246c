"""Calendars: the public ones of calls and of meetings, and a person's own at a private address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.http import SignedInRequest
from matchmaking.opendata import selectors, services
from matchmaking.opendata.calendars import Entry, call_dates, meeting_dates, own_dates
from matchmaking.opendata.calendars import calendar as written
from matchmaking.opendata.gathering import address


@require_GET
def calls_calendar(request: HttpRequest) -> HttpResponse:
    """Send the dates of calls for proposals."""
    return _file(_("Calls for proposals"), list(call_dates()))


@require_GET
def meetings_calendar(request: HttpRequest) -> HttpResponse:
    """Send the meetings that the portal announces."""
    return _file(_("Meetings"), list(meeting_dates()))


@login_required
@never_cache
@require_GET
def calendar(request: SignedInRequest) -> HttpResponse:
    """Show whether there is a private address, and how to get or end one."""
    return render(request, "opendata/calendar.html", _context(request))


@require_POST
@login_required
@never_cache
def make_calendar(request: SignedInRequest) -> HttpResponse:
    """Make a private address and show it, this once."""
    token = services.make_calendar(actor=request.user)
    made = {"address": address("opendata:private_calendar", token)}
    return render(request, "opendata/calendar.html", _context(request) | made)


@require_POST
@login_required
def revoke_calendar(request: SignedInRequest) -> HttpResponse:
    """End the private address."""
    services.revoke_calendar(actor=request.user)
    messages.success(request, _("The address no longer works."))
    return redirect("opendata:calendar")


@require_GET
@never_cache
def private_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Send the due dates of whoever made this address; nothing else proves who asks."""
    user = selectors.owner_of_calendar(token)
    if user is None:
        raise Http404
    with override(user.language or "en"):
        return _file(_("My due dates"), list(own_dates(user)))


def _context(request: SignedInRequest) -> dict[str, object]:
    return {"kept": selectors.calendar_of(request.user)}


def _file(name: str, entries: list[Entry]) -> HttpResponse:
    response = HttpResponse(written(name, entries), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response
