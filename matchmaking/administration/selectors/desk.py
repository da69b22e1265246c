"""One fund at a glance: stages, money left, reviews, and what is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.selectors import Person, organisation_ids
from matchmaking.administration.choices import Stage
from matchmaking.administration.selectors.pipeline import is_late, pipeline_for
from matchmaking.applications.access import FUND_EYES
from matchmaking.decisions.selectors import conditions_due
from matchmaking.funds.models import Call, Fund
from matchmaking.ledger.selectors import EarmarkBalance, FundMoney, fund_figures, money_left
from matchmaking.payments.selectors import earmark_words, payments_due, reports_due
from matchmaking.reviews.selectors import Progress, followed_calls, progress

# What a card of the desk shows; its list has the rest.
MOST_ROWS = 5
MOST_CALLS = 4


@dataclass(frozen=True)
class StageCount:
    """How many applications stand at a stage, how many too long, and since when the first."""

    stage: Stage
    number: int
    late: int
    oldest: datetime | None

    @property
    def days(self) -> int | None:
        """How long the one that waits longest has been here, in days."""
        return (timezone.now() - self.oldest).days if self.oldest else None


@dataclass(frozen=True)
class Due:
    """The next few rows of a list, and how many there are in all."""

    rows: list[Any]
    total: int


@dataclass(frozen=True)
class Desk:
    """Everything the first page of a fund's desk shows."""

    fund: Fund
    stages: list[StageCount]
    money: FundMoney
    pots: list[EarmarkBalance]
    reviews: list[tuple[Call, Progress]]
    conditions: Due
    payments: Due
    reports: Due


def funds_at_desk(user: Person) -> QuerySet[Fund]:
    """Return the funds that `user` runs or audits, by name."""
    rows = Fund.objects.filter(organisation__in=organisation_ids(user, FUND_EYES))
    return rows.select_related("organisation").order_by("name", "pk")


def desk_of(user: Person, fund: Fund) -> Desk:
    """Return the desk of a fund as `user` may know it."""
    of_project = {"project__application__call__fund": fund}
    conditions = conditions_due(user).filter(decision__application__call__fund=fund)
    return Desk(
        fund=fund,
        stages=list(_stages(user, fund)),
        money=fund_figures([fund.pk])[fund.pk],
        pots=money_left(fund.pk),
        reviews=list(_reviews(user, fund)),
        conditions=_due(conditions),
        payments=_due(payments_due(user).filter(**of_project)),
        reports=_due(reports_due(user).filter(**of_project)),
    )


def earmark_in_words(balance: EarmarkBalance) -> str:
    """Say in a sentence what this money may be used for."""
    if balance.is_free or not balance.contributions:
        return _("for anything the fund does")
    return earmark_words(balance.contributions[0])


def _stages(user: Person, fund: Fund) -> Iterator[StageCount]:
    applications: QuerySet[Any] = pipeline_for(user).filter(call__fund=fund)
    rows = applications.order_by().values("stage")
    counted = rows.annotate(
        number=Count("pk", distinct=True),
        late=Count("pk", filter=is_late(user), distinct=True),
        oldest=Min("moved_at"),
    )
    found = {row.pop("stage"): row for row in counted}
    for stage in Stage:
        if stage != Stage.OVER:
            row = found.get(stage.value, {"number": 0, "late": 0, "oldest": None})
            yield StageCount(stage, **row)


def _reviews(user: Person, fund: Fund) -> Iterator[tuple[Call, Progress]]:
    followed: QuerySet[Any] = followed_calls(user)
    calls = followed.filter(fund=fund, in_review__gt=0)
    for call in calls[:MOST_CALLS]:
        yield call, progress(user, call)


def _due(rows: QuerySet[Any]) -> Due:
    return Due(list(rows[:MOST_ROWS]), rows.count())
