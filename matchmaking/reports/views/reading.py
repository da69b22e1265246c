"""One report: how its reading goes, what was read, its file and its pages."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import SignedInRequest
from accounts.selectors import Person
from matchmaking.documents.views import download
from matchmaking.reports import policies, selectors, services
from matchmaking.reports.choices import AnswerValue, ReportStatus
from matchmaking.reports.forms import FileForm
from matchmaking.reports.models import NationalReport
from matchmaking.reports.reader import ReadError
from matchmaking.vocabulary.choices import WorkingLanguage

IN_PROGRESS = (ReportStatus.UPLOADED, ReportStatus.READING)


def known_report(user: Person, pk: int) -> NationalReport:
    """Return the report, or answer 404 when `user` may not know of it."""
    try:
        return selectors.report_detail(user, pk)
    except NationalReport.DoesNotExist as error:
        raise Http404 from error


@login_required
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one report: status, answers, what was found, history."""
    report = known_report(request.user, pk)
    return detail_page(request, report)


def detail_page(
    request: SignedInRequest, report: NationalReport, file_form: FileForm | None = None
) -> HttpResponse:
    """Render the page of a report, with the form for another file as it stands."""
    answers = list(report.answers.order_by("pk"))
    candidates = report.candidates.standing().select_related("decided_by")
    changes = policies.reviews_candidates(request.user, report) and not report.accepted
    context = {
        **_progress(request, report),
        "refusal": selectors.refusal_of(report),
        "warnings": selectors.warnings_of(report),
        "figures": _figures(report),
        "facts": _facts(report),
        "answers": answers,
        "asked": sum(answer.value == AnswerValue.YES for answer in answers),
        "candidates": candidates,
        "history": selectors.report_history(report),
        "may_review": policies.reviews_candidates(request.user, report),
        "may_change_file": changes,
        "may_read_again": changes and report.status == ReportStatus.REFUSED,
        "file_form": file_form or FileForm(),
    }
    return render(request, "reports/detail.html", context)


@login_required
def status(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the page that waits how the reading goes; send it on when it is over."""
    report = known_report(request.user, pk)
    if report.status in IN_PROGRESS:
        return render(request, "reports/_progress.html", _progress(request, report))
    reviews = policies.reviews_candidates(request.user, report)
    ready = report.status == ReportStatus.READ and report.found and reviews
    name = "reports:review" if ready else "reports:detail"
    return HttpResponseClientRedirect(reverse(name, args=[pk]))


@login_required
def download_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the file as it was uploaded."""
    return download(known_report(request.user, pk).attachment)


@login_required
@cache_control(private=True, max_age=3600)
def page_image(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the picture of one page."""
    report = known_report(request.user, pk)
    if not 1 <= number <= report.pages:
        raise Http404
    try:
        picture = services.page_picture(report, number)
    except ReadError as error:
        raise Http404 from error
    return FileResponse(picture.open("rb"), content_type="image/png")


def _progress(request: SignedInRequest, report: NationalReport) -> dict[str, Any]:
    in_progress = report.status in IN_PROGRESS
    lost = services.is_lost(report)
    return {
        "report": report,
        "in_progress": in_progress,
        "is_lost": lost,
        "may_restart": lost and policies.reviews_candidates(request.user, report),
    }


def _figures(report: NationalReport) -> list[dict[str, Any]]:
    waiting = report.found - report.reviewed
    waits = gettext("%(count)s to go") % {"count": waiting} if waiting else ""
    return [
        {"label": _("Requests found"), "value": report.found, "note": ""},
        {"label": _("Reviewed"), "value": report.reviewed, "note": waits},
        {"label": _("Accepted"), "value": report.accepted, "note": ""},
    ]


def _facts(report: NationalReport) -> list[tuple[Any, Any]]:
    languages = dict(WorkingLanguage.choices)
    attachment = report.attachment
    return [
        (_("State"), report.country),
        (_("Reporting year"), report.year),
        (_("Language"), languages.get(report.language, report.language)),
        (_("Template recognised"), report.layout),
        (_("Pages"), report.pages or ""),
        (_("File"), f"{attachment.original_name} ({filesizeformat(attachment.size)})"),
        (_("Uploaded by"), report.uploaded_by),
        (_("Uploaded"), date_format(report.uploaded_at, "DATETIME_FORMAT")),
    ]
