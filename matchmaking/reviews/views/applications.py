"""The reviews of one application: side by side, talked about, closed; and as a file."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from matchmaking.reviews import panels, policies, selectors, services
from matchmaking.reviews.choices import AssignmentStatus
from matchmaking.reviews.columns import SCORE_COLUMNS, score_lines
from matchmaking.reviews.forms import RemarkForm
from matchmaking.reviews.views.access import done, known_application, not_yet, run_application
from matchmaking.reviews.wording import few_units, reading_of, tone_of
from matchmaking.vocabulary.fields import readers_language


@login_required
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the reviews of an application side by side, and what is said about them."""
    found = known_application(request, pk)
    return not_yet(request, found) or _page(request, found)


@login_required
def scores(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the reviews of an application as a file."""
    found = known_application(request, pk)
    if format_name not in FORMATS:
        raise Http404
    if elsewhere := not_yet(request, found):
        return elsewhere
    summaries = selectors.summaries(request.user, [pk])
    lines = score_lines(summaries.values(), {pk: found})
    return FORMATS[format_name](lines, SCORE_COLUMNS, f"reviews-{found.number}")


@require_POST
@login_required
def say(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say something in the discussion."""
    found = known_application(request, pk)
    if elsewhere := not_yet(request, found):
        return elsewhere
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            services.post_remark(application_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect(reverse("reviews:application", args=[pk]) + "#discussion")
    return _page(request, found, form)


@require_POST
@login_required
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the reviews of an application."""
    run_application(request, pk)
    reason = request.POST.get("reason", "")
    act = partial(services.close_reviews, application_id=pk, actor=request.user, reason=reason)
    done(request, act, _("The reviews are closed: the committee may go on."))
    return redirect("reviews:application", pk)


@require_POST
@login_required
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open the reviews of an application again."""
    run_application(request, pk)
    reason = request.POST.get("reason", "")
    act = partial(services.reopen_reviews, application_id=pk, actor=request.user, reason=reason)
    done(request, act, _("Reviewers may write again."))
    return redirect("reviews:application", pk)


def _page(
    request: SignedInRequest, found: Application, form: RemarkForm | None = None
) -> HttpResponse:
    user = request.user
    summary = selectors.summaries(user, [found.pk])[found.pk]
    alpha = summary.alpha
    runs = policies.runs_reviews(user, found)
    context = {
        "application": found,
        "summary": summary,
        "rows": selectors.compared(summary),
        "apart": selectors.outliers_in_words(summary),
        "alpha": alpha,
        "reading": reading_of(alpha),
        "tone": tone_of(alpha),
        "few": few_units(alpha),
        "missing": max(0, summary.expected - summary.count),
        "assignments": selectors.assignments_of(user, found),
        "earlier": selectors.earlier_reviews(user, found),
        "remarks": selectors.discussion(user, found),
        "remark_form": form or RemarkForm(initial={"language": readers_language()}),
        "may_talk": policies.discusses(user, found),
        "own": found.assignments.filter(reviewer=user.pk, status=AssignmentStatus.DONE).last(),
        "runs": runs,
        "may_close": runs and found.status == ApplicationStatus.ELIGIBLE,
        "may_reopen": runs and found.status == ApplicationStatus.REVIEWED,
        "detail": panels.shown("detail", request, found),
        "side": panels.shown("side", request, found),
        "formats": [
            (name.upper(), reverse("reviews:scores", args=[found.pk, name])) for name in FORMATS
        ],
    }
    return render(request, "reviews/application.html", context)
