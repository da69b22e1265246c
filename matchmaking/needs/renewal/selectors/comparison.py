"""One comparison: each request with its old passage, its new one, and what is said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking.needs.renewal import workflow
from matchmaking.needs.renewal.choices import ASKED_AGAIN, RenewalStatus, Verdict
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.renewal.querysets import OPEN, RenewalQuerySet
from matchmaking.needs.renewal.selectors.wording import (
    Difference,
    changes_in_words,
    reasons_in_words,
)
from matchmaking.needs.renewal.services.asks import last_said
from matchmaking.needs.renewal.services.comparing import OUT
from matchmaking.reports.comparing import Piece, difference
from matchmaking.reports.models import CandidateNeed, NationalReport
from matchmaking.reports.quotes import BULLET


@dataclass
class Side:
    """A passage beside another: its words, cut where they differ, and where they stand."""

    text: str
    language: str
    source: str = ""
    url: str = ""
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Row:
    """One request of the comparison."""

    renewal: Renewal
    old: Side
    new: Side | None
    further: list[Side]
    reasons: list[str]
    changes: list[Difference]
    may_confirm: bool
    may_undo: bool

    @property
    def is_gone(self) -> bool:
        """Whether the report no longer speaks of it, as far as is known."""
        return self.renewal.said == Verdict.GONE

    @property
    def is_closed(self) -> bool:
        """Whether the request was closed by another way before anybody confirmed it."""
        waits = self.renewal.status == RenewalStatus.WAITING
        return waits and self.renewal.need.status not in OPEN

    @property
    def needs_edit(self) -> bool:
        """Whether the new figures may yet be taken over into the request."""
        changed = self.renewal.verdict == Verdict.CHANGED
        return self.may_undo and changed and self.renewal.need.is_editable


class Progress(NamedTuple):
    """How many are confirmed of how many, and how many have lapsed."""

    done: int
    total: int
    lapsed: int


def renewals_of(user: Person, report: NationalReport) -> RenewalQuerySet:
    """Return the renewals of one report that `user` may know of, as the old reports asked."""
    rows = Renewal.objects.visible_to(user).filter(report=report)
    return _joined(rows.exclude(status=RenewalStatus.REPLACED)).in_order()


def row_of(user: Person, pk: int) -> Row:
    """Return one renewal; Renewal.DoesNotExist where `user` may not know of it."""
    renewal = _joined(Renewal.objects.visible_to(user)).get(pk=pk)
    return _row(user, renewal)


def comparison_rows(user: Person, renewals: Iterable[Renewal]) -> list[Row]:
    """Lay the renewals out with both passages."""
    return [_row(user, renewal) for renewal in renewals]


def progress_of(user: Person, report: NationalReport) -> Progress:
    """Return how far the State is with this report, whatever the filters."""
    rows = Renewal.objects.visible_to(user).filter(report=report)
    rows = rows.exclude(status=RenewalStatus.REPLACED).select_related("need")
    states = [(row.status, row.need.status) for row in rows]
    waiting = sum(s == RenewalStatus.WAITING and need in OPEN for s, need in states)
    lapsed = sum(s == RenewalStatus.LAPSED for s, _need in states)
    return Progress(len(states) - waiting - lapsed, len(states), lapsed)


def new_candidates(report: NationalReport) -> list[CandidateNeed]:
    """Return what the report asks for that no earlier request asked for."""
    speaking = report.renewals.exclude(status=RenewalStatus.REPLACED).filter(
        Q(verdict__in=ASKED_AGAIN) | Q(verdict="", suggested__in=ASKED_AGAIN)
    )
    rows = report.candidates.exclude(status__in=OUT).exclude(quote="")
    rows = rows.exclude(pk__in=speaking.exclude(candidate=None).values("candidate"))
    rows = rows.exclude(pk__in=speaking.exclude(further=None).values("further"))
    rows = rows.select_related("need", "report").prefetch_related("themes")
    return list(rows.order_by("position", "pk"))


def source_of(report: NationalReport, page: int | None) -> str:
    """Say where a passage stands: the report and the page."""
    about = {"report": report, "page": page}
    return _("%(report)s, page %(page)s") % about if page else str(report)


def _joined(rows: RenewalQuerySet) -> RenewalQuerySet:
    confirmed = Renewal.objects.filter(status=RenewalStatus.CONFIRMED).select_related(
        "report__country", "candidate"
    )
    need = ("need__country", "need__organisation", "need__candidate__report__country")
    related = ("report__country", "candidate", "passage", "confirmed_by", *need)
    return rows.select_related(*related).prefetch_related(
        "further", Prefetch("need__renewals", confirmed, to_attr="confirmed")
    )


def _row(user: Person, renewal: Renewal) -> Row:
    old, new = _old(renewal), _new(renewal)
    if new and old.language == new.language:
        # What numbers the parts of an answer is no part of the request.
        old.pieces, new.pieces = difference(BULLET.sub("", old.text), BULLET.sub("", new.text))
    else:
        for side in filter(None, (old, new)):
            side.pieces = [Piece(side.text, differs=False)]
    moves = {m.name for m in workflow.RENEWAL_WORKFLOW.available(renewal, actor=user)}
    is_open = renewal.need.status in OPEN or renewal.status == RenewalStatus.LAPSED
    return Row(
        renewal=renewal,
        old=old,
        new=new,
        further=[_of_candidate(row, renewal.report) for row in renewal.further.all()],
        reasons=reasons_in_words(renewal.reasons),
        changes=changes_in_words(renewal.changes),
        may_confirm="confirm" in moves and is_open,
        may_undo="undo" in moves,
    )


def _old(renewal: Renewal) -> Side:
    """Return what was last said of the request before this report."""
    need: Any = renewal.need
    earlier = [row for row in need.confirmed if row.pk != renewal.pk and row.pk < renewal.pk]
    report, candidate, quote, page = last_said(_Said(need, earlier))
    if not report:
        return Side(need.description or need.title, need.language, _("Written without a report"))
    url = reverse("reports:passage", args=[report.pk, candidate.pk]) if candidate else ""
    return Side(quote, report.language or need.language, source_of(report, page), url)


class _Said(NamedTuple):
    """A request with the confirmations up to some report."""

    need: Any
    confirmed: Sequence[Renewal]

    @property
    def candidate(self) -> Any:
        return self.need.candidate

    @property
    def reported_quote(self) -> str:
        return str(self.need.reported_quote or self.need.description)

    @property
    def reported_page(self) -> int | None:
        page: int | None = self.need.reported_page
        return page


def _new(renewal: Renewal) -> Side | None:
    """Return the passage of the new report, or nothing where there is none."""
    report = renewal.report
    if renewal.said == Verdict.GONE:
        return None
    if renewal.said in ASKED_AGAIN and renewal.candidate:
        return _of_candidate(renewal.candidate, report)
    if renewal.said != Verdict.MET or not renewal.passage:
        return None
    url = f"{reverse('reports:review', args=[report.pk])}?page={renewal.page or ''}&show=text"
    return Side(renewal.quote, report.language, source_of(report, renewal.page), url)


def _of_candidate(candidate: CandidateNeed, report: NationalReport) -> Side:
    url = reverse("reports:passage", args=[report.pk, candidate.pk])
    side = Side(candidate.quote, report.language, source_of(report, candidate.page), url)
    side.pieces = [Piece(side.text, differs=False)]
    return side
