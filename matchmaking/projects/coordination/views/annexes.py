"""The documents of a proposal."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.documents.views import download
from matchmaking.projects import policies as team
from matchmaking.projects.coordination import policies, services
from matchmaking.projects.coordination.forms import AnnexForm, FileForm
from matchmaking.projects.coordination.services.annexes import ANNEXES
from matchmaking.projects.coordination.views.access import tried
from matchmaking.projects.models import Annex, Proposal
from matchmaking.projects.views.access import done, known


@login_required
def annexes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the documents with their older versions, and attach another one."""
    proposal = known(request, pk)
    posted = request.method == "POST"
    form = AnnexForm(request.POST, request.FILES) if posted else AnnexForm()
    if posted:
        if not team.writes_section(request.user, proposal, ANNEXES):
            raise PermissionDenied
        act = partial(services.add_annex, proposal_id=pk, actor=request.user)
        if form.is_valid() and tried(
            request, form, partial(act, **form.cleaned_data), _("The document is attached.")
        ):
            return redirect("projects:annexes", pk)
    return _page(request, proposal, form)


@require_POST
@login_required
def replace(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Let a newer file take the place of a document."""
    annex = _annex(known(request, pk), number)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        act = partial(services.replace_annex, annex_id=annex.pk, file=file, actor=request.user)
        done(request, act, _("The newer document stands; the older one stays on record."))
        return redirect("projects:annexes", pk)
    return _page(request, annex.proposal, AnnexForm(), form)


@require_POST
@login_required
def withdraw(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Take a document out of the proposal."""
    annex = _annex(known(request, pk), number)
    reason = request.POST.get("reason", "")
    act = partial(services.withdraw_annex, annex_id=annex.pk, reason=reason, actor=request.user)
    done(request, act, _("The document is withdrawn."))
    return redirect("projects:annexes", pk)


@login_required
def annex_file(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send a document as it came."""
    return download(_annex(known(request, pk), number).attachment)


def _annex(proposal: Proposal, number: int) -> Annex:
    rows = Annex.objects.filter(proposal=proposal).select_related("attachment")
    annex = get_object_or_404(rows, pk=number)
    annex.proposal = proposal
    return annex


def _page(
    request: SignedInRequest, proposal: Proposal, form: AnnexForm, newer: FileForm | None = None
) -> HttpResponse:
    rows = Annex.objects.filter(proposal=proposal)
    joined = rows.select_related("attachment", "added_by", "withdrawn_by")
    found = list(joined.order_by("position", "-number", "-pk"))
    context = {
        "proposal": proposal,
        "standing": [row for row in found if row.stands],
        "former": [row for row in found if not row.stands],
        "form": form,
        "newer": newer,
        "may_change": policies.changes_annexes(request.user, proposal),
    }
    return render(request, "projects/coordination/annexes.html", context)
