"""Organisations, points of contact, invitations and requests: as pages and as files."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts import filters, policies, selectors
from accounts.http import SignedInRequest
from files.export import FORMATS, Column
from files.rows import RowFilterSet, RowListing


def show(request: HttpRequest, name: str, filterset: RowFilterSet, **context: Any) -> HttpResponse:
    """Show one page of a list; its files lie at the address with `_export` after its name."""
    results = RowListing(request, filterset)
    addresses = {f: reverse(f"people:{name}_export", args=[f]) for f in FORMATS}
    files = [(f.upper(), results.export_url(path)) for f, path in addresses.items()]
    context |= {"filterset": filterset, "results": results, "formats": files}
    return render(request, f"accounts/people/{name}.html", context)


def send(
    filterset: RowFilterSet, columns: Sequence[Column], format_name: str, name: str
) -> HttpResponseBase:
    """Send all that the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](filterset.qs.iterator(chunk_size=500), columns, name)


def directory(request: HttpRequest) -> HttpResponse:
    """Show the national points of contact: the office to all, the person to members."""
    context = {"sees_people": policies.is_member(request.user)}
    kept = selectors.states_with_contact_kept_by(request.user)
    return show(request, "directory", _directory(request), kept=kept, **context)


def directory_export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send the points of contact, with the columns this reader may see."""
    columns = filters.directory_columns(request.user)
    return send(_directory(request), columns, format_name, "points-of-contact")


@login_required
def organisations(request: SignedInRequest) -> HttpResponse:
    """Show the organisations whose people one may know of."""
    _members_only(request)
    may = {
        "decides": policies.decides_access(request.user),
        "manages": policies.manages_anybody(request.user),
    }
    return show(request, "organisations", _organisations(request), **may)


@login_required
def organisations_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the organisations as a file."""
    _members_only(request)
    return send(_organisations(request), filters.ORGANISATION_COLUMNS, format_name, "organisations")


@login_required
def invitations(request: SignedInRequest) -> HttpResponse:
    """Show the invitations of the organisations one looks after."""
    _managers_only(request)
    return show(request, "invitations", _invitations(request))


@login_required
def invitations_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the invitations as a file."""
    _managers_only(request)
    return send(_invitations(request), filters.INVITATION_COLUMNS, format_name, "invitations")


@login_required
def requests(request: SignedInRequest) -> HttpResponse:
    """Show one's own requests for access; all of them to those who decide."""
    decides = policies.decides_access(request.user)
    return show(request, "requests", _requests(request), decides=decides)


@login_required
def requests_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the requests as a file."""
    return send(_requests(request), filters.REQUEST_COLUMNS, format_name, "requests-for-access")


def _directory(request: HttpRequest) -> RowFilterSet:
    rows = selectors.states_for_directory()
    return filters.DirectoryFilterSet(request.GET, queryset=rows, request=request)


def _organisations(request: SignedInRequest) -> RowFilterSet:
    rows = selectors.organisations_for_listing(request.user)
    return filters.OrganisationFilterSet(request.GET, queryset=rows, request=request)


def _invitations(request: SignedInRequest) -> RowFilterSet:
    rows = selectors.invitations_for_listing(request.user)
    return filters.InvitationFilterSet(request.GET, queryset=rows, request=request)


def _requests(request: SignedInRequest) -> RowFilterSet:
    rows = selectors.requests_for_listing(request.user)
    return filters.RequestFilterSet(request.GET, queryset=rows, request=request)


def _members_only(request: SignedInRequest) -> None:
    if not policies.is_member(request.user):
        raise PermissionDenied


def _managers_only(request: SignedInRequest) -> None:
    if not policies.manages_anybody(request.user):
        raise PermissionDenied
