"""What holds of projects now, read for many at once: conditions, reports, what was paid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils import timezone

from matchmaking.decisions.choices import UNMET
from matchmaking.decisions.choices import Tie as ConditionTie
from matchmaking.decisions.models import Condition
from matchmaking.ledger.selectors import ProjectMoney, project_figures
from matchmaking.money import Money
from matchmaking.payments import readiness
from matchmaking.payments.choices import SETTLED, PaymentStatus
from matchmaking.payments.models import Payment, Project, ReportDue, Tranche
from matchmaking.payments.readiness import Facts, OpenCondition, OpenReport, Terms, Why

Conditions = Mapping[int, list[OpenCondition]]


def money_of(projects: Iterable[Project]) -> dict[int, ProjectMoney]:
    """Return the figures of the ledger for each project, by its id."""
    rows = list(projects)
    found = project_figures([row.application_id for row in rows])
    return {row.pk: found.get(row.application_id) or _nothing(row) for row in rows}


def conditions_of(projects: Iterable[Project]) -> Conditions:
    """Return what is still to be met for each project, by its id; one query."""
    by_application = {row.application_id: row.pk for row in projects}
    rows = Condition.objects.filter(
        decision__application__in=by_application, status__in=UNMET
    ).select_related("decision")
    found: dict[int, list[OpenCondition]] = defaultdict(list)
    for row in rows.order_by("decision", "number"):
        found[by_application[row.decision.application_id]].append(_open(row))
    return found


def facts_of(projects: Iterable[Project]) -> dict[int, Facts]:
    """Return what holds of each project today, by its id; a handful of queries for all."""
    rows = list(projects)
    money, conditions = money_of(rows), conditions_of(rows)
    reports, paid = _open_reports(rows), _paid(rows)
    return {
        row.pk: Facts(
            status=row.status,
            today=timezone.localdate(),
            left=money[row.pk].open,
            conditions=conditions[row.pk],
            reports=reports[row.pk],
            paid=frozenset(paid[row.pk]),
        )
        for row in rows
    }


def terms_of(tranche: Tranche) -> Terms:
    """Return a tranche as the rules of readiness read it."""
    return Terms(
        number=tranche.number,
        amount=tranche.amount,
        tie=tranche.tie,
        report=tranche.report.number if tranche.report else None,
        due_on=tranche.due_on,
    )


def why_not(tranche: Tranche) -> list[Why]:
    """Return what has to happen before a tranche may be paid; empty when it may."""
    facts = facts_of([tranche.project])[tranche.project_id]
    return readiness.why_not(terms_of(tranche), facts)


def _nothing(project: Project) -> ProjectMoney:
    """Return the figures of a project to which nothing was ever committed."""
    return ProjectMoney(*[Money(0, project.currency)] * 5)


def _open(row: Condition) -> OpenCondition:
    condition = OpenCondition(words=row.words, due_on=row.due_on)
    if row.ties == ConditionTie.SIGNATURE:
        return replace(condition, is_before_signature=True)
    return replace(condition, tranche=row.tranche)


def _open_reports(projects: Iterable[Project]) -> Mapping[int, list[OpenReport]]:
    rows = ReportDue.objects.filter(project__in=projects).exclude(status__in=SETTLED)
    found: dict[int, list[OpenReport]] = defaultdict(list)
    for row in rows.order_by("number"):
        found[row.project_id].append(OpenReport(row.number, row.in_words()))
    return found


def _paid(projects: Iterable[Project]) -> Mapping[int, list[int]]:
    rows = Payment.objects.filter(project__in=projects, status=PaymentStatus.PAID)
    found: dict[int, list[int]] = defaultdict(list)
    for project_id, number in rows.values_list("project_id", "tranche__number"):
        found[project_id].append(number)
    return found
