"""The documents of a record: attach, open, take away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.acting import acting_organisation
from accounts.http import SignedInRequest
from matchmaking.disclosure import policies, services
from matchmaking.disclosure.choices import Part
from matchmaking.disclosure.forms import DocumentForm
from matchmaking.disclosure.models import DisclosedRecord, RecordDocument
from matchmaking.disclosure.views.pages import known
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.writing.records import kind_named


@require_POST
@login_required
def attach(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Attach a document to a record."""
    record = known(request.user, kind, pk)
    if not policies.attaches_documents(request.user, record):
        raise PermissionDenied
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.attach_document(record=record, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The document has been attached."))
            return redirect(kind_named(kind).url("detail", record))
    context = {
        "form": form,
        "record": record,
        "kind": kind,
        "record_url": kind_named(kind).url("detail", record),
    }
    return render(request, "disclosure/attach.html", context)


def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send a document to those who may open it, and write down who did."""
    found, record = _known_document(request, pk)
    if not policies.may_read(request.user, record, Part.DOCUMENTS):
        raise Http404
    services.log_downloads(
        record=record, reader=request.user, organisation=acting_organisation(request)
    )
    return download(found.attachment)


@require_POST
@login_required
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a document away."""
    found, record = _known_document(request, pk)
    services.remove_document(record=record, document=found, actor=request.user)
    messages.success(request, _("The document has been removed."))
    return redirect(kind_named(found.kind).url("detail", record))


def _known_document(request: HttpRequest, pk: int) -> tuple[RecordDocument, DisclosedRecord]:
    found = get_object_or_404(RecordDocument.objects.select_related("attachment"), pk=pk)
    return found, known(request.user, found.kind, found.record_id)
