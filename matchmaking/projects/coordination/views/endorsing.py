"""Asking bodies, their answers, and their letters."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.documents.views import download
from matchmaking.projects.contents import contents
from matchmaking.projects.coordination import policies, services
from matchmaking.projects.coordination.choices import EndorsementStatus
from matchmaking.projects.coordination.contents import own_words
from matchmaking.projects.coordination.forms import AnswerForm, AskForm, LetterForm
from matchmaking.projects.coordination.views.access import tried
from matchmaking.projects.models import Endorsement, Proposal
from matchmaking.projects.reading import reading
from matchmaking.projects.views.access import done, known, version_of
from matchmaking.vocabulary.models import Body

ANSWERED = gettext_lazy("The answer is recorded, and the team is told.")


@login_required
def endorsements(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show which bodies were asked and what they answered; ask another one."""
    proposal = known(request, pk)
    may_ask = policies.may_ask(request.user, proposal)
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, preferred=_bodies_of(proposal))
    if posted is not None:
        if not policies.coordinates(request.user, proposal):
            raise PermissionDenied
        act = partial(services.ask_body, proposal_id=pk, actor=request.user)
        if form.is_valid() and tried(
            request, form, partial(act, **form.cleaned_data), _("The body is asked.")
        ):
            return redirect("projects:endorsements", pk)
    rows = Endorsement.objects.filter(proposal=proposal).select_related("body", "asked_by")
    context = {
        "proposal": proposal,
        "rows": rows.order_by("-asked_at", "-pk"),
        "form": form,
        "may_ask": may_ask,
    }
    return render(request, "projects/coordination/endorsements.html", context)


@login_required
def endorsement(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what a body is asked to endorse, in the words it was shown, and how to answer."""
    row = _known(request, pk)
    return _page(request, row, AnswerForm())


@require_POST
@login_required
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer for the body."""
    row = _known(request, pk)
    if not policies.speaks_for_body(request.user, row):
        raise PermissionDenied
    form = AnswerForm(request.POST)
    if form.is_valid():
        act = partial(
            services.answer_endorsement,
            endorsement_id=pk,
            actor=request.user,
            version=version_of(request),
            **form.cleaned_data,
        )
        if tried(request, form, act, ANSWERED):
            return redirect("projects:endorsement", pk)
    return _page(request, row, form)


@login_required
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record what a body answered by letter."""
    row = _known(request, pk)
    if not policies.coordinates_endorsement(request.user, row):
        raise PermissionDenied
    is_posted = request.method == "POST"
    form = LetterForm(request.POST, request.FILES) if is_posted else LetterForm()
    if is_posted and form.is_valid():
        act = partial(
            services.record_letter,
            endorsement_id=pk,
            letter=form.said,
            actor=request.user,
            version=version_of(request),
        )
        if tried(request, form, act, ANSWERED):
            return redirect("projects:endorsement", pk)
    context = {"row": row, "proposal": row.proposal, "form": form}
    return render(request, "projects/coordination/letter.html", context)


@require_POST
@login_required
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind a body, with the words as they stand now."""
    row = _known(request, pk)
    act = partial(
        services.remind_body, endorsement_id=pk, actor=request.user, version=version_of(request)
    )
    done(request, act, _("The body is reminded; it reads the proposal as it stands now."))
    return redirect("projects:endorsements", row.proposal_id)


@require_POST
@login_required
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """No longer ask a body."""
    row = _known(request, pk)
    act = partial(
        services.take_back_endorsement,
        endorsement_id=pk,
        reason=request.POST.get("reason", ""),
        actor=request.user,
        version=version_of(request),
    )
    done(request, act, _("The body is no longer asked."))
    return redirect("projects:endorsements", row.proposal_id)


@login_required
def scan(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the scan of a letter."""
    row = _known(request, pk)
    if row.letter is None:
        raise Http404
    return download(row.letter)


def _known(request: SignedInRequest, pk: int) -> Endorsement:
    """Return an endorsement that the person may know of, or answer 404."""
    rows = Endorsement.objects.visible_to(request.user)
    joined = rows.select_related(
        "proposal__applicant", "proposal__implementer", "proposal__country", "body", "letter"
    )
    return get_object_or_404(joined.prefetch_related("proposal__team"), pk=pk)


def _page(request: SignedInRequest, row: Endorsement, form: AnswerForm) -> HttpResponse:
    user, proposal = request.user, row.proposal
    is_inside = Proposal.objects.visible_to(user).filter(pk=proposal.pk).exists()
    is_open = row.status == EndorsementStatus.ASKED
    context = {
        "row": row,
        "proposal": proposal,
        "reading": reading(row.said),
        "form": form,
        "may_answer": policies.may_answer_online(user, row),
        "may_record": is_open and policies.coordinates_endorsement(user, row),
        "is_inside": is_inside,
        "is_of_body": not is_inside and policies.is_of_a_body(user),
        "has_changed": is_inside and row.said != own_words(contents(proposal)),
        "history": audit.history(row),
    }
    return render(request, "projects/coordination/endorsement.html", context)


def _bodies_of(proposal: Proposal) -> list[str]:
    """Return the bodies of which the State of the proposal is a member."""
    rows = Body.objects.filter(members=proposal.country_id, retired_on=None)
    return list(rows.values_list("pk", flat=True))
