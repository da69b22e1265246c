"""The pages of notes verbales: make one, attach it signed, and the paper it stands on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.models import Organisation
from accounts.selectors import organisations_of
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.writing.models import Record
from matchmaking.writing.notes import pdf, policies, services
from matchmaking.writing.notes.forms import LetterheadForm, NoteForm, SignedNoteForm
from matchmaking.writing.notes.letter import letter_of
from matchmaking.writing.notes.models import Letterhead, SignedNote
from matchmaking.writing.notes.word import make_docx
from matchmaking.writing.policies import writes_together
from matchmaking.writing.records import RecordKind
from matchmaking.writing.views.records import known_record, number_in, shared_record

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
def note(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Ask what the note shall hold; take in the scan of a signed one."""
    found, record = shared_record(request, kind, pk)
    if request.method != "POST":
        return _page(request, found, record, NoteForm(None, kind=found, record=record))
    scan = SignedNoteForm(request.POST, request.FILES)
    if scan.is_valid():
        try:
            services.attach_note(found, record=record, actor=request.user, **scan.cleaned_data)
        except DomainError as refusal:
            scan.add_error(refusal.field or None, str(refusal.message))
        else:
            messages.success(request, _("The signed note is attached."))
            return redirect("writing:note", kind, pk)
    form = NoteForm(None, kind=found, record=record)
    return _page(request, found, record, form, scan)


@login_required
@never_cache
def paper(request: SignedInRequest, kind: str, pk: int, form: str) -> HttpResponse:
    """Send the note as Word or PDF, or show it as a page to print."""
    found, record = shared_record(request, kind, pk)
    asked = NoteForm(request.GET, kind=found, record=record)
    if not asked.is_valid():
        return _page(request, found, record, asked)
    letter = letter_of(found, record, _head(record.organisation), asked.order())
    name = f"note-verbale-{found.name}-{record.pk}"
    if form == "docx":
        return _file(make_docx(letter), DOCX, f"{name}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(pdf.make_pdf(letter), "application/pdf", f"{name}.pdf")
    if form == "pdf":
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
        return _page(request, found, record, asked)
    return render(
        request,
        "writing/notes/page.html",
        {"letter": letter, "record": record, "kind": found},
    )


@login_required
def scan(request: SignedInRequest, kind: str, pk: int, number: int) -> HttpResponseBase:
    """Send the scan of a signed note."""
    return download(_scan(request, kind, pk, number).attachment)


@require_POST
@login_required
def remove_scan(request: SignedInRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """Take a scan away."""
    signed = _scan(request, kind, pk, number)
    _kind, record = known_record(request.user, kind, pk)
    services.remove_note(note=signed, record=record, actor=request.user)
    messages.success(request, _("The signed note has been removed."))
    return redirect("writing:note", kind, pk)


@login_required
def letterhead(request: SignedInRequest, organisation: int) -> HttpResponse:
    """Show and change what stands at the top of an organisation's notes."""
    own = next((o for o in organisations_of(request.user) if o.pk == organisation), None)
    if own is None:
        raise Http404
    if not policies.edits_letterhead(request.user, own):
        raise PermissionDenied
    head = _head(own)
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=head)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_letterhead(
                organisation=own,
                version=number_in(request.POST, "version") or 0,
                actor=request.user,
                **form.cleaned_data,
            )
        except DomainError as refusal:
            form.add_error(refusal.field or None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("writing:letterhead", organisation)
    context = {"form": form, "head": _head(own), "organisation": own}
    return render(request, "writing/notes/letterhead.html", context)


def signed_notes(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show, beside a record, the way to its note and the signed ones that came back."""
    if not policies.sees_notes(request.user, record):
        return ""
    context = {
        "kind": kind,
        "record": record,
        "notes": _scans(request, kind, record),
        "may_write": writes_together(request.user, record),
    }
    return render_to_string("writing/notes/_panel.html", context, request)


def _page(
    request: SignedInRequest,
    kind: RecordKind[Any],
    record: Record,
    form: NoteForm,
    scan_form: SignedNoteForm | None = None,
) -> HttpResponse:
    context = {
        "kind": kind,
        "record": record,
        "form": form,
        "scan_form": scan_form or SignedNoteForm(),
        "head": _head(record.organisation),
        "notes": _scans(request, kind, record),
        "has_pdf": pdf.weasyprint() is not None,
        "may_attach": policies.attaches_notes(request.user, record),
    }
    return render(request, "writing/notes/note.html", context)


def _scans(request: HttpRequest, kind: RecordKind[Any], record: Record) -> list[SignedNote]:
    known = SignedNote.objects.visible_to(request.user).of(kind.name, record.pk)
    return list(known.select_related("attachment", "added_by").order_by("-added_at", "-pk"))


def _scan(request: SignedInRequest, kind: str, pk: int, number: int) -> SignedNote:
    """Return a scan, or answer 404 where the record or its notes are not the person's affair."""
    found, record = known_record(request.user, kind, pk)
    known = SignedNote.objects.visible_to(request.user).of(found.name, record.pk)
    return get_object_or_404(known.select_related("attachment"), pk=number)


def _head(organisation: Organisation) -> Letterhead:
    heads = Letterhead.objects.select_related("emblem", "organisation")
    return heads.filter(organisation=organisation).first() or Letterhead(organisation=organisation)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
