"""The requests of a State through the years of its reports."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.choices import OrganisationKind
from accounts.http import SignedInRequest
from accounts.models import Organisation
from accounts.policies import belongs_to, is_secretariat
from accounts.selectors import Person
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.needs.renewal import filters, selectors
from matchmaking.needs.renewal.selectors.lines import needs_of_state


@login_required
def lines(request: SignedInRequest, code: str) -> HttpResponse:
    """Show each request of a State with what every report says of it."""
    state = _known_state(request.user, code)
    filterset = _filterset(request, state)
    results = RowListing(request, filterset)
    reports, found = selectors.lines_of_state(request.user, state, results.rows)
    context = {
        "state": state,
        "filterset": filterset,
        "results": results,
        "reports": reports,
        "lines": found,
        "formats": [
            (name.upper(), results.export_url(reverse("needs:lines_export", args=[code, name])))
            for name in FORMATS
        ],
    }
    return render(request, "needs/renewal/lines.html", context)


@login_required
def lines_export(request: SignedInRequest, code: str, format_name: str) -> HttpResponseBase:
    """Send the lines as a file: one row for each request and report."""
    if format_name not in FORMATS:
        raise Http404
    state = _known_state(request.user, code)
    needs = _filterset(request, state).qs
    links = [link for need in needs for link in selectors.links_of(need)]
    return FORMATS[format_name](links, filters.LINE_COLUMNS, "requests-through-the-years")


def _known_state(user: Person, code: str) -> Organisation:
    """Return the State; 404 for those who are not to know of its reports."""
    states = Organisation.objects.filter(kind=OrganisationKind.STATE, country_code=code.upper())
    state = states.first()
    if state is None or not (belongs_to(user, state.pk) or is_secretariat(user)):
        raise Http404
    return state


def _filterset(request: SignedInRequest, state: Organisation) -> filters.LineFilterSet:
    rows = needs_of_state(request.user, state)
    return filters.LineFilterSet(request.GET, queryset=rows, request=request)
