"""Fetching what a page is about, and telling a refusal."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.paging import Paged
from matchmaking.applications import policies as applications
from matchmaking.applications.views.access import to_declaration
from matchmaking.errors import DomainError
from matchmaking.payments import policies, selectors
from matchmaking.payments.models import Expenditure, Payment, Project, ReportDue, Tranche
from matchmaking.writing.notes import pdf
from matchmaking.writing.notes.letter import Letter
from matchmaking.writing.notes.word import make_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Rest = ParamSpec("Rest")
View = Callable[Concatenate[SignedInRequest, Rest], HttpResponseBase]


class Undeclared(Exception):
    """Somebody of the fund has not said yet whether a conflict of interest keeps them away."""

    def __init__(self, application_id: int) -> None:
        super().__init__(application_id)
        self.application_id = application_id


def reads_project(view: View[Rest]) -> View[Rest]:
    """Ask people of the fund about conflicts of interest before a view shows them a project.

    The view fetches what it is about through the functions below.
    """

    @login_required
    @wraps(view)
    def asked_first(
        request: SignedInRequest, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Undeclared as unsaid:
            return to_declaration(request, unsaid.application_id)

    return asked_first


def known(request: SignedInRequest, pk: int) -> Project:
    """Return a project that the person may know of, or answer 404."""
    found = selectors.project_for_page(request.user, pk)
    if found is None:
        raise Http404
    _must_have_declared(request, found)
    return found


def _must_have_declared(request: SignedInRequest, project: Project) -> None:
    if applications.must_declare(request.user, project.application):
        raise Undeclared(project.application_id)


def _known_row(request: SignedInRequest, found: Any) -> Any:
    if found is None:
        raise Http404
    _must_have_declared(request, found.project)
    return found


def administered(request: SignedInRequest, pk: int) -> Project:
    """Return a project to who administers its fund; 403 to those who only read it."""
    project = known(request, pk)
    if not policies.administers(request.user, project):
        raise PermissionDenied
    return project


def known_payment(request: SignedInRequest, pk: int) -> Payment:
    """Return a payment that the person may know of, or answer 404."""
    payment: Payment = _known_row(request, selectors.payment_for_page(request.user, pk))
    return payment


def known_report(request: SignedInRequest, pk: int) -> ReportDue:
    """Return a report that the person may know of, or answer 404."""
    report: ReportDue = _known_row(request, selectors.report_for_page(request.user, pk))
    return report


def known_tranche(request: SignedInRequest, pk: int) -> Tranche:
    """Return a tranche that the person may know of, or answer 404."""
    rows = Tranche.objects.visible_to(request.user).with_project()
    tranche: Tranche = _known_row(request, rows.filter(pk=pk).first())
    return tranche


def known_expenditure(request: SignedInRequest, pk: int) -> Expenditure:
    """Return expenditure that the person may know of, or answer 404."""
    rows = Expenditure.objects.visible_to(request.user).with_project()
    expenditure: Expenditure = _known_row(request, rows.filter(pk=pk).first())
    return expenditure


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
