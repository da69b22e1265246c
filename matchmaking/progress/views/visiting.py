"""Field visits: written, filed, read."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.documents.views import download
from matchmaking.monitoring.views.access import known, page, reads
from matchmaking.payments.views.access import done, filled, version_of
from matchmaking.progress import policies, selectors, services
from matchmaking.progress.choices import VisitStatus
from matchmaking.progress.forms import VisitForm
from matchmaking.progress.models import Visit
from matchmaking.progress.views.common import row_known
from matchmaking.progress.workflow import VISIT_WORKFLOW


@reads
def visits(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the notes of field visits, the last first."""
    undertaking = known(request, pk)
    context = {
        **page(request, undertaking),
        "title": _("Field visits"),
        "visits": selectors.visits_for_listing(request.user, undertaking),
        "may_visit": policies.visits(request.user, undertaking),
    }
    return render(request, "progress/visits.html", context)


@reads
def visit_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin the note of a visit."""
    undertaking = known(request, pk)
    if not policies.visits(request.user, undertaking):
        raise PermissionDenied
    form = VisitForm(request.POST or None, request.FILES or None)
    made = filled(
        request,
        form,
        lambda: services.draft_visit(
            undertaking_id=pk,
            actor=request.user,
            said=form.data_said(),
            files=form.cleaned_data["papers"],
        ),
        _("Saved as a draft. File it once it is complete."),
    )
    if made:
        return redirect("progress:visit", made.pk)
    context = {**page(request, undertaking), "form": form, "title": _("Note of a field visit")}
    context["back"] = ("progress:visits", _("Field visits"))
    return render(request, "progress/form.html", context)


@reads
def visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the note of a visit."""
    found = _known(request, pk)
    is_draft = found.status == VisitStatus.DRAFT
    context = {
        **page(request, found.undertaking),
        "title": str(found),
        "visit": found,
        "papers": found.papers.select_related("attachment").order_by("pk"),
        "may_edit": is_draft and policies.writes_visit(request.user, found),
        "moves": VISIT_WORKFLOW.available(found, actor=request.user),
        "facts": _facts(found),
    }
    return render(request, "progress/visit.html", context)


@reads
def visit_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the draft of a visit."""
    found = _known(request, pk)
    if not policies.writes_visit(request.user, found):
        raise PermissionDenied
    if found.status != VisitStatus.DRAFT:
        return redirect("progress:visit", pk)
    initial = {name: getattr(found, name) for name in VisitForm.base_fields if name != "papers"}
    form = VisitForm(request.POST or None, request.FILES or None, initial=initial)
    if filled(request, form, partial(_edit, request, pk, form), _("Saved.")):
        return redirect("progress:visit", pk)
    context = {**page(request, found.undertaking), "form": form, "title": str(found)}
    context["back"] = ("progress:visits", _("Field visits"))
    return render(request, "progress/form.html", context)


@require_POST
@reads
def file_visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """File the note: it changes no more."""
    _known(request, pk)
    act = partial(services.file_visit, visit_id=pk, actor=request.user)
    done(request, partial(act, version=version_of(request)), _("Filed. All parties read it now."))
    return redirect("progress:visit", pk)


@require_POST
@reads
def delete_visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw the draft of a visit away."""
    found = _known(request, pk)
    done(request, partial(_delete, request, pk), _("Deleted."))
    return redirect("progress:visits", found.undertaking_id)


@reads
def visit_paper(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send a photo or paper of a visit."""
    found = _known(request, pk)
    return download(get_object_or_404(found.papers, pk=number).attachment)


@require_POST
@reads
def drop_paper(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Take a paper out of the draft of a visit."""
    found = _known(request, pk)
    get_object_or_404(found.papers, pk=number)
    act = partial(services.drop_paper, paper_id=number, actor=request.user)
    done(request, act, _("Taken out."))
    return redirect("progress:visit", pk)


def _delete(request: SignedInRequest, pk: int) -> bool:
    services.delete_visit(visit_id=pk, actor=request.user)
    return True


def _edit(request: SignedInRequest, pk: int, form: VisitForm) -> Visit:
    said = form.cleaned_data
    return services.edit_visit(
        visit_id=pk,
        actor=request.user,
        said=form.data_said(),
        files=said["papers"],
        version=said["version"],
    )


def _known(request: SignedInRequest, pk: int) -> Visit:
    row_known(request, Visit, pk)
    found = selectors.visit_for_page(request.user, pk)
    if found is None:
        raise Http404
    return found


def _facts(found: Visit) -> list[tuple[Any, Any]]:
    return [
        (_("Visited on"), found.visited_on),
        (_("Until"), found.ended_on),
        (_("Where"), found.place),
        (_("Visited by"), f"{found.written_by}, {found.organisation}"),
        (_("Filed"), found.filed_at),
    ]
