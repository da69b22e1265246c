"""Fetching what a page is about, and telling a refusal."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.paging import Paged
from matchmaking.errors import DomainError
from matchmaking.payments import policies, selectors
from matchmaking.payments.models import Payment, Project, ReportDue
from matchmaking.writing.notes import pdf
from matchmaking.writing.notes.letter import Letter
from matchmaking.writing.notes.word import make_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def known(request: SignedInRequest, pk: int) -> Project:
    """Return a project that the person may know of, or answer 404."""
    found = selectors.project_for_page(request.user, pk)
    if found is None:
        raise Http404
    return found


def administered(request: SignedInRequest, pk: int) -> Project:
    """Return a project to who administers its fund; 403 to those who only read it."""
    project = known(request, pk)
    if not policies.administers(request.user, project):
        raise PermissionDenied
    return project


def known_payment(request: SignedInRequest, pk: int) -> Payment:
    """Return a payment that the person may know of, or answer 404."""
    found = selectors.payment_for_page(request.user, pk)
    if found is None:
        raise Http404
    return found


def known_report(request: SignedInRequest, pk: int) -> ReportDue:
    """Return a report that the person may know of, or answer 404."""
    found = selectors.report_for_page(request.user, pk)
    if found is None:
        raise Http404
    return found


def version_of(request: SignedInRequest) -> int | None:
    """Return the version of the page that a button was pressed on."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def done(request: SignedInRequest, act: Callable[[], Any], success: str) -> Any:
    """Do something and say how it went; return what came of it, or None where it was refused."""
    try:
        outcome = act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return None
    messages.success(request, success)
    return outcome


def filled(request: SignedInRequest, form: forms.Form, act: Callable[[], Any], success: str) -> Any:
    """Do what a form says, where it was sent and is complete; put a refusal beside its field."""
    if not form.is_valid():
        return None
    try:
        outcome = act()
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.message))
        return None
    messages.success(request, success)
    return outcome


def formats(results: Paged, address: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return the addresses of a list as files."""
    return [(name.upper(), results.export_url(address(name))) for name in FORMATS]


def as_file(letter: Letter, form: str, name: str) -> HttpResponse | None:
    """Return a letter as Word or PDF; None where this machine cannot make it."""
    if form == "docx":
        return _file(make_docx(letter), DOCX, f"{name}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(pdf.make_pdf(letter), "application/pdf", f"{name}.pdf")
    if form != "pdf":
        raise Http404
    return None


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
