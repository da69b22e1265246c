"""The work plan, the dossier, and the budget as a workbook, each for who may know the proposal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache

from accounts.http import SignedInRequest
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.projects import policies
from matchmaking.projects.choices import ProposalStatus
from matchmaking.projects.contents import contents
from matchmaking.projects.models import BudgetUpload, Proposal
from matchmaking.projects.papers import gantt, services
from matchmaking.projects.papers.budget.making import guide
from matchmaking.projects.papers.dossier import dossier_of
from matchmaking.projects.papers.forms import DossierForm, WorkbookForm
from matchmaking.roundtables.papers.pdf import make_pdf
from matchmaking.roundtables.papers.word import make_docx
from matchmaking.writing.notes import pdf
from matchmaking.writing.notes.views import DOCX

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DRAFT = gettext_lazy("Draft, not signed")
UNSIGNED = (ProposalStatus.DRAFT, ProposalStatus.REVISION, ProposalStatus.WITHDRAWN)


@login_required
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the work plan as a chart, with its table beside it."""
    proposal = known(request, pk)
    said = contents(proposal)
    context = {
        "proposal": proposal,
        "chart": gantt.chart(said, is_rtl=get_language_bidi()) if said["activities"] else None,
        "table": gantt.table(said),
        "marks": _marks(said),
        "begins": gantt.beginning(said),
        "may_write": policies.writes_section(request.user, proposal, "plan"),
    }
    return render(request, "projects/papers/plan.html", context)


@login_required
@never_cache
def dossier(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """Send the dossier as Word or PDF, or show it as a page to print."""
    proposal = known(request, pk)
    asked = DossierForm.of(request.GET)
    if not asked.is_valid() or form not in ("docx", "pdf", "page"):
        raise Http404
    language = asked.cleaned_data["language"]
    notice = DRAFT if proposal.status in UNSIGNED else ""
    made = dossier_of(contents(proposal), language, notice=notice, on=timezone.localdate())
    name = f"proposal-{proposal.pk}-{language}"
    if form == "docx":
        return _file(make_docx(made), DOCX, f"{name}.docx")
    if form == "page":
        context = {"paper": made, "proposal": proposal}
        return render(request, "projects/papers/page.html", context)
    if pdf.weasyprint() is None:
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
        return redirect("projects:detail", pk)
    return _file(make_pdf(made), "application/pdf", f"{name}.pdf")


@login_required
@cache_control(private=True, no_store=True)
def budget_workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the budget as a workbook with formulas."""
    proposal = known(request, pk)
    return _file(services.budget_workbook(proposal), XLSX, f"budget-{proposal.pk}.xlsx")


@login_required
def budget_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the workbook out, and take one in to be looked at."""
    proposal = known(request, pk)
    may_write = policies.writes_section(request.user, proposal, "budget")
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        upload = _receive(request, proposal, form)
        if upload is not None:
            return redirect("projects:budget_preview", pk, upload.pk)
    uploads = BudgetUpload.objects.filter(proposal=proposal).order_by("-pk")[:20]
    context = {
        "proposal": proposal,
        "form": form,
        "steps": guide(),
        "may_write": may_write and proposal.is_editable,
        "uploads": uploads.select_related("attachment", "uploaded_by", "taken_by"),
    }
    return render(request, "projects/papers/budget.html", context)


@login_required
def budget_preview(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Show what a workbook would change; take it over when its reader says so."""
    proposal = known(request, pk)
    upload = _upload(proposal, number)
    may_write = policies.writes_section(request.user, proposal, "budget")
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        if _take(request, upload):
            return redirect("projects:detail", pk)
    context = {
        "proposal": proposal,
        "upload": upload,
        "may_take": may_write and proposal.is_editable and upload.taken_at is None,
        **_found(upload),
    }
    return render(request, "projects/papers/preview.html", context)


@login_required
def budget_file(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send a workbook as it was uploaded."""
    return download(_upload(known(request, pk), number).attachment)


def known(request: SignedInRequest, pk: int) -> Proposal:
    """Return a proposal that the person may know of, or answer 404."""
    rows = Proposal.objects.visible_to(request.user).with_parties()
    return get_object_or_404(rows.prefetch_related("team"), pk=pk)


def _upload(proposal: Proposal, number: int) -> BudgetUpload:
    rows = BudgetUpload.objects.filter(proposal=proposal).select_related("attachment")
    upload = get_object_or_404(rows, pk=number)
    upload.proposal = proposal
    return upload


def _receive(
    request: SignedInRequest, proposal: Proposal, form: WorkbookForm
) -> BudgetUpload | None:
    if not form.is_valid():
        return None
    try:
        return services.receive_budget(
            proposal_id=proposal.pk, file=form.cleaned_data["file"], actor=request.user
        )
    except DomainError as refusal:
        form.add_error("file", str(refusal.message))
        return None


def _take(request: SignedInRequest, upload: BudgetUpload) -> bool:
    try:
        services.take_budget(upload_id=upload.pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, _("The budget is taken over from the workbook."))
    return True


def _found(upload: BudgetUpload) -> dict[str, Any]:
    """Return what the workbook would change now, or why it can no longer be read."""
    if upload.taken_at is not None:
        return {}
    try:
        return {"found": services.preview_of(upload)}
    except DomainError as refusal:
        return {"refusal": str(refusal.message)}


def _marks(said: Any) -> list[tuple[str, str]]:
    begins = gantt.beginning(said)
    return [(gantt.month_name(begins, int(one.at) + 1), one.words) for one in gantt.marks_of(said)]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
