"""What a person does with one candidate, or with several."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.reports import policies, selectors, services
from matchmaking.reports.forms import AddForm, CandidateForm, SplitForm
from matchmaking.reports.models import CandidateNeed, NationalReport
from matchmaking.reports.views.reading import known_report
from matchmaking.reports.views.review import desk_url, number, review_page

View = Callable[..., HttpResponse]


@login_required
def passage(request: SignedInRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """Show where in the report a candidate comes from: the address that requests keep."""
    report = known_report(request.user, pk)
    candidate = _known_candidate(report, candidate_pk)
    page = number(request.GET.get("page"))
    context = {
        "report": report,
        "base": request.path,
        "candidate": candidate,
        "desk": selectors.passage_desk(report, candidate, page),
        "shows_text": not report.pages or request.GET.get("show") == "text",
        "replaced_by": candidate.replaced_by.all(),
        "history": audit.history(candidate),
    }
    return render(request, "reports/passage.html", context)


@require_POST
@login_required
def edit(request: SignedInRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """Keep corrections; htmx sends them while they are typed."""
    report, candidate = _to_review(request, pk, candidate_pk)
    form = CandidateForm(request.POST, instance=candidate)
    if not form.is_valid():
        if request.htmx:
            return render(request, "reports/_saved.html", {"form": form})
        return review_page(request, report, candidate_id=candidate_pk, form=form)
    try:
        saved = services.edit_candidate(
            candidate_id=candidate_pk,
            actor=request.user,
            fields=form.as_fields(),
            version=number(request.POST.get("version")),
        )
    except DomainError as refusal:
        if request.htmx:
            return render(request, "reports/_saved.html", {"refusal": refusal.message})
        messages.error(request, str(refusal.message))
        return redirect(desk_url(candidate))
    if request.htmx:
        return render(request, "reports/_saved.html", {"candidate": saved})
    messages.success(request, _("Saved."))
    return redirect(desk_url(candidate))


@require_POST
@login_required
def accept(request: SignedInRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """Take a candidate over as a request, with the corrections in the form."""
    report, candidate = _to_review(request, pk, candidate_pk)
    form = CandidateForm(request.POST, instance=candidate) if "title" in request.POST else None
    if form is not None and not form.is_valid():
        return review_page(request, report, candidate_id=candidate_pk, form=form)
    try:
        services.accept_candidate(
            candidate_id=candidate_pk,
            actor=request.user,
            fields=form.as_fields() if form else None,
            version=number(request.POST.get("version")),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect(desk_url(candidate))
    messages.success(request, _("Accepted: a draft request has been begun."))
    return _go_on(report, candidate)


@require_POST
@login_required
def reject(request: SignedInRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """Say that a passage is no request, and why."""
    report, candidate = _to_review(request, pk, candidate_pk)
    try:
        services.reject_candidate(
            candidate_id=candidate_pk,
            actor=request.user,
            reason=request.POST.get("reason", ""),
            version=number(request.POST.get("version")),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect(desk_url(candidate))
    messages.success(request, _("Rejected. You can take this back as long as you like."))
    return _go_on(report, candidate)


@require_POST
@login_required
def restore(request: SignedInRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """Take a rejection back."""
    _report, candidate = _to_review(request, pk, candidate_pk)
    try:
        services.restore_candidate(candidate_id=candidate_pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return redirect(desk_url(candidate))


@require_POST
@login_required
def split(request: SignedInRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """Make several candidates of one."""
    report, _candidate = _to_review(request, pk, candidate_pk)
    form = SplitForm(request.POST)
    if form.is_valid():
        try:
            parts = services.split_candidate(
                candidate_id=candidate_pk,
                actor=request.user,
                parts=form.cleaned_data["parts"].splitlines(),
                version=number(request.POST.get("version")),
            )
        except DomainError as refusal:
            form.add_error("parts", str(refusal.message))
        else:
            messages.success(request, _count_said(len(parts)))
            return redirect(desk_url(parts[0]))
    return review_page(request, report, candidate_id=candidate_pk, split_form=form)


@require_POST
@login_required
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make one candidate of the ticked ones."""
    _reviewed(request, pk)
    ticked = [n for value in request.POST.getlist("candidates") if (n := number(value))]
    try:
        merged = services.merge_candidates(report_id=pk, candidate_ids=ticked, actor=request.user)
    except CandidateNeed.DoesNotExist as error:
        raise Http404 from error
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("reports:review", pk=pk)
    messages.success(request, _("Merged into one."))
    return redirect(desk_url(merged))


@require_POST
@login_required
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draw a candidate from words that the person marked or copied."""
    report = _reviewed(request, pk)
    form = AddForm(request.POST)
    if form.is_valid():
        try:
            added = services.add_candidate(
                report_id=pk, actor=request.user, quote=form.cleaned_data["quote"]
            )
        except DomainError as refusal:
            form.add_error("quote", str(refusal.message))
        else:
            messages.success(request, _("Added. Complete it, then accept it."))
            return redirect(desk_url(added))
    return review_page(request, report, add_form=form)


def _reviewed(request: SignedInRequest, pk: int) -> NationalReport:
    """Return the report; 404 where it must not be known, 403 where others review it."""
    report = known_report(request.user, pk)
    if not policies.reviews_candidates(request.user, report):
        raise PermissionDenied
    return report


def _to_review(
    request: SignedInRequest, pk: int, candidate_pk: int
) -> tuple[NationalReport, CandidateNeed]:
    report = _reviewed(request, pk)
    return report, _known_candidate(report, candidate_pk)


def _known_candidate(report: NationalReport, candidate_pk: int) -> CandidateNeed:
    candidate = report.candidates.filter(pk=candidate_pk).first()
    if candidate is None:
        raise Http404
    candidate.report = report
    return candidate


def _go_on(report: NationalReport, candidate: CandidateNeed) -> HttpResponseRedirect:
    """Go to the next candidate that waits; when none does, stay."""
    desk = selectors.review_desk(report, candidate.pk)
    return redirect(desk_url(desk.next_undecided or candidate))


def _count_said(count: int) -> str:
    return ngettext(
        "Split into %(count)s candidate.", "Split into %(count)s candidates.", count
    ) % {"count": count}
