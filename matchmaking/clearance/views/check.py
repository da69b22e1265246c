"""One check: what it rests on, clearing it with evidence, and its other moves."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.clearance import policies, selectors, services
from matchmaking.clearance.choices import NAMES_CHECK
from matchmaking.clearance.forms import EvidenceForm
from matchmaking.clearance.models import Check, HitStatus, NameHit, Ruling
from matchmaking.clearance.models.names import DECISIONS
from matchmaking.clearance.services import Evidence
from matchmaking.clearance.workflow import CHECK_WORKFLOW
from matchmaking.documents.views import download
from matchmaking.errors import DomainError


class Act(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Check]
    done: str | Promise


ACTS = {
    "fail": Act(services.fail_check, _("Noted: the check is not passed.")),
    "propose_waiver": Act(services.propose_waiver, _("Proposed. A second person decides.")),
    "waive": Act(services.confirm_waiver, _("Waived.")),
    "refuse_waiver": Act(services.refuse_waiver, _("The check waits again.")),
    "reopen": Act(services.reopen_check, _("The check is open again.")),
}


@login_required
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one check with what it rests on, and to those who clear it the form."""
    found = _known(request, pk)
    return _page(request, found, _form(found))


@require_POST
@login_required
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    """Clear a check on what the form says; what is wrong is said beside its field."""
    found = _known(request, pk)
    if not policies.clears_check(request.user, found):
        raise PermissionDenied
    form = _form(found, request)
    if not form.is_valid():
        return _page(request, found, form)
    said = dict(form.cleaned_data)
    version = said.pop("version")
    try:
        services.clear_check(
            check_id=pk, actor=request.user, evidence=Evidence(**said), version=version
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _page(request, found, form)
    messages.success(request, gettext("Cleared."))
    return redirect("clearance:checklist", found.checklist.need_id, found.checklist.offer_id)


@require_POST
@login_required
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Make another move with a check, and say how it went."""
    _known(request, pk)
    try:
        ACTS[name].service(
            check_id=pk,
            actor=request.user,
            reason=request.POST.get("reason", ""),
            version=_version(request),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(ACTS[name].done))
    return redirect("clearance:check", pk)


@login_required
def document(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the document of a decision to those who may read its check."""
    known = Check.objects.visible_to(request.user)
    ruling = get_object_or_404(Ruling.objects.exclude(document=None), pk=pk, of__in=known)
    assert ruling.document is not None  # noqa: S101 (left out by the query)
    return download(ruling.document)


@require_POST
@login_required
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say whether a name is that of an entry."""
    if not policies.sees_hits(request.user):
        raise Http404
    hit = get_object_or_404(NameHit.objects.select_related("checklist"), pk=pk)
    try:
        services.decide_hit(
            hit_id=pk,
            actor=request.user,
            status=request.POST.get("status", ""),
            reason=request.POST.get("reason", ""),
            version=_version(request),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(
            request, gettext("Decided. It is taken over wherever the same name comes up.")
        )
    of_names = hit.checklist.checks.filter(code=NAMES_CHECK).first()
    if of_names is None:
        return redirect("clearance:checklist", hit.checklist.need_id, hit.checklist.offer_id)
    return redirect("clearance:check", of_names.pk)


def _known(request: SignedInRequest, pk: int) -> Check:
    rows = Check.objects.visible_to(request.user).select_related(
        "rule",
        "ruling__by",
        "checklist__need__country",
        "checklist__need__organisation",
        "checklist__offer__organisation",
    )
    return get_object_or_404(rows, pk=pk)


def _form(found: Check, request: SignedInRequest | None = None) -> EvidenceForm:
    is_embargoed = bool(selectors.embargoes_of(found.checklist.need.country_id))
    return EvidenceForm(
        request.POST if request else None,
        request.FILES if request else None,
        initial={"version": found.version},
        needs_reference=services.needs_reference(found, is_embargoed),
        needs_document=found.rule.needs_document,
    )


def _page(request: SignedInRequest, found: Check, form: EvidenceForm) -> HttpResponse:
    moves = CHECK_WORKFLOW.available(found, actor=request.user)
    context = {
        "check": found,
        "need": found.checklist.need,
        "offer": found.checklist.offer,
        "form": form,
        "clears": any(one.name == "clear" for one in moves),
        "moves": [one for one in moves if one.name in ACTS],
        "beside": selectors.beside(request.user, found),
        "rulings": selectors.rulings_of(found),
        "history": audit.history(found),
        "decisions": [(one, HitStatus(one).label) for one in DECISIONS],
    }
    return render(request, "clearance/check.html", context)


def _version(request: SignedInRequest) -> int | None:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None
