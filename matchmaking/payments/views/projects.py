"""The page of a project, its tranches, its funding agreement, and how it ends."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.ledger import policies as ledger
from matchmaking.payments import facts, panels, policies, selectors, services
from matchmaking.payments.budget import budget_lines
from matchmaking.payments.choices import ProjectStatus, Side
from matchmaking.payments.forms import CloseForm, PlanEditor, SignForm
from matchmaking.payments.models import Project
from matchmaking.payments.papers import agreement_of
from matchmaking.payments.planning import FaultyPlan
from matchmaking.payments.readiness import why_not_sign
from matchmaking.payments.services.closing import still_open
from matchmaking.payments.services.spending import SPENDING
from matchmaking.payments.views.access import (
    administered,
    as_file,
    done,
    filled,
    known,
    reads_project,
    version_of,
)
from matchmaking.payments.workflow import EXPENDITURE_WORKFLOW, PROJECT_WORKFLOW
from matchmaking.vocabulary.fields import with_one_more_row

# The papers of a project: the related name of their rows.
PAPERS = {
    "signature": "signatures",
    "payment": "payments",
    "expenditure": "expenditures",
    "refund": "refunds",
    "report": "reports",
}


@reads_project
def project(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a project to both parties: what was approved, planned, paid, spent and reported."""
    found = known(request, pk)
    held = facts.facts_of([found])[found.pk]
    money = facts.money_of([found])[found.pk]
    context = {
        "project": found,
        "proposal": found.application.proposal,
        "money": money,
        "figures": _figures(found, money),
        "facts": _facts(found),
        "tranches": selectors.tranche_views(found, held),
        "conditions": held.conditions,
        "lines": budget_lines(found, found.expenditures.all()),
        "expenditures": _expenditures(request, found),
        "history": selectors.history_of(found),
        "panels": panels.shown(request, found),
        "reads_statement": ledger.reads_project(request.user, found.application),
        **_acts(request, found),
    }
    return render(request, "payments/project.html", context)


@reads_project
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Plan the tranches of a project before anybody signs."""
    found = administered(request, pk)
    if not _may_plan(found):
        return redirect("payments:project", pk)
    data = request.POST or None
    if data and "add_row" in data:
        editor = PlanEditor(found, with_one_more_row(request.POST, "tranches"))
    else:
        editor = PlanEditor(found, data)
        if data and editor.is_valid() and _planned(request, found, editor):
            return redirect("payments:project", pk)
    context = {"editor": editor, "rows": editor.rows, "project": found, "title": _("Tranches")}
    return render(request, "payments/plan.html", context)


@reads_project
@never_cache
def agreement(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """Send the funding agreement as Word or PDF, or show it as a page to print and to sign."""
    found = known(request, pk)
    letter = agreement_of(found)
    if form == "page":
        context = {"letter": letter, "project": found}
        return render(request, "payments/agreement.html", context)
    file = as_file(letter, form, f"funding-agreement-{found.number}")
    if file is None:
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
    return file or redirect("payments:project", pk)


@reads_project
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record the funding agreement as one party signed it."""
    found = known(request, pk)
    sides = _sides_to_sign(request, found)
    if not sides:
        raise PermissionDenied
    form = SignForm(request.POST or None, request.FILES or None, sides=sides)
    if filled(
        request,
        form,
        lambda: services.sign_funding(project_id=pk, actor=request.user, paper=form.paper()),
        _("Recorded."),
    ):
        return redirect("payments:project", pk)
    missing = why_not_sign(facts.conditions_of([found])[found.pk])
    context = {"form": form, "project": found, "missing": missing}
    context["title"] = _("Record the signed funding agreement")
    return render(request, "payments/sign.html", context)


@reads_project
def document(request: SignedInRequest, pk: int, kind: str, number: int) -> HttpResponseBase:
    """Send a paper of a project to those who may know of it."""
    found = known(request, pk)
    if kind not in PAPERS:
        raise Http404
    rows = getattr(found, PAPERS[kind]).exclude(document=None).select_related("document")
    return download(get_object_or_404(rows, pk=number).document)


