"""Lessons in lists: those that are published, those somebody works on, and as files."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from accounts.selectors import visibility_codes
from files.export import FORMATS, rows_in_order
from files.rows import RowListing
from matchmaking.lessons import policies, selectors
from matchmaking.lessons.filters import COLUMNS, LessonFilterSet, WorkFilterSet
from search.listing import Listing


def lesson_list(request: HttpRequest) -> HttpResponse:
    """Show the published lessons that fit the filters, with how many there are of everything."""
    filterset = _filterset(request)
    results = Listing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "lessons": results.rows(selectors.lessons_for_listing(request.user)),
        "formats": _formats(results, "lessons:export"),
        "may_write": policies.writes_lessons(request.user),
        "sees_strength": policies.sees_strength(request.user),
    }
    return render(request, "lessons/list.html", context)


def export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    ids = _filterset(request).all_ids()
    rows = rows_in_order(selectors.lessons_for_export(request.user), ids)
    return FORMATS[format_name](rows, COLUMNS, "lessons")


@login_required
def work(request: SignedInRequest) -> HttpResponse:
    """Show those who write lessons their drafts and what was withdrawn."""
    results = RowListing(request, _work(request))
    context = {"results": results, "formats": _formats(results, "lessons:work_export")}
    return render(request, "lessons/work.html", context)


@login_required
def work_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the lessons somebody works on as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_work(request).qs, COLUMNS, "lessons")


def _filterset(request: HttpRequest) -> LessonFilterSet:
    return LessonFilterSet(request.GET, visible_to=visibility_codes(request.user), request=request)


def _work(request: SignedInRequest) -> WorkFilterSet:
    if not policies.writes_lessons(request.user):
        raise PermissionDenied
    rows = selectors.lessons_to_work_on(request.user)
    return WorkFilterSet(request.GET, queryset=rows, request=request)


def _formats(results: Listing | RowListing, name: str) -> list[tuple[str, str]]:
    return [(one.upper(), results.export_url(reverse(name, args=[one]))) for one in FORMATS]
