"""Every application of a fund with its stage, since when it is there, and until when it may be."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.selectors import Person, organisation_ids
from matchmaking.administration.choices import EXAMPLE_DAYS, TIMED, Stage
from matchmaking.administration.models import StageTerm
from matchmaking.applications.access import FUND_EYES
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.funds.models import Fund
from matchmaking.payments.choices import ProjectStatus

Terms = dict[tuple[int, str], int]

STAGE = Case(
    When(project__status=ProjectStatus.CLOSED, then=Value(Stage.OVER)),
    When(project__status=ProjectStatus.AGREED, then=Value(Stage.AGREEMENT)),
    When(project__isnull=False, then=Value(Stage.RUNNING)),
    When(status=ApplicationStatus.SUBMITTED, then=Value(Stage.SCREENING)),
    When(status=ApplicationStatus.ELIGIBLE, then=Value(Stage.REVIEW)),
    When(status=ApplicationStatus.REVIEWED, then=Value(Stage.DECISION)),
    When(status=ApplicationStatus.RETURNED, then=Value(Stage.REVISION)),
    # Approved a moment ago: the project is made after the commit.
    When(status=ApplicationStatus.APPROVED, then=Value(Stage.AGREEMENT)),
    default=Value(Stage.OVER),
    output_field=CharField(),
)


@dataclass(frozen=True)
class PipelineRow:
    """An application on its way, as its fund counts the days."""

    application: Application
    stage: Stage
    since: datetime.date
    due_on: datetime.date | None
    today: datetime.date

    @property
    def days(self) -> int:
        """How many days it has been in this stage."""
        return (self.today - self.since).days

    @property
    def is_late(self) -> bool:
        """Whether the last day of this stage is over."""
        return self.due_on is not None and self.due_on < self.today


def pipeline_for(user: Person) -> QuerySet[Application]:
    """Return what came to the funds that `user` runs or audits, each with its stage."""
    rows = Application.objects.of_fund_of(user).annotate(stage=STAGE)
    return rows.select_related(
        "call__fund", "proposal__country", "proposal__applicant", "proposal__implementer", "project"
    )


def terms_of(fund_ids: Collection[int]) -> Terms:
    """Return the days each timed stage may take, by fund and stage; the examples where none is set.

    One query, whatever the number of funds.
    """
    found = {(fund, str(stage)): days for fund in fund_ids for stage, days in EXAMPLE_DAYS.items()}
    rows = StageTerm.objects.filter(fund__in=fund_ids).order_by("pk")
    return found | {(row.fund_id, row.stage): row.days for row in rows}


def with_clocks(applications: Iterable[Application]) -> list[PipelineRow]:
    """Return the rows of a page with their clocks; one query for all of them."""
    rows = list(applications)
    terms = terms_of({row.call.fund_id for row in rows})
    return [_clocked(row, terms) for row in rows]


def is_late(user: Person) -> Q:
    """Return what an application of the pipeline is like whose last day is over."""
    today = timezone.localdate()
    funds = Fund.objects.filter(organisation__in=organisation_ids(user, FUND_EYES))
    late = Q(stage=Stage.RUNNING, project__ends_on__lt=today)
    for (fund, stage), days in terms_of(list(funds.values_list("pk", flat=True))).items():
        first = today - datetime.timedelta(days=days)
        late |= Q(call__fund=fund, stage=stage, moved_at__date__lt=first)
    return late


def _clocked(application: Application, terms: Terms) -> PipelineRow:
    stage = Stage(application.stage)  # type: ignore[attr-defined]
    since = timezone.localdate(application.moved_at)
    due = None
    if stage == Stage.RUNNING:
        since = application.project.signed_on or since
        due = application.project.ends_on
    elif stage in TIMED:
        due = since + datetime.timedelta(days=terms[application.call.fund_id, str(stage)])
    return PipelineRow(application, stage, since, due, timezone.localdate())
