"""A request's line through the years: first asked, asked again, changed, met."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking.needs.models import Need
from matchmaking.needs.renewal.choices import ASKED_AGAIN, RenewalStatus
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.renewal.querysets import known_to
from matchmaking.needs.renewal.services.comparing import year_of
from matchmaking.reports.models import NationalReport


class Link(NamedTuple):
    """What one report says of a request."""

    need: Need
    report: NationalReport
    code: str
    label: str | Promise
    quote: str
    page: int | None
    url: str

    @property
    def year(self) -> int:
        """The year of the report."""
        return year_of(self.report)


@dataclass(frozen=True)
class Line:
    """One request and what each report says of it, in the order of `reports`."""

    need: Need
    cells: list[Link | None]


def needs_of_state(user: Person, organisation: Organisation) -> QuerySet[Need]:
    """Return the requests of a State that came from a report or were held against one."""
    renewals = Renewal.objects.exclude(status=RenewalStatus.REPLACED)
    renewals = renewals.select_related("report__country", "candidate").order_by("pk")
    reported = Q(candidate__isnull=False) | Exists(renewals.filter(need=OuterRef("pk")))
    rows = Need.objects.filter(known_to(user), reported, organisation=organisation)
    related = rows.select_related("country", "candidate__report__country")
    return related.prefetch_related("themes", Prefetch("renewals", renewals, to_attr="said"))


def lines_of_state(
    user: Person, organisation: Organisation, needs: Iterable[Need]
) -> tuple[list[NationalReport], list[Line]]:
    """Lay requests out over the reports of their State, the oldest first."""
    reports = NationalReport.objects.visible_to(user).filter(organisation=organisation)
    in_order = sorted(reports.select_related("country"), key=lambda r: (year_of(r), r.pk))
    lines = []
    for need in needs:
        found = {link.report.pk: link for link in links_of(need)}
        lines.append(Line(need, [found.get(report.pk) for report in in_order]))
    return in_order, lines


def line_of(need: Need) -> list[Link]:
    """Return the line of one request."""
    rows = need.renewals.exclude(status=RenewalStatus.REPLACED)
    renewals = rows.select_related("report__country").order_by("pk")
    first = [_first(need)] if need.candidate else []
    return [*first, *(_link(need, renewal) for renewal in renewals)]


def links_of(need: Any) -> list[Link]:
    """Return what each report says of a request, the first one first."""
    links = [_first(need)] if need.candidate else []
    return [*links, *(_link(need, renewal) for renewal in need.said)]


def _first(need: Need) -> Link:
    candidate = need.candidate
    assert candidate is not None  # noqa: S101 (asked by the caller)
    url = reverse("reports:passage", args=[candidate.report_id, candidate.pk])
    asked = _("First asked")
    report = candidate.report
    return Link(need, report, "asked", asked, need.reported_quote, need.reported_page, url)


def _link(need: Need, renewal: Renewal) -> Link:
    url = reverse("needs:renewal", args=[renewal.pk])
    code, label = _said(renewal)
    return Link(need, renewal.report, code, label, renewal.quote, renewal.page, url)


def _said(renewal: Renewal) -> tuple[str, str | Promise]:
    if renewal.status == RenewalStatus.CONFIRMED:
        again = _("Asked again") if renewal.verdict == "still" else renewal.get_verdict_display()
        kept = renewal.verdict not in ASKED_AGAIN and renewal.is_kept
        return renewal.verdict, _("Not mentioned, kept") if kept else again
    return renewal.status, renewal.get_status_display()