@require_POST
@reads_project
def suspend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Suspend a project, with a reason."""
    return _move(request, pk, services.suspend_project, _("Suspended. Nothing is paid for now."))


@require_POST
@reads_project
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a suspended project go on, with a reason."""
    return _move(request, pk, services.resume_project, _("The project goes on."))


@reads_project
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a project, once nothing is open."""
    found = administered(request, pk)
    if found.status == ProjectStatus.CLOSED:
        return redirect("payments:project", pk)
    form = CloseForm(request.POST or None, initial={"version": found.version})
    if filled(
        request,
        form,
        lambda: services.close_project(
            project_id=pk,
            actor=request.user,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
        ),
        _("Closed. What was not paid is free again."),
    ):
        return redirect("payments:project", pk)
    money = facts.money_of([found])[found.pk]
    context = {
        "form": form,
        "project": found,
        "open_ends": still_open(found),
        "rest": money.open,
        "title": _("Close the project"),
    }
    return render(request, "payments/close.html", context)


def _move(request: SignedInRequest, pk: int, service: Any, success: str) -> HttpResponse:
    known(request, pk)
    reason = request.POST.get("reason", "")
    act = partial(
        service, project_id=pk, actor=request.user, reason=reason, version=version_of(request)
    )
    done(request, act, success)
    return redirect("payments:project", pk)


def _planned(request: SignedInRequest, found: Project, editor: PlanEditor) -> bool:
    """Write the plan, or put what is wrong beside the rows it concerns."""
    try:
        services.plan_tranches(
            project_id=found.pk,
            version=version_of(request),
            actor=request.user,
            plan=editor.plan,
        )
    except FaultyPlan as refusal:
        editor.add_faults(refusal)
        messages.error(request, str(refusal.message))
        return False
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, _("Planned."))
    return True


def _may_plan(found: Project) -> bool:
    return found.status == ProjectStatus.AGREED and not found.signatures.all()


def _sides_to_sign(request: SignedInRequest, found: Project) -> list[str]:
    """Return the parties whose signature the person may record now."""
    if found.status != ProjectStatus.AGREED:
        return []
    signed = {row.side for row in found.signatures.all()}
    if policies.administers(request.user, found):
        return [side for side in Side.values if side not in signed]
    own = [Side.IMPLEMENTER] if policies.implements(request.user, found) else []
    return [side for side in own if side not in signed]


def _acts(request: SignedInRequest, found: Project) -> dict[str, Any]:
    """Say what the person may do now: the page never offers what a service would refuse."""
    runs, implements = (
        policies.administers(request.user, found),
        policies.implements(request.user, found),
    )
    moves = PROJECT_WORKFLOW.available(found, actor=request.user)
    return {
        "administers": runs,
        "may_plan": runs and _may_plan(found),
        "may_sign": bool(_sides_to_sign(request, found)),
        "may_spend": implements and found.status in SPENDING,
        "may_refund": runs and found.status in SPENDING,
        "may_close": any(move.name == "close" for move in moves),
        "moves": [move for move in moves if move.name != "close"],
    }


def _expenditures(request: SignedInRequest, found: Project) -> list[tuple[Any, list[Any]]]:
    rows = list(found.expenditures.all())
    for row in rows:
        row.project = found
    return [(row, EXPENDITURE_WORKFLOW.available(row, actor=request.user)) for row in rows]


def _figures(found: Project, money: Any) -> list[dict[str, Any]]:
    return [
        {"label": _("Approved"), "value": found.amount},
        {"label": _("Disbursed"), "value": money.disbursed},
        {"label": _("Spent"), "value": money.spent},
        {"label": _("Refunded"), "value": money.refunded},
        {"label": _("Not yet paid"), "value": money.open},
    ]


def _facts(found: Project) -> list[tuple[Any, Any]]:
    application = found.application
    return [
        (_("Fund"), application.call.fund),
        (_("Call"), application.call),
        (_("State"), application.proposal.country),
        (_("Carried out by"), found.carrier),
        (_("Starts"), found.starts_on),
        (_("Ends"), found.ends_on),
        (_("Signed by both"), found.signed_on),
    ]
