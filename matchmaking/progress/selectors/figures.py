"""The facts behind the lights and the story, read for many undertakings at once."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q
from django.utils import timezone

from matchmaking.agreements.models import AgreementLine
from matchmaking.agreements.selectors.figures import last_words
from matchmaking.agreements.shares import Part, agreed_part, delivered_part
from matchmaking.monitoring.choices import ValueStatus
from matchmaking.monitoring.models import Indicator, Period, Undertaking
from matchmaking.monitoring.selectors import latest_values
from matchmaking.payments.budget import budget_lines
from matchmaking.payments.choices import AWAITED, ExpenditureStatus
from matchmaking.payments.models import Expenditure, ReportDue
from matchmaking.progress.choices import EntryStatus, Side
from matchmaking.progress.lights import BudgetPart, Concern, Deadline, Facts, Work
from matchmaking.progress.models import (
    ActivityState,
    HandOver,
    MilestoneState,
    RegisterEntry,
    Statement,
)

Ids = Collection[int]
HANDED_IN = (ValueStatus.SUBMITTED, ValueStatus.APPROVED)


@dataclass(frozen=True)
class Confirmed:
    """A hand-over, what each side said of it last, and what both confirm."""

    hand_over: HandOver
    said: Mapping[str, Statement]

    @property
    def quantity(self) -> Decimal:
        """What both sides confirm: the smaller figure; nothing until both have spoken."""
        stated = [self.said[side].quantity if side in self.said else Decimal(0) for side in Side]
        return min(stated)

    @property
    def giver(self) -> Statement | None:
        """The last word of the side that delivers."""
        return self.said.get(Side.GIVER)

    @property
    def recipient(self) -> Statement | None:
        """The last word of the side that receives."""
        return self.said.get(Side.RECIPIENT)

    @property
    def is_disputed(self) -> bool:
        """Whether both sides have spoken and say different things."""
        return len(self.said) == len(Side) and len({one.quantity for one in self.said.values()}) > 1


@dataclass(frozen=True)
class DeliveredLine:
    """A line of an agreement: what was agreed and what both sides confirm of it."""

    line: AgreementLine
    agreed: Part
    delivered: Part

    @property
    def is_complete(self) -> bool:
        """Whether all of it has arrived."""
        return self.agreed == self.delivered


def confirmed_hand_overs(undertaking_ids: Ids) -> dict[int, list[Confirmed]]:
    """Return the hand-overs of each undertaking with the last words on them; two queries."""
    rows = HandOver.objects.filter(undertaking__in=undertaking_ids).select_related("result")
    last = Statement.objects.filter(hand_over__undertaking__in=undertaking_ids)
    newest = last.values("hand_over", "side").annotate(newest=Max("pk")).values("newest")
    said: dict[int, dict[str, Statement]] = defaultdict(dict)
    for word in Statement.objects.filter(pk__in=newest).select_related("stated_by", "document"):
        said[word.hand_over_id][word.side] = word
    found: dict[int, list[Confirmed]] = {pk: [] for pk in undertaking_ids}
    for row in rows.order_by("pk"):
        found[row.undertaking_id].append(Confirmed(row, said[row.pk]))
    return found


def delivered_lines(undertaking_ids: Ids) -> dict[int, list[DeliveredLine]]:
    """Return the lines of the agreements with what both sides confirm; two queries."""
    rows = AgreementLine.objects.filter(agreement__undertaking__in=undertaking_ids)
    named = rows.select_related("agreement__undertaking", "need_line__kind")
    lines = list(named.order_by("agreement", "position", "pk"))
    words = last_words([line.pk for line in lines])
    found: dict[int, list[DeliveredLine]] = {pk: [] for pk in undertaking_ids}
    for line in lines:
        parts = agreed_part(line), delivered_part(line, words.get(line.pk, {}))
        found[line.agreement.undertaking.pk].append(DeliveredLine(line, *parts))
    return found


def facts_of(undertaking_ids: Ids) -> dict[int, Facts]:
    """Return what the lights look at; the queries are the same for one and many."""
    rows = list(
        Undertaking.objects.filter(pk__in=undertaking_ids)
        .select_related("project__application")
        .prefetch_related("project__application__submissions", "project__expenditures")
    )
    today = timezone.localdate()
    work, deadlines, values = (
        _work(undertaking_ids),
        _deadlines(rows),
        latest_values(undertaking_ids),
    )
    owed, reporting = _owed(undertaking_ids)
    concerns, registers = _concerns(undertaking_ids)
    return {
        row.pk: Facts(
            today=today,
            work=work[row.pk],
            deadlines=deadlines[row.pk],
            reached=[
                float(one.on_the_way.ratio)
                for one in values[row.pk]
                if one.on_the_way.ratio is not None
            ],
            indicators=len(values[row.pk]),
            budget=_budget(row),
            owed=owed[row.pk],
            is_reporting=row.pk in reporting,
            concerns=concerns[row.pk],
            has_register=row.pk in registers,
        )
        for row in rows
    }


def _work(ids: Ids) -> Mapping[int, list[Work]]:
    found: dict[int, list[Work]] = defaultdict(list)
    for row in ActivityState.objects.filter(undertaking__in=ids):
        found[row.undertaking_id].append(Work(row.starts_on, row.ends_on, row.percent / 100))
    return found


def _deadlines(rows: Iterable[Undertaking]) -> Mapping[int, list[Deadline]]:
    ids = [row.pk for row in rows]
    found: dict[int, list[Deadline]] = defaultdict(list)
    for row in MilestoneState.objects.filter(undertaking__in=ids):
        found[row.undertaking_id].append(Deadline(row.due_on, row.reached_on is not None))
    for pk, lines in delivered_lines(ids).items():
        found[pk] += [
            Deadline(one.line.ends_on, one.is_complete) for one in lines if one.line.ends_on
        ]
    return found


def _budget(undertaking: Undertaking) -> list[BudgetPart] | None:
    """Return the lines of the budget; what waits for the fund counts as spent too."""
    project = undertaking.project
    if project is None:
        return None
    said = [row for row in project.expenditures.all() if _counts(row)]
    for row in said:
        row.project = project
    return [BudgetPart(one.budget, one.spent + one.waiting) for one in budget_lines(project, said)]


def _counts(row: Expenditure) -> bool:
    return row.status != ExpenditureStatus.RETURNED


def _owed(ids: Ids) -> tuple[Mapping[int, list[datetime.date]], set[int]]:
    """Return the days of reports and values not handed in, and who has to report at all."""
    found: dict[int, list[datetime.date]] = defaultdict(list)
    reports = ReportDue.objects.filter(project__undertaking__in=ids)
    counts = _counted_indicators(ids)
    reporting = set(counts)
    for pk, status, due_on in reports.values_list("project__undertaking", "status", "due_on"):
        reporting.add(pk)
        if status in AWAITED:
            found[pk].append(due_on)
    given = Count(
        "values", filter=Q(values__status__in=HANDED_IN, values__indicator__is_dropped=False)
    )
    open_ones = Q(undertaking__closed_on=None) | Q(due_on__lte=timezone.localdate())
    periods = Period.objects.filter(open_ones, undertaking__in=counts).annotate(given=given)
    for period in periods:
        if period.given < counts[period.undertaking_id]:
            found[period.undertaking_id].append(period.due_on)
    return found, reporting


def _counted_indicators(ids: Ids) -> dict[int, int]:
    rows = Indicator.objects.filter(undertaking__in=ids, is_dropped=False)
    return dict(rows.values_list("undertaking").annotate(Count("pk")).order_by())


def _concerns(ids: Ids) -> tuple[Mapping[int, list[Concern]], set[int]]:
    found: dict[int, list[Concern]] = defaultdict(list)
    known = set()
    for row in RegisterEntry.objects.filter(undertaking__in=ids):
        known.add(row.undertaking_id)
        if row.status == EntryStatus.OPEN:
            found[row.undertaking_id].append(Concern(row.weight, row.due_on))
    return found, known
