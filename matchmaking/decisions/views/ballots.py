"""Ballots: opened on a proposal of decision, voted on, counted or cancelled."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.applications.models import Application
from matchmaking.decisions import policies, services, tally
from matchmaking.decisions.choices import About, BallotStatus, DecisionKind, Says
from matchmaking.decisions.forms import BallotForm, ConditionRows, ReasonForm, VoteForm
from matchmaking.decisions.models import Appeal, Ballot, Vote
from matchmaking.decisions.selectors.shown import conditions_said, members_shown
from matchmaking.decisions.services.ballots import ON_APPEAL
from matchmaking.decisions.views.access import (
    asked_to_declare,
    done,
    known_application,
    known_ballot,
    known_condition,
    refused,
    version_of,
)
from matchmaking.decisions.wording import finding_in_words
from matchmaking.errors import DomainError


@login_required
def ballot_open(request: SignedInRequest, application_pk: int) -> HttpResponse:
    """Put a proposal of decision on an application to the vote."""
    application = known_application(request, application_pk)
    if answer := asked_to_declare(request, application):
        return answer
    if not policies.runs_ballots(request.user, application):
        raise PermissionDenied

    def act(proposed: Any, vote_by: Any) -> Ballot:
        return services.open_ballot(
            application_id=application.pk, proposed=proposed, actor=request.user, vote_by=vote_by
        )

    return _propose(request, application, DecisionKind.values, act)


@login_required
def hear_appeal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put to the vote what shall be decided on an appeal."""
    rows = Appeal.objects.visible_to(request.user).select_related("decision")
    appeal = get_object_or_404(rows, pk=pk)
    application = known_application(request, appeal.decision.application_id)
    if not policies.runs_ballots(request.user, application):
        raise PermissionDenied

    def act(proposed: Any, vote_by: Any) -> Ballot:
        return services.hear_appeal(
            appeal_id=pk, proposed=proposed, actor=request.user, vote_by=vote_by
        )

    return _propose(request, application, ON_APPEAL, act, appeal)


@login_required
def propose_waiver(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the committee to waive a condition."""
    condition = known_condition(request, pk)
    if not policies.runs_ballots(request.user, condition.decision.application):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.propose_waiver(condition_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            refused(form, refusal)
        else:
            return redirect("decisions:ballot", row.pk)
    return render(request, "decisions/waiver.html", {"condition": condition, "form": form})


@login_required
def ballot(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a ballot and take the vote of a member."""
    found = known_ballot(request, pk)
    if answer := asked_to_declare(request, found.application):
        return answer
    mine = Vote.objects.filter(ballot=found, seat__person=request.user).first()
    form = VoteForm(request.POST or None, initial=_said(mine))
    if request.method == "POST" and form.is_valid() and _voted(request, found, form):
        return redirect("decisions:ballot", pk)
    return _ballot_page(request, found, form, mine)


@require_POST
@login_required
def ballot_count(request: SignedInRequest, pk: int) -> HttpResponse:
    """Count the votes; what is carried is decided at once, or nothing is."""
    known_ballot(request, pk)
    said = {"version": version_of(request), "words": request.POST.get("words", "")}
    if not done(request, services.count_ballot, _("The votes are counted."), ballot_id=pk, **said):
        return redirect("decisions:ballot", pk)
    found = Ballot.objects.select_related("decision").get(pk=pk)
    if found.status == BallotStatus.CARRIED and hasattr(found, "decision"):
        return redirect("decisions:decision", found.decision.pk)
    return redirect("decisions:ballot", pk)


@require_POST
@login_required
def cancel_ballot(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a ballot up."""
    known_ballot(request, pk)
    said = {"version": version_of(request), "reason": request.POST.get("reason", "")}
    done(request, services.cancel_ballot, _("The ballot is cancelled."), ballot_id=pk, **said)
    return redirect("decisions:ballot", pk)


def _propose(
    request: SignedInRequest,
    application: Application,
    kinds: Iterable[str],
    act: Callable[[Any, Any], Ballot],
    appeal: Appeal | None = None,
) -> HttpResponse:
    asked = services.asked_of(application)
    form = BallotForm(request.POST or None, asked=asked, kinds=kinds)
    rows: Any = ConditionRows(request.POST or None, prefix="conditions")
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        proposed = form.proposed(row.data_said for row in rows.kept_rows)
        try:
            opened = act(proposed, form.cleaned_data["vote_by"])
        except DomainError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The ballot is open; the members are told."))
            return redirect("decisions:ballot", opened.pk)
    context = {
        "application": application,
        "form": form,
        "conditions": rows,
        "appeal": appeal,
        "terms": application.call.terms,
    }
    return render(request, "decisions/ballot_form.html", context)


def _voted(request: SignedInRequest, found: Ballot, form: VoteForm) -> bool:
    try:
        services.vote(ballot_id=found.pk, actor=request.user, **form.cleaned_data)
    except DomainError as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("Your vote is noted. You may change it until the count."))
    return True


def _ballot_page(
    request: SignedInRequest, found: Ballot, form: VoteForm, mine: Vote | None
) -> HttpResponse:
    is_open = found.status == BallotStatus.OPEN
    counted = tally.count(found)
    kept = counted.said() if is_open else found.tally
    context = {
        "ballot": found,
        "application": found.application,
        "conditions": conditions_said(found),
        "form": form,
        "mine": mine,
        "is_open": is_open,
        "is_appeal": found.about == About.APPEAL,
        "may_vote": is_open and policies.votes(request.user, found),
        "may_count": is_open and policies.counts(request.user, found),
        "shows_votes": not is_open or tally.has_voted(request.user, counted),
        "members": members_shown(kept),
        "findings": [(row["is_met"], finding_in_words(row)) for row in kept.get("findings", [])],
        "is_quorate": kept.get("is_quorate"),
        "is_carried": kept.get("is_carried"),
        "says": Says,
        "decision": getattr(found, "decision", None) if not is_open else None,
    }
    return render(request, "decisions/ballot.html", context)


def _said(mine: Vote | None) -> dict[str, Any]:
    return {"says": mine.says, "words": mine.words} if mine else {}
