"""What of milestones and hand-overs waits for whom. The recused find none of it here either."""

import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.monitoring.choices import UndertakingStatus
from matchmaking.payments.policies import ACTING_ROLES
from matchmaking.progress.choices import Side
from matchmaking.progress.models import HandOver, MilestoneState, Statement

PROPOSAL = "undertaking__project__application__proposal__"
FUND = "undertaking__project__application__call__fund__organisation__in"
SOON = datetime.timedelta(days=14)


def milestones_due(user: User) -> QuerySet[MilestoneState] | None:
    """Return the milestones that should be reached by now or soon, for those who report."""
    own = organisation_ids(user, ACTING_ROLES)
    if not own:
        return None
    rows = MilestoneState.objects.visible_to(user).filter(
        Q(**{f"{PROPOSAL}implementer__in": own}) | Q(**{f"{PROPOSAL}applicant__in": own}),
        undertaking__status=UndertakingStatus.OPEN,
        reached_on=None,
        due_on__lte=timezone.localdate() + SOON,
    )
    return rows.with_parties()


def to_confirm(user: User) -> QuerySet[HandOver] | None:
    """Return the hand-overs of which the other side says more lately, or something else."""
    own = organisation_ids(user, ACTING_ROLES)
    run = organisation_ids(user, [Role.FUND_ADMINISTRATOR])
    if not own and not run:
        return None
    rows = HandOver.objects.visible_to(user).filter(undertaking__status=UndertakingStatus.OPEN)
    said = Statement.objects.filter(hand_over=OuterRef("pk")).order_by("-pk")
    last = rows.annotate(
        **{side: Subquery(said.filter(side=side).values("pk")[:1]) for side in Side},
        **{
            f"{side}_says": Subquery(said.filter(side=side).values("quantity")[:1]) for side in Side
        },
    )
    delivers = _carries(own) & _waits_for(Side.GIVER, Side.RECIPIENT)
    receives = _receives(own, run) & _waits_for(Side.RECIPIENT, Side.GIVER)
    return last.filter(delivers | receives).with_parties()


def _carries(own: frozenset[int]) -> Q:
    """Return what a project is like that these organisations carry out."""
    alone = Q(**{f"{PROPOSAL}implementer": None, f"{PROPOSAL}applicant__in": own})
    return Q(**{f"{PROPOSAL}implementer__in": own}) | alone


def _receives(own: frozenset[int], run: frozenset[int]) -> Q:
    """Return what a project is like of which these are the receiving side: see the policies."""
    itself = Q(**{f"{PROPOSAL}implementer": None}) | Q(
        **{f"{PROPOSAL}implementer": F(f"{PROPOSAL}applicant")}
    )
    by_applicant = Q(**{f"{PROPOSAL}applicant__in": own}) & ~itself
    return by_applicant | Q(**{FUND: run}) & itself


def _waits_for(own: Side, other: Side) -> Q:
    """Return what a hand-over is like of which the other side said more lately, and otherwise."""
    news = Q(**{f"{other}__gt": F(own)}) & ~Q(**{f"{other}_says": F(f"{own}_says")})
    return Q(**{f"{other}__isnull": False}) & (Q(**{own: None}) | news)


def _milestone_task(row: MilestoneState) -> Task:
    project = row.undertaking.project
    return Task(
        pk=row.pk,
        text=f"{row.undertaking}: {row}",
        url=reverse("progress:plan", args=[row.undertaking_id]),
        organisation_id=project.carrier.pk if project else None,
        due_on=row.due_on,
    )


def _hand_over_task(row: HandOver) -> Task:
    return Task(
        pk=row.pk,
        text=f"{row.undertaking}: {row}",
        url=reverse("progress:hand_overs", args=[row.undertaking_id]),
        since=row.entered_at,
    )


SOURCES = (
    Source(
        "progress_milestone",
        _("Say whether a milestone is reached"),
        milestones_due,
        _milestone_task,
    ),
    Source("progress_hand_over", _("Confirm what was handed over"), to_confirm, _hand_over_task),
)
