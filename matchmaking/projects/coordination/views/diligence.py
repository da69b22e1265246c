"""Due diligence on the parties of a proposal."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.projects import policies as team
from matchmaking.projects.coordination import policies, services
from matchmaking.projects.coordination.choices import Party
from matchmaking.projects.coordination.contents import diligence_of, read_diligence
from matchmaking.projects.coordination.forms import DiligenceForms
from matchmaking.projects.coordination.services.diligence import (
    organisation_of,
    questions_of,
    what_lacks,
)
from matchmaking.projects.coordination.workflow import DILIGENCE_WORKFLOW
from matchmaking.projects.models import DueDiligence, Proposal
from matchmaking.projects.views.access import done, known, version_of


@login_required
def diligence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far due diligence on each party is."""
    proposal = known(request, pk)
    rows = list(_rows(proposal).order_by("party", "pk"))
    there = {(row.party, row.organisation_id) for row in rows}
    open_parties = [
        (party, organisation)
        for party in Party
        if (organisation := organisation_of(proposal, party))
        and (party, organisation.pk) not in there
    ]
    may_begin = proposal.is_editable and team.writes_section(
        request.user, proposal, "due_diligence"
    )
    context = {
        "proposal": proposal,
        "rows": rows,
        "open_parties": open_parties if may_begin else [],
        "tables": read_diligence({"due_diligence": diligence_of(proposal)})[1],
    }
    return render(request, "projects/coordination/diligence.html", context)


@require_POST
@login_required
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin due diligence on a party."""
    proposal = known(request, pk)
    try:
        row = services.begin_diligence(
            proposal_id=proposal.pk, party=request.POST.get("party", ""), actor=request.user
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("projects:diligence", pk)
    return redirect("projects:diligence_form", pk, row.pk)


@login_required
def form(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Answer the questions, all of them or as many as are known today."""
    row = _known(request, pk, number)
    if not policies.answers_diligence(request.user, row):
        raise PermissionDenied
    is_posted = request.method == "POST"
    data = (request.POST, request.FILES) if is_posted else ()
    answers = row.answers.select_related("evidence")
    forms = DiligenceForms(questions_of(row), answers, *data)
    if is_posted and forms.is_valid():
        act = partial(
            services.answer_diligence,
            diligence_id=number,
            answers=forms.said,
            actor=request.user,
            version=version_of(request),
        )
        if done(request, act, _("The answers are saved.")):
            return redirect("projects:diligence_form", pk, number)
    moves = {move.name for move in DILIGENCE_WORKFLOW.available(row, actor=request.user)}
    context = {
        "row": row,
        "proposal": row.proposal,
        "forms": forms,
        "may_fill_in": policies.may_fill_in(request.user, row),
        "lacks": list(what_lacks(row)),
        "moves": moves,
        "history": audit.history(row),
    }
    return render(request, "projects/coordination/diligence_form.html", context)


@require_POST
@login_required
def confirm(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Stand by the answers."""
    _known(request, pk, number)
    act = partial(
        services.confirm_diligence,
        diligence_id=number,
        actor=request.user,
        version=version_of(request),
    )
    done(request, act, _("Due diligence is confirmed."))
    return redirect("projects:diligence", pk)


@require_POST
@login_required
def reopen(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Let the answers change again."""
    _known(request, pk, number)
    act = partial(
        services.reopen_diligence,
        diligence_id=number,
        reason=request.POST.get("reason", ""),
        actor=request.user,
        version=version_of(request),
    )
    done(request, act, _("The answers may change again."))
    return redirect("projects:diligence", pk)


@login_required
def evidence(request: SignedInRequest, pk: int, number: int, answer: int) -> HttpResponseBase:
    """Send a document that proves an answer."""
    row = _known(request, pk, number)
    if not policies.sees_evidence(request.user, row):
        raise PermissionDenied
    found = get_object_or_404(row.answers.select_related("evidence"), pk=answer)
    if found.evidence is None:
        raise Http404
    return download(found.evidence)


def _rows(proposal: Proposal) -> QuerySet[DueDiligence]:
    rows = DueDiligence.objects.filter(proposal=proposal)
    return rows.select_related("organisation", "confirmed_by", "questionnaire")


def _known(request: SignedInRequest, pk: int, number: int) -> DueDiligence:
    proposal = known(request, pk)
    row = get_object_or_404(_rows(proposal), pk=number)
    row.proposal = proposal
    return row
