"""The way to endorsements, due diligence and annexes from the pages of a proposal."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.projects import panels as ours
from matchmaking.projects.coordination.choices import DiligenceStatus, EndorsementStatus
from matchmaking.projects.models import Annex, DueDiligence, Endorsement, Proposal


def of_proposal(request: HttpRequest, proposal: Proposal) -> str:
    """Say beside a proposal how far all of it is."""
    return render_to_string(
        "projects/coordination/_standing.html",
        {
            "proposal": proposal,
            "endorsements": _endorsements(proposal),
            "diligence": DueDiligence.objects.filter(proposal=proposal).select_related(
                "organisation"
            ),
            "confirmed": DiligenceStatus.CONFIRMED,
            "annexes": Annex.objects.filter(
                proposal=proposal, replaced_by=None, withdrawn_at=None
            ).count(),
        },
        request,
    )


def of_coordination(request: HttpRequest, proposal: Proposal) -> str:
    """Show the endorsements where coordination is written about."""
    context = {"proposal": proposal, "endorsements": _endorsements(proposal)}
    return render_to_string("projects/coordination/_endorsements.html", context, request)


def of_diligence(request: HttpRequest, proposal: Proposal) -> str:
    """Lead to the questionnaire where due diligence is written about."""
    return render_to_string(
        "projects/coordination/_diligence.html", {"proposal": proposal}, request
    )


def of_annexes(request: HttpRequest, proposal: Proposal) -> str:
    """Lead to the documents."""
    return render_to_string("projects/coordination/_annexes.html", {"proposal": proposal}, request)


def _endorsements(proposal: Proposal) -> list[Endorsement]:
    rows = Endorsement.objects.filter(proposal=proposal).select_related("body")
    return list(rows.exclude(status=EndorsementStatus.TAKEN_BACK).order_by("asked_at", "pk"))


def register() -> None:
    """Show these where they belong."""
    ours.register("side", of_proposal)
    ours.register("section-coordination", of_coordination)
    ours.register("section-due_diligence", of_diligence)
    ours.register("section-annexes", of_annexes)
