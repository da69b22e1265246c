"""Decisions: the list, one of them, its letter, and the appeal against it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking import audit
from matchmaking.applications import policies as applications
from matchmaking.applications.models import Application
from matchmaking.applications.views.access import reads_application
from matchmaking.decisions import letters, policies, selectors, services
from matchmaking.decisions.filters import DECISION_COLUMNS, DecisionFilterSet
from matchmaking.decisions.forms import AppealForm
from matchmaking.decisions.models import Appeal, Decision
from matchmaking.decisions.views.access import (
    asked_to_declare,
    formats_of,
    known_decision,
    refused,
)
from matchmaking.errors import DomainError
from matchmaking.projects.selectors import differences
from matchmaking.writing.notes import pdf
from matchmaking.writing.notes.word import make_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
def decision_list(request: SignedInRequest) -> HttpResponse:
    """List the decisions that the person may know of."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "formats": formats_of(results, reverse("decisions:list_export", args=["csv"])),
    }
    return render(request, "decisions/list.html", context)


@login_required
def decision_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the list as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request).qs.select_related("application__call__rules").iterator()
    return FORMATS[format_name](rows, DECISION_COLUMNS, "decisions")


@login_required
def decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what was decided, why, on which conditions, and what can be done about it."""
    found = known_decision(request, pk)
    if answer := asked_to_declare(request, found.application):
        return answer
    appeal = _appeal_of(found)
    user, application = request.user, found.application
    context = {
        "decision": found,
        "application": application,
        "conditions": found.conditions.order_by("number"),
        "appeal": appeal,
        "may_appeal": policies.may_appeal(user, found),
        "may_hear": appeal is not None
        and policies.hears(user, appeal)
        and not application.ballots.open().exists(),
        "follows": policies.follows(user, application.call),
        "is_applicant": applications.stands_for_applicant(user, application),
        "history": list(audit.history(found)),
    }
    return render(request, "decisions/decision.html", context)


@login_required
@never_cache
def letter(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """Send the letter of a decision as Word or PDF, or show it as a page to print."""
    found = known_decision(request, pk)
    if answer := asked_to_declare(request, found.application):
        return answer
    with translation.override(letters.language_of(found)):
        written = letters.letter_of(found)
    name = f"decision-{found.application.number}"
    if form == "docx":
        return _file(make_docx(written), DOCX, f"{name}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(pdf.make_pdf(written), "application/pdf", f"{name}.pdf")
    if form == "pdf":
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
        return redirect("decisions:decision", pk)
    if form != "page":
        raise Http404
    return render(request, "decisions/letter.html", {"letter": written, "decision": found})


@login_required
def appeal(request: SignedInRequest, pk: int) -> HttpResponse:
    """File the one appeal against a rejection."""
    found = known_decision(request, pk)
    if not applications.is_applicant(request.user, found.application):
        raise PermissionDenied
    if not policies.may_appeal(request.user, found):
        return redirect("decisions:decision", pk)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.file_appeal(decision_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The appeal is filed. The fund hears it."))
            return redirect("decisions:decision", pk)
    return render(request, "decisions/appeal.html", {"decision": found, "form": form})


@reads_application
def rounds(request: SignedInRequest, application: Application) -> HttpResponse:
    """Show what was decided in each round, and what the next one changed."""
    rows = list(application.submissions.order_by("round"))
    decisions = Decision.objects.visible_to(request.user).filter(application=application)
    said = {row.submission_id: row for row in decisions.order_by("pk")}
    steps = [
        (row, said.get(row.pk), differences(before.contents, row.contents) if before else [])
        for before, row in zip([None, *rows], rows, strict=False)
    ]
    context = {"application": application, "steps": steps[::-1]}
    return render(request, "decisions/rounds.html", context)


def _appeal_of(found: Decision) -> Any:
    return Appeal.objects.filter(decision=found).select_related("decision").first()


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _filterset(request: SignedInRequest) -> DecisionFilterSet:
    rows = selectors.decisions_for_listing(request.user)
    return DecisionFilterSet(request.GET, queryset=rows, request=request)
