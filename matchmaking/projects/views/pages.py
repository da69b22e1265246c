"""The page of a proposal, its check, and the page to print."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.projects import panels, policies, selectors
from matchmaking.projects.choices import InvitationStatus, Side
from matchmaking.projects.completeness import gaps
from matchmaking.projects.contents import contents, reading
from matchmaking.projects.models import Proposal
from matchmaking.projects.reading import ProposalReading
from matchmaking.projects.services.signing import SIGNABLE
from matchmaking.projects.views.access import known
from matchmaking.projects.workflow import OWN_MOVES, PROPOSAL_WORKFLOW


@login_required
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a proposal: what it says, how far it is, who writes it, who signed."""
    proposal = known(request, pk)
    said = contents(proposal)
    read = reading(said)
    states = selectors.states(said)
    context = {
        "proposal": proposal,
        "reading": read,
        "figures": figures_of(read),
        "facts": [*read.facts, (_("Applied for by"), proposal.applicant)],
        "states": states,
        "progress": selectors.progress(states),
        "signatures": signature_rows(proposal),
        "team": [row for row in proposal.team.all() if row.left_at is None],
        "invitation": _invitation_for(request, proposal),
        "history": selectors.history_of(proposal),
        "moves": _own_moves(request, proposal),
        "may_write": proposal.is_editable and policies.writes(request.user, proposal),
        "may_sign": may_sign(request, proposal),
        **{
            place: panels.shown(place, request, proposal) for place in ("detail", "side", "actions")
        },
    }
    return render(request, "projects/detail.html", context)


@login_required
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show all that is written once more, with what is missing, before it is signed."""
    proposal = known(request, pk)
    said = contents(proposal)
    found = gaps(said)
    is_complete = not any(gap.is_blocking for gap in found)
    context = {
        "proposal": proposal,
        "reading": reading(said),
        "blocking": [gap for gap in found if gap.is_blocking],
        "advice": [gap for gap in found if not gap.is_blocking],
        "states": selectors.states(said, found),
        "signatures": signature_rows(proposal),
        "may_sign": is_complete and may_sign(request, proposal),
        "may_ask": is_complete
        and proposal.status in SIGNABLE
        and policies.submits(request.user, proposal),
        "may_write": proposal.is_editable and policies.writes(request.user, proposal),
        "panels": panels.shown("check", request, proposal),
    }
    return render(request, "projects/check.html", context)


@login_required
def print_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a proposal as a page to print."""
    proposal = known(request, pk)
    read = reading(contents(proposal))
    context = {
        "proposal": proposal,
        "reading": read,
        "figures": figures_of(read),
        "signatures": signature_rows(proposal),
        "printed_at": timezone.now(),
    }
    return render(request, "projects/print.html", context)


def may_sign(request: SignedInRequest, proposal: Proposal) -> bool:
    """Say whether the person may sign for a side now."""
    return proposal.status in SIGNABLE and policies.signing_side(request.user, proposal) is not None


def signature_rows(proposal: Proposal) -> list[tuple[Any, Any]]:
    """Return each side with the signature that stands for it, None where there is none."""
    standing = {row.side: row for row in proposal.signatures.all() if row.voided_at is None}
    return [(side.label, standing.get(side)) for side in Side]


def figures_of(read: ProposalReading) -> list[dict[str, Any]]:
    """Return the three figures of every proposal."""
    return [
        {"label": _("Total cost"), "value": read.total},
        {"label": _("Co-financing"), "value": read.cofinancing},
        {"label": _("Asked of the fund"), "value": read.asked},
    ]


def _own_moves(request: SignedInRequest, proposal: Proposal) -> list[Any]:
    moves = PROPOSAL_WORKFLOW.available(proposal, actor=request.user)
    return [move for move in moves if move.name in OWN_MOVES]


def _invitation_for(request: SignedInRequest, proposal: Proposal) -> Any:
    """Return the invitation that waits for the person, if any."""
    return next(
        (
            row
            for row in proposal.invitations.all()
            if row.status == InvitationStatus.OPEN and policies.may_answer(request.user, row)
        ),
        None,
    )
