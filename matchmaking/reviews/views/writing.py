"""Writing a review: the form, saved in passing, checked, handed in, changed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.reviews import policies, selectors, services
from matchmaking.reviews.choices import ReviewStatus
from matchmaking.reviews.forms import ReviewForm
from matchmaking.reviews.models import Assignment, Review
from matchmaking.reviews.views.access import done, own_assignment


@login_required
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the form of a review, or save what was typed into it."""
    found = own_assignment(request, pk)
    review = _draft(request, found)
    if review is None:
        return redirect("reviews:assignment", pk)
    form = _form(review, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        if "missing" in request.GET:
            form = _form(review, _typed(form))
            form.point_out(selectors.gaps(review))
        return _page(request, found, review, form)
    return _save(request, found, review, form)


@require_POST
@login_required
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    """Keep a draft as far as it has come; answer its version, or 409 and why it was not kept."""
    found = own_assignment(request, pk)
    review = _draft(request, found)
    if review is None:
        return JsonResponse({"message": _("This review is not open for writing.")}, status=409)
    form = _form(review, request.POST)
    is_whole = form.is_valid()
    try:
        saved = _kept(request, found, form)
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal.message)}, status=409)
    answer: dict[str, Any] = {"version": saved.version}
    if not is_whole:
        answer["message"] = _("Draft saved, except the answers that cannot stand as they are.")
    return JsonResponse(answer)


@login_required
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a review as it will be read, and what it still lacks; hand it in."""
    found = own_assignment(request, pk)
    review = _draft(request, found)
    if review is None:
        return redirect("reviews:assignment", pk)
    if request.method == "POST":
        act = partial(services.submit_review, assignment_id=pk, actor=request.user)
        if done(request, act, _("Your review is handed in. Now you read the others'.")):
            return redirect("reviews:application", found.application_id)
    context = {
        "assignment": found,
        "application": found.application,
        "review": review,
        "rows": selectors.score_rows(review),
        "gaps": selectors.gaps(review),
    }
    return render(request, "reviews/check.html", context)


@require_POST
@login_required
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin to change a review that was handed in, for a reason."""
    own_assignment(request, pk)
    reason = request.POST.get("change-reason", "")
    act = partial(services.reopen_review, assignment_id=pk, actor=request.user, reason=reason)
    words = _("You may change it now. What you handed in counts until you hand in the change.")
    return redirect("reviews:write" if done(request, act, words) else "reviews:assignment", pk)


@require_POST
@login_required
def keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave a review as it was handed in."""
    own_assignment(request, pk)
    act = partial(services.drop_rewriting, assignment_id=pk, actor=request.user)
    done(request, act, _("Your review stays as you handed it in."))
    return redirect("reviews:assignment", pk)


def _draft(request: SignedInRequest, found: Assignment) -> Review | None:
    """Return the draft that may be written now."""
    if not policies.may_write(request.user, found):
        return None
    review = services.begin_review(assignment_id=found.pk, actor=request.user)
    return review if review.status == ReviewStatus.DRAFT else None


def _form(review: Review, data: Any = None) -> ReviewForm:
    criteria = selectors.criteria_of(review.assignment.application.call_id)
    return ReviewForm(review, criteria, data)


def _typed(form: ReviewForm) -> dict[str, Any]:
    return {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}


def _kept(request: SignedInRequest, found: Assignment, form: ReviewForm) -> Review:
    return services.save_review(
        assignment_id=found.pk,
        actor=request.user,
        version=form.cleaned_data.get("version") or 0,
        answers=form.answers,
        words=form.kept("words"),
        advice=form.kept("advice"),
        language=form.kept("language"),
    )


def _save(
    request: SignedInRequest, found: Assignment, review: Review, form: ReviewForm
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, review, form)
    try:
        _kept(request, found, form)
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, found, review, form)
    if "check" in request.POST:
        return redirect("reviews:check", found.pk)
    messages.success(request, _("Saved as a draft: nobody else reads it."))
    return redirect("reviews:write", found.pk)


def _page(
    request: SignedInRequest, found: Assignment, review: Review, form: ReviewForm
) -> HttpResponse:
    context = {
        "assignment": found,
        "application": found.application,
        "review": review,
        "form": form,
        # Saving once more is how one says that these words shall stand.
        "version": review.version,
        "is_change": bool(review.reason),
    }
    return render(request, "reviews/write.html", context)
