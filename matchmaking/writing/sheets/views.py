"""The pages of spreadsheets: hand one out, take one in, show what was found, save it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import SignedInRequest
from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking import audit
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.writing.records import RecordKind, kind_named
from matchmaking.writing.sheets import selectors, services
from matchmaking.writing.sheets.choices import MOST_TOGETHER, SheetStatus
from matchmaking.writing.sheets.forms import SheetForm
from matchmaking.writing.sheets.models import SheetUpload
from matchmaking.writing.sheets.tasks import work_in_background

SHOWN_ROWS = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def sheets(request: SignedInRequest, kind: str) -> HttpResponse:
    """Offer the templates and take in a filled one; show those that came before."""
    known, organisations = _to_write(request, kind)
    if request.method != "POST":
        form = SheetForm(organisations=organisations)
        return _overview(request, known, organisations, form)
    form = SheetForm(request.POST, request.FILES, organisations=organisations)
    if form.is_valid():
        try:
            upload = services.receive_sheet(kind=known, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field or None, str(refusal.message))
        else:
            work_in_background(upload.pk)
            return redirect("writing:sheet", upload.pk)
    return _overview(request, known, organisations, form)


@login_required
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    """Send the empty template in the reader's language."""
    known, organisations = _to_write(request, kind)
    book = services.workbook_for(known, _chosen(request, organisations))
    return _workbook(book, f"{known.namespace}-template")


@login_required
@cache_control(private=True, no_store=True)
def records(request: SignedInRequest, kind: str) -> HttpResponse:
    """Send the organisation's own records in the form of the template, to be edited."""
    known, organisations = _to_write(request, kind)
    organisation = _chosen(request, organisations)
    rows = selectors.own_records(request.user, known, organisation)
    return _workbook(services.workbook_for(known, organisation, rows), f"{known.namespace}-own")


@login_required
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far a sheet is, or what was found in it."""
    upload = _known(request.user, pk)
    kind = kind_named(upload.kind)
    problems = selectors.problems_of(upload)
    counts, fates = selectors.counts(upload), selectors.fates_of(upload)
    context = {
        **_progress(upload),
        "kind": kind,
        "counts": counts,
        "good": counts["new"] + counts["changed"],
        "problems": problems,
        "is_together_possible": not problems and len(fates) <= MOST_TOGETHER,
        "fates": fates[:SHOWN_ROWS],
        "hidden_rows": len(fates[SHOWN_ROWS:]),
        "notes": upload.outcome.get("notes", []),
        "refusal": upload.outcome.get("refusal", ""),
        "may_save": upload.status == SheetStatus.CHECKED
        and kind.may_begin(request.user, upload.organisation),
        "history": audit.history(upload),
    }
    return render(request, "writing/sheets/sheet.html", context)


@login_required
def status(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the page that waits how far it is; load it anew when it is over."""
    upload = _known(request.user, pk)
    if upload.is_at_work:
        return render(request, "writing/sheets/_progress.html", _progress(upload))
    return HttpResponseClientRedirect(reverse("writing:sheet", args=[pk]))


@require_POST
@login_required
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save the rows of a checked sheet; go on with one that was interrupted."""
    upload = _known(request.user, pk)
    if not selectors.is_lost(upload):
        version, way = request.POST.get("version", ""), request.POST.get("way", "")
        try:
            services.begin_saving(
                upload_id=pk,
                version=int(version) if version.isdecimal() else 0,
                way=way,
                actor=request.user,
            )
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
            return redirect("writing:sheet", pk)
    work_in_background(pk)
    return redirect("writing:sheet", pk)


@login_required
def file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the sheet as it was uploaded."""
    return download(_known(request.user, pk).attachment)


def _known(user: Person, pk: int) -> SheetUpload:
    joined = SheetUpload.objects.select_related("attachment", "organisation", "uploaded_by")
    upload = joined.visible_to(user).filter(pk=pk).first()
    if upload is None:
        raise Http404
    return upload


def _to_write(request: SignedInRequest, name: str) -> tuple[RecordKind[Any], list[Organisation]]:
    try:
        kind = kind_named(name)
    except LookupError as error:
        raise Http404 from error
    organisations = selectors.organisations_with_sheets(request.user, kind)
    if not organisations:
        raise PermissionDenied
    return kind, organisations


def _chosen(request: HttpRequest, organisations: list[Organisation]) -> Organisation:
    wanted = request.GET.get("organisation", "")
    return next((one for one in organisations if str(one.pk) == wanted), organisations[0])


def _overview(
    request: SignedInRequest,
    kind: RecordKind[Any],
    organisations: list[Organisation],
    form: SheetForm,
) -> HttpResponse:
    context = {
        "kind": kind,
        "organisations": organisations,
        "form": form,
        "uploads": selectors.uploads_of(request.user, kind),
    }
    return render(request, "writing/sheets/sheets.html", context)


def _progress(upload: SheetUpload) -> dict[str, Any]:
    is_saving = upload.status == SheetStatus.SAVING
    label = _("Records saved") if is_saving else _("Records checked")
    return {"upload": upload, "is_lost": selectors.is_lost(upload), "progress_label": label}


def _workbook(book: bytes, name: str) -> HttpResponse:
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
