"""Reports in a list, and one report with what belongs to it."""

from accounts.selectors import Person, organisation_ids
from matchmaking import audit
from matchmaking.reports import policies
from matchmaking.reports.choices import CandidateStatus
from matchmaking.reports.models import NationalReport
from matchmaking.reports.querysets import ReportQuerySet


def reports_for_listing(user: Person) -> ReportQuerySet:
    """Return the reports `user` may know of, with their progress, newest first."""
    reports = NationalReport.objects.visible_to(user).select_related("country", "organisation")
    return reports.with_progress().order_by("-uploaded_at", "-pk")


def reports_to_review(user: Person) -> ReportQuerySet:
    """Return the reports of the States `user` drafts for where candidates wait, oldest first."""
    states = organisation_ids(user, policies.DRAFTING_ROLES)
    waiting = NationalReport.objects.filter(
        organisation__in=states, candidates__status=CandidateStatus.DRAWN
    ).values("pk")
    reports = NationalReport.objects.filter(pk__in=waiting).select_related("country")
    return reports.with_progress().order_by("uploaded_at", "pk")


def report_detail(user: Person, pk: int) -> NationalReport:
    """Return one report; DoesNotExist where `user` may not know of it."""
    reports = NationalReport.objects.visible_to(user).with_progress()
    related = ("country", "organisation", "attachment", "uploaded_by")
    return reports.select_related(*related).get(pk=pk)


def report_history(report: NationalReport) -> list[audit.Entry]:
    """Return what happened to the report; a refusal is told in words, not by its code."""
    return [_worded(entry, report) for entry in audit.history(report)]


def _worded(entry: audit.Entry, report: NationalReport) -> audit.Entry:
    from_the_reader = not entry.who and entry.reason
    return entry._replace(reason="") if from_the_reader else entry
