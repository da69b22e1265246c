"""The review desk: a page of the report beside what was drawn from it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.http import SignedInRequest
from matchmaking.reports import policies, selectors
from matchmaking.reports.choices import CandidateStatus, ReportStatus
from matchmaking.reports.forms import AddForm, CandidateForm, SplitForm
from matchmaking.reports.models import CandidateNeed, NationalReport
from matchmaking.reports.quotes import suggested_parts
from matchmaking.reports.views.reading import known_report


@login_required
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the desk at a candidate, a page, or where the person left off."""
    report = known_report(request.user, pk)
    if report.status != ReportStatus.READ:
        return redirect("reports:detail", pk=pk)
    return review_page(request, report)


def review_page(
    request: SignedInRequest,
    report: NationalReport,
    *,
    candidate_id: int | None = None,
    form: CandidateForm | None = None,
    split_form: SplitForm | None = None,
    add_form: AddForm | None = None,
) -> HttpResponse:
    """Render the desk, with the forms as the person left them."""
    asked = request.GET
    wanted = candidate_id or number(asked.get("candidate"))
    desk = selectors.review_desk(report, wanted, number(asked.get("page")))
    chosen = _chosen(desk, number(asked.get("mark")), number(asked.get("to")))
    shows_text = not report.pages or asked.get("show") == "text"
    context = {
        "report": report,
        "base": reverse("reports:review", args=[report.pk]),
        "desk": desk,
        "language": report.language or "en",
        "warnings": selectors.warnings_of(report),
        "may_review": policies.reviews_candidates(request.user, report),
        "shows_text": shows_text,
        "is_marking": "mark" in asked or add_form is not None,
        "chosen": chosen,
        "add_form": add_form or AddForm(initial={"quote": _words(chosen)}),
        "reasons": selectors.reasons_of(desk.current) if desk.current else [],
        **_current_forms(request, desk, form, split_form),
    }
    response = render(request, "reports/review.html", context)
    if request.method == "POST":
        # A form to put right stays at the address of the desk, which can be reloaded.
        response["HX-Push-Url"] = "false"
    return response


def desk_url(candidate: CandidateNeed) -> str:
    """Return the address of the desk at `candidate`."""
    review_url = reverse("reports:review", args=[candidate.report_id])
    return f"{review_url}?candidate={candidate.pk}"


def number(text: str | None) -> int | None:
    """Return a number from an address; None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _current_forms(
    request: SignedInRequest,
    desk: selectors.Desk,
    form: CandidateForm | None,
    split_form: SplitForm | None,
) -> dict[str, Any]:
    current = desk.current
    if current is None or current.status != CandidateStatus.DRAWN:
        return {}
    if not policies.reviews_candidates(request.user, desk.report):
        return {}
    words = "\n".join(suggested_parts(current.quote))
    return {
        "form": form or CandidateForm(instance=current),
        "split_form": split_form or SplitForm(initial={"parts": words}),
        "is_splitting": split_form is not None,
    }


def _chosen(
    desk: selectors.Desk, first: int | None, last: int | None
) -> list[selectors.MarkedPassage]:
    """Return the passages from the one clicked first to the one clicked last."""
    if first is None:
        return []
    low, high = sorted((first, last or first))
    return [row for row in desk.passages if low <= row.passage.number <= high]


def _words(chosen: list[selectors.MarkedPassage]) -> str:
    return "\n".join(row.passage.text for row in chosen)
