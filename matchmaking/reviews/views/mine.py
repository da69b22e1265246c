"""What somebody reviews: the list, as a file, and the answer to being asked."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking import audit
from matchmaking.reviews import policies, selectors, services
from matchmaking.reviews.choices import AssignmentStatus
from matchmaking.reviews.filters import ASSIGNMENT_COLUMNS, AssignmentFilterSet
from matchmaking.reviews.forms import ConflictForm, ReasonForm
from matchmaking.reviews.models import Assignment
from matchmaking.reviews.views.access import done, known_assignment, own_assignment, version_of


@login_required
def mine(request: SignedInRequest) -> HttpResponse:
    """Show what the person is to review, reviews, or has reviewed."""
    results = RowListing(request, _filterset(request))
    context = {
        "results": results,
        "calls": selectors.followed_calls(request.user),
        "has_profile": policies.edits_profile(request.user, request.user),
        "formats": [
            (name.upper(), results.export_url(reverse("reviews:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "reviews/mine.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the person's own reviews as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request).qs
    return FORMATS[format_name](rows.iterator(chunk_size=500), ASSIGNMENT_COLUMNS, "my-reviews")


@login_required
def assignment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what somebody is asked to review, and let them answer; later, what they said."""
    found = known_assignment(request, pk)
    if not policies.is_reviewer(request.user, found):
        return redirect("reviews:reviewers", found.application_id)
    return _page(request, found)


@require_POST
@login_required
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take on a review; where the system knows of a conflict, say so and let go."""
    own_assignment(request, pk)
    act = partial(services.accept_assignment, version=version_of(request))
    found: list[Assignment] = []
    if not done(
        request,
        lambda: found.append(act(assignment_id=pk, actor=request.user)),
        _("Thank you."),
    ):
        return redirect("reviews:assignment", pk)
    if found[0].status == AssignmentStatus.ACCEPTED:
        return redirect("reviews:write", pk)
    messages.warning(
        request,
        _(
            "The system knows of a link between you and this application, so somebody else "
            "reviews it. If that is a mistake, tell the administrators of the fund."
        ),
    )
    return redirect("reviews:mine")


@require_POST
@login_required
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the review to somebody else."""
    found = own_assignment(request, pk)
    form = ReasonForm(request.POST, prefix="decline")
    if not form.is_valid():
        return _page(request, found, decline_form=form)
    act = partial(services.decline_assignment, reason=form.cleaned_data["reason"])
    return _left(request, partial(act, assignment_id=pk, actor=request.user))


@require_POST
@login_required
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare a conflict of interest."""
    found = own_assignment(request, pk)
    form = ConflictForm(request.POST, prefix="conflict")
    if not form.is_valid():
        return _page(request, found, conflict_form=form)
    act = partial(services.leave_for_conflict, assignment_id=pk, actor=request.user)
    return _left(request, partial(act, **form.cleaned_data))


def _left(request: SignedInRequest, act: "partial[Assignment]") -> HttpResponse:
    done(request, act, _("Thank you for saying so. Somebody else will be asked."))
    return redirect("reviews:mine")


def _page(
    request: SignedInRequest,
    found: Assignment,
    conflict_form: ConflictForm | None = None,
    decline_form: ReasonForm | None = None,
) -> HttpResponse:
    if found.reviewer_id != request.user.pk:
        raise PermissionDenied
    proposal = found.application.proposal
    context = {
        "assignment": found,
        "application": found.application,
        "proposal": proposal,
        "is_asked": found.status == AssignmentStatus.ASKED,
        "may_leave": found.status in (AssignmentStatus.ASKED, AssignmentStatus.ACCEPTED),
        "may_write": policies.may_write(request.user, found),
        "reviews": selectors.reviews_of(found),
        "conflict_form": conflict_form or ConflictForm(prefix="conflict"),
        "decline_form": decline_form or ReasonForm(prefix="decline"),
        "change_form": ReasonForm(prefix="change"),
        "history": audit.history(found),
    }
    return render(request, "reviews/assignment.html", context)


def _filterset(request: SignedInRequest) -> AssignmentFilterSet:
    rows = Assignment.objects.of(request.user).select_related(
        "application__call", "application__proposal__country", "reviewer"
    )
    return AssignmentFilterSet(request.GET, queryset=rows, request=request)
