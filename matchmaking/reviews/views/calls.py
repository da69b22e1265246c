"""The reviews of a call: how far they are, how far reviewers agree, applications side by side."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.applications.models import Application
from matchmaking.funds.models import Call
from matchmaking.reviews import access, policies, selectors
from matchmaking.reviews.columns import SCORE_COLUMNS, progress_columns, score_lines
from matchmaking.reviews.filters import ProgressFilterSet
from matchmaking.reviews.selectors import ReviewSummary
from matchmaking.reviews.views.access import followed_call
from matchmaking.reviews.wording import few_units, reading_of, title_of, tone_of

MOST_COMPARED = 12


@login_required
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far the reviews of a call are, by application and by reviewer."""
    found = followed_call(request, pk)
    results = RowListing(request, _filterset(request, found))
    rows = selectors.with_assignments(found, results.rows)
    summaries = selectors.summaries(request.user, [row.application.pk for row in rows])
    context = {
        "call": found,
        "results": results,
        "rows": [(row, summaries.get(row.application.pk)) for row in rows],
        "progress": selectors.progress(request.user, found),
        "runs": policies.runs_reviews_of_call(request.user, found),
        "formats": [
            (name.upper(), results.export_url(reverse("reviews:call_export", args=[pk, name])))
            for name in FORMATS
        ],
    }
    return render(request, "reviews/call.html", context)


@login_required
def call_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the progress of a call, with what the reviews come to so far, as a file."""
    found = followed_call(request, pk)
    if format_name not in FORMATS:
        raise Http404
    rows = selectors.with_assignments(found, _filterset(request, found).qs)
    summaries = selectors.summaries(request.user, [row.application.pk for row in rows])
    lines = [(row, summaries.get(row.application.pk)) for row in rows]
    return FORMATS[format_name](lines, progress_columns(found), "reviews-progress")


@login_required
def agreement(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far the reviewers of a call agree, as far as the person may read their reviews."""
    found = _readable_call(request, pk)
    agreed = selectors.call_agreement(selectors.summaries_of_call(request.user, found).values())
    rows = [(title_of(one), one.weight, _told(alpha)) for one, alpha in agreed.by_criterion]
    context = {
        "call": found,
        "agreed": agreed,
        "overall": _told(agreed.overall),
        "rows": rows,
        "leanings": selectors.leanings_in_words(agreed.leanings),
    }
    return render(request, "reviews/agreement.html", context)


@login_required
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what the reviews of several applications come to, side by side."""
    found = _readable_call(request, pk)
    summaries, applications = _compared(request, found)
    query = request.GET.urlencode()
    context = {
        "call": found,
        "choices": _applications(request, found),
        "chosen": [one.application_id for one in summaries],
        "columns": [(applications[one.application_id], one, one.alpha) for one in summaries],
        "rows": _criteria_rows(summaries),
        "most": MOST_COMPARED,
        "formats": [
            (name.upper(), f"{reverse('reviews:compare_export', args=[pk, name])}?{query}")
            for name in FORMATS
        ],
    }
    return render(request, "reviews/compare.html", context)


@login_required
def compare_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the reviews of several applications as a file."""
    found = _readable_call(request, pk)
    if format_name not in FORMATS:
        raise Http404
    summaries, applications = _compared(request, found)
    return FORMATS[format_name](score_lines(summaries, applications), SCORE_COLUMNS, "reviews")


def _filterset(request: SignedInRequest, found: Call) -> ProgressFilterSet:
    return ProgressFilterSet(
        request.GET,
        queryset=selectors.applications_for_progress(request.user, found),
        reviewers=selectors.reviewers_of(found.fund),
        expected=found.terms.reviewers,
        request=request,
    )


def _readable_call(request: SignedInRequest, pk: int) -> Call:
    """Return a call of whose reviews the person may read some; 404 as if there were none."""
    rows = Call.objects.visible_to(request.user).select_related("fund")
    found = get_object_or_404(rows, pk=pk)
    if not policies.follows_reviews(request.user, found.fund):
        get_object_or_404(access.readable(request.user).filter(call=pk)[:1])
    return found


def _applications(request: SignedInRequest, found: Call) -> list[Application]:
    rows = access.readable(request.user).filter(call=found.pk)
    return list(rows.select_related("call__fund", "proposal__country").order_by("number"))


def _compared(
    request: SignedInRequest, found: Call
) -> tuple[list[ReviewSummary], dict[int, Application]]:
    """Return what was chosen, in order; everything where nothing was, as far as it is readable."""
    applications = {row.pk: row for row in _applications(request, found)}
    chosen = [int(one) for one in request.GET.getlist("application") if one.isdecimal()]
    ids = [pk for pk in applications if pk in chosen] or list(applications)
    summaries = selectors.summaries(request.user, ids[:MOST_COMPARED])
    return [summaries[pk] for pk in ids if pk in summaries], applications


def _criteria_rows(summaries: Iterable[ReviewSummary]) -> list[dict[str, Any]]:
    """Return one row for each criterion, with what every application reaches under it."""
    summaries = list(summaries)
    if not summaries:
        return []
    means = [one.by_criterion for one in summaries]
    return [
        {"title": title_of(one), "criterion": one, "means": [row[one.pk] for row in means]}
        for one in summaries[0].criteria
    ]


def _told(alpha: Any) -> dict[str, Any]:
    return {
        "alpha": alpha,
        "reading": reading_of(alpha),
        "tone": tone_of(alpha),
        "few": few_units(alpha),
    }
