"""The page of an application, and each of its rounds as it was handed in."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.http import SignedInRequest
from matchmaking.applications import panels, policies, selectors
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application, Screening, Submission
from matchmaking.applications.views.access import reads_application
from matchmaking.applications.workflow import APPLICATION_WORKFLOW
from matchmaking.documents.models import Attachment
from matchmaking.documents.views import download
from matchmaking.funds.wording import moment
from matchmaking.projects.contents import reading

# Their buttons stand on this page; those of judging stand where it is judged.
OWN_MOVES = ("withdraw_application", "screen_again")


@reads_application
def detail(request: SignedInRequest, application: Application) -> HttpResponse:
    """Show an application to those who handed it in and to those of the fund who may."""
    submission = application.submission
    for_fund = policies.stands_for_fund(request.user, application)
    moves = APPLICATION_WORKFLOW.available(application, actor=request.user)
    available = {move.name for move in moves}
    context = {
        "application": application,
        "submission": submission,
        "reading": reading(submission.contents, get_language()),
        "facts": _facts(application),
        "screenings": _screenings(application),
        "for_fund": for_fund,
        "is_applicant": policies.stands_for_applicant(request.user, application),
        "moves": [move for move in moves if move.name in OWN_MOVES],
        "may_screen": "find_eligible" in available,
        "may_resubmit": "hand_in_again" in available,
        "details": panels.shown("detail", request, application),
        "sides": panels.shown("side", request, application),
        "actions": panels.shown("actions", request, application),
        "history": selectors.history(request.user, application),
    }
    return render(request, "applications/detail.html", context)


@reads_application
def round_(request: SignedInRequest, application: Application, number: int) -> HttpResponse:
    """Show what was handed in at a round, word for word."""
    submission = _round(application, number)
    context = {
        "application": application,
        "submission": submission,
        "reading": reading(submission.contents, get_language()),
    }
    return render(request, "applications/round.html", context)


@reads_application
def annex(
    request: SignedInRequest, application: Application, number: int, key: str
) -> HttpResponseBase:
    """Send a document as it was attached to a round."""
    rows = _round(application, number).contents["annexes"]
    row = next((row for row in rows if row["key"] == key), None)
    if row is None:
        raise Http404
    return download(get_object_or_404(Attachment, pk=row["attachment"]))


def _round(application: Application, number: int) -> Submission:
    found = [row for row in application.submissions.all() if row.round == number]
    if not found:
        raise Http404
    return found[0]


def _screenings(application: Application) -> list[dict[str, Any]]:
    return [_screening(row) for row in selectors.screenings_of(application)]


def _screening(screening: Screening) -> dict[str, Any]:
    status = ApplicationStatus.ELIGIBLE if screening.is_eligible else ApplicationStatus.INELIGIBLE
    word = _("Eligible") if screening.is_eligible else status.label
    return {
        "screening": screening,
        "rows": selectors.judged(screening),
        "badge": (status.value, word),
    }


def _facts(application: Application) -> list[tuple[Any, Any]]:
    call, proposal = application.call, application.proposal
    deadline = call.deadline_for(proposal)
    facts = [
        (_("Call"), call),
        (_("Fund"), call.fund),
        (_("State"), proposal.country),
        (_("Applicant"), proposal.applicant),
        (_("Implementing partner"), proposal.implementer),
        (_("Handed in"), moment(application.submitted_at, call.zone)),
        (_("Deadline"), moment(deadline, call.zone) if deadline else ""),
        (_("Decided"), application.decided_at and application.decided_at.date()),
    ]
    return [(label, value) for label, value in facts if value]
