"""Holding the open requests of a State against its next report, as often as the report changes."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch, Q
from django.utils import timezone

from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.needs.renewal import notices
from matchmaking.needs.renewal.choices import RenewalStatus
from matchmaking.needs.renewal.models import Reminder, Renewal, RenewalPeriod
from matchmaking.needs.renewal.querysets import OPEN
from matchmaking.needs.renewal.services.asks import ask_of_candidate, ask_of_need
from matchmaking.needs.renewal.workflow import RENEWAL_WORKFLOW
from matchmaking.reports.choices import CandidateStatus, ReportStatus
from matchmaking.reports.comparing import Comparison, Finding, compare, told_in
from matchmaking.reports.models import CandidateNeed, NationalReport, Passage
from search.analysis import current_analyser

OUT = (CandidateStatus.REJECTED, CandidateStatus.REPLACED)


def compare_report(*, report_id: int) -> int:
    """Compare a report with the open requests before it; say how many are to be confirmed.

    What is confirmed stays as it is; the suggestions for the others are made anew. The thinking
    is done before anything is locked: it may take a second, and others want to write.
    """
    report = NationalReport.objects.select_related("country").get(pk=report_id)
    if report.status != ReportStatus.READ:
        return 0
    needs = _to_compare(report)
    candidates = _candidates(report)
    found = _held_against(needs, candidates, report)
    _store(report, found, candidates, needs)
    return len(needs)


@transaction.atomic
def _store(
    report: NationalReport,
    found: Comparison,
    candidates: Sequence[CandidateNeed],
    needs: Sequence[Need],
) -> None:
    NationalReport.objects.select_for_update().get(pk=report.pk)
    is_first = not report.renewals.exists()
    _write(report, found, {row.pk: row for row in candidates})
    _replace_older(report, needs)
    if is_first and needs:
        notices.tell_of_comparison(report, len(needs))


def later_reports(report: NationalReport) -> list[int]:
    """Return the reports of the same State that were read and speak of a later year."""
    rows = NationalReport.objects.filter(
        organisation=report.organisation_id, status=ReportStatus.READ
    ).exclude(pk=report.pk)
    return [row.pk for row in rows if year_of(row) > year_of(report)]


def period() -> RenewalPeriod:
    """Return the periods that hold now."""
    return RenewalPeriod.objects.filter(pk=RenewalPeriod.ONLY).first() or RenewalPeriod(
        pk=RenewalPeriod.ONLY
    )


def year_of(report: NationalReport) -> int:
    """Return the year a report speaks of, or else the one it was filed in."""
    return report.year or report.uploaded_at.year


def _to_compare(report: NationalReport) -> list[Need]:
    """Return the open requests that are older than the report, the confirmed ones left out."""
    settled = report.renewals.exclude(status=RenewalStatus.WAITING)
    own = Q(candidate__isnull=True) & ~Q(status=NeedStatus.DRAFT)
    earlier = Q(candidate__isnull=False) & ~Q(candidate__report=report)
    needs = Need.objects.filter(own | earlier, organisation=report.organisation, status__in=OPEN)
    confirmed = Renewal.objects.filter(status=RenewalStatus.CONFIRMED).select_related(
        "report", "candidate"
    )
    rows = (
        needs.exclude(pk__in=settled.values("need"))
        .select_related("candidate__report")
        .prefetch_related("themes", "lines", Prefetch("renewals", confirmed, to_attr="confirmed"))
        .order_by("candidate__report__year", "reported_page", "pk")
    )
    return [need for need in rows if _speaks_before(need, report)]


def _speaks_before(need: Any, report: NationalReport) -> bool:
    """Say whether the State said this before the report; what it said later is not for it."""
    years = [year_of(renewal.report) for renewal in need.confirmed]
    if need.candidate:
        return max([*years, year_of(need.candidate.report)]) < year_of(report)
    is_older = need.created_at <= report.uploaded_at
    return is_older and max([*years, need.created_at.year - 1]) < year_of(report)


def _candidates(report: NationalReport) -> list[CandidateNeed]:
    """Return what the report asks for and no confirmed request has taken up."""
    taken = Renewal.objects.filter(report=report, status=RenewalStatus.CONFIRMED)
    rows = report.candidates.exclude(status__in=OUT).exclude(quote="")
    rows = rows.exclude(pk__in=taken.exclude(candidate=None).values("candidate"))
    rows = rows.exclude(pk__in=taken.exclude(further=None).values("further"))
    return list(rows.prefetch_related("themes", "kinds").order_by("position", "pk"))


def _held_against(
    needs: Sequence[Need], candidates: Sequence[CandidateNeed], report: NationalReport
) -> Comparison:
    language = report.language or "en"
    passages = report.passages.order_by("number") if needs else Passage.objects.none()
    return compare(
        [ask_of_need(need) for need in needs],
        [ask_of_candidate(row, language) for row in candidates],
        told_in(passages, language, report.country_id),
        current_analyser(),
    )


def _write(report: NationalReport, found: Comparison, candidates: dict[int, CandidateNeed]) -> None:
    passages = dict(report.passages.values_list("number", "pk"))
    known = {row.need_id: row for row in report.renewals.all()}
    settled = {pk for pk, row in known.items() if row.status != RenewalStatus.WAITING}
    waiting = {pk: row for pk, row in known.items() if pk not in settled}
    for finding in found.findings:
        if finding.key in settled:
            continue  # confirmed while this was being compared
        values = _values(finding, candidates, passages)
        renewal = waiting.pop(finding.key, None)
        if renewal is None:
            renewal = _begin(report, finding.key, values)
        elif _is_other(renewal, values):
            # Whoever still looks at the old suggestion must not confirm the new one.
            Renewal.objects.filter(pk=renewal.pk).update(version=F("version") + 1, **values)
        renewal.further.set(finding.further)
    # Requests that are no longer open need no answer.
    Renewal.objects.filter(pk__in=[row.pk for row in waiting.values()]).delete()


def _is_other(renewal: Renewal, values: dict[str, Any]) -> bool:
    candidate = values["candidate"]
    same_passage = renewal.candidate_id == (candidate and candidate.pk)
    same_place = renewal.passage_id == values["passage_id"]
    plain = ("suggested", "quote", "changes", "reasons")
    return not (
        same_passage and same_place and all(getattr(renewal, n) == values[n] for n in plain)
    )


def _values(
    finding: Finding, candidates: dict[int, CandidateNeed], passages: dict[int, int]
) -> dict[str, Any]:
    candidate = candidates.get(finding.new or 0)
    told = finding.told
    place = candidate or told
    return {
        "suggested": finding.verdict.value,
        "score": round(finding.score, 4),
        "reasons": [asdict(reason) for reason in finding.reasons],
        "changes": [asdict(change) for change in finding.changes],
        "candidate": candidate,
        "passage_id": passages.get(told.number) if told else None,
        "quote": candidate.quote if candidate else told.words if told else "",
        "page": place.page if place else None,
    }


def _begin(report: NationalReport, need_id: int, values: dict[str, Any]) -> Renewal:
    rules = period()
    due_on = months_after(timezone.localdate(), rules.months)
    renewal = Renewal.objects.create(report=report, need_id=need_id, due_on=due_on, **values)
    days = (rules.first_reminder, rules.second_reminder)
    Reminder.objects.bulk_create(
        Reminder(renewal=renewal, number=n, due_on=due_on - datetime.timedelta(days=before))
        for n, before in enumerate(days, start=1)
    )
    return renewal


def _replace_older(report: NationalReport, needs: Iterable[Need]) -> None:
    """End what still waits from earlier reports: the newest one asks the same question."""
    older = Renewal.objects.filter(need__in=[n.pk for n in needs], status=RenewalStatus.WAITING)
    for renewal in older.exclude(report=report):
        RENEWAL_WORKFLOW.move(renewal, "replace", actor=None, reason=str(report))


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the day so many months later; the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    first_of_next = datetime.date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(day.day, last))
