"""The papers of a proposal beside its words."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.projects import panels as ours
from matchmaking.projects.models import Proposal
from matchmaking.projects.papers.forms import DossierForm
from matchmaking.writing.notes import pdf


def of_proposal(request: HttpRequest, proposal: Proposal) -> str:
    """Offer the dossier, the work plan and the budget workbook."""
    context = {
        "proposal": proposal,
        "dossier_form": DossierForm(),
        "has_pdf": pdf.weasyprint() is not None,
    }
    return render_to_string("projects/papers/_papers.html", context, request)


def of_budget(request: HttpRequest, proposal: Proposal) -> str:
    """Offer the workbook where the budget is written."""
    return render_to_string("projects/papers/_workbook.html", {"proposal": proposal}, request)


def of_plan(request: HttpRequest, proposal: Proposal) -> str:
    """Offer the chart where the plan is written."""
    return render_to_string("projects/papers/_chart.html", {"proposal": proposal}, request)


def register() -> None:
    """Show these where they belong."""
    ours.register("side", of_proposal)
    ours.register("section-budget", of_budget)
    ours.register("section-plan", of_plan)
