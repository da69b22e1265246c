"""Who writes a proposal: asked, joined, given a role, gone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.selectors import organisations_of
from matchmaking.errors import DomainError
from matchmaking.projects import policies, services
from matchmaking.projects.choices import InvitationStatus
from matchmaking.projects.forms import InviteForm, RoleForm
from matchmaking.projects.models import Proposal
from matchmaking.projects.views.access import done, known


@login_required
def team(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show who writes, and who is asked to."""
    return _page(request, known(request, pk), InviteForm())


@require_POST
@login_required
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask somebody to join."""
    proposal = known(request, pk)
    if not policies.submits(request.user, proposal):
        raise PermissionDenied
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            services.invite(proposal_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(
                refusal.field if refusal.field in form.fields else None, str(refusal.message)
            )
        else:
            messages.success(request, _("Invited. They find it on their page once they sign in."))
            return redirect("projects:team", pk)
    return _page(request, proposal, form)


@require_POST
@login_required
def take_back(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Take an invitation back."""
    row = get_object_or_404(known(request, pk).invitations.all(), pk=number)

    def act() -> Any:
        return services.take_back_invitation(invitation_id=row.pk, actor=request.user)

    done(request, act, _("The invitation is taken back."))
    return redirect("projects:team", pk)


@require_POST
@login_required
def answer(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Join, or decline to."""
    row = get_object_or_404(known(request, pk).invitations.all(), pk=number)
    if "decline" in request.POST:

        def decline() -> Any:
            return services.decline_invitation(invitation_id=row.pk, actor=request.user)

        done(request, decline, _("You have declined to join."))
        return redirect("projects:list")
    chosen = request.POST.get("organisation", "")
    mine = organisations_of(request.user)
    place = next((one for one in mine if str(one.pk) == chosen), None)

    def accept() -> Any:
        return services.accept_invitation(
            invitation_id=row.pk, actor=request.user, organisation=place
        )

    done(request, accept, _("You are in the team now."))
    return redirect("projects:detail", pk)


@require_POST
@login_required
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the team."""
    known(request, pk)

    def act() -> None:
        services.leave_team(proposal_id=pk, actor=request.user)

    is_done = done(request, act, _("You have left the team."))
    return redirect("projects:list") if is_done else redirect("projects:team", pk)


@require_POST
@login_required
def drop_member(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Take somebody from the team."""
    row = get_object_or_404(known(request, pk).team.all(), pk=number)

    def act() -> Any:
        return services.drop_member(member_id=row.pk, actor=request.user)

    done(request, act, _("Taken from the team."))
    return redirect("projects:team", pk)


@require_POST
@login_required
def change_role(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Give somebody another role."""
    row = get_object_or_404(known(request, pk).team.all(), pk=number)
    form = RoleForm(request.POST)

    def act() -> Any:
        role = form.cleaned_data["role"] if form.is_valid() else ""
        return services.change_role(member_id=row.pk, role=role, actor=request.user)

    done(request, act, _("Saved."))
    return redirect("projects:team", pk)


@require_POST
@login_required
def hand_over(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Let somebody of the team lead it."""
    row = get_object_or_404(known(request, pk).team.all(), pk=number)

    def act() -> Any:
        return services.hand_over(member_id=row.pk, actor=request.user)

    done(request, act, _("The lead is handed over."))
    return redirect("projects:team", pk)


def _page(request: SignedInRequest, proposal: Proposal, form: InviteForm) -> HttpResponse:
    leads = policies.submits(request.user, proposal)
    members = [row for row in proposal.team.all() if row.left_at is None]
    context = {
        "proposal": proposal,
        "form": form,
        "members": [(row, RoleForm(initial={"role": row.role}, prefix=None)) for row in members],
        "invitations": [
            row for row in proposal.invitations.all() if row.status == InvitationStatus.OPEN
        ],
        "may_lead": leads,
        "place": policies.place_of(request.user, proposal),
    }
    return render(request, "projects/team.html", context)
