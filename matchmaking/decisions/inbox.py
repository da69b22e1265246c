"""What of a committee's work waits for whom."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.applications.models import Application
from matchmaking.applications.policies import ANSWERS
from matchmaking.decisions.choices import ConditionStatus
from matchmaking.decisions.models import Appeal, Ballot, Condition, Seat, Vote


def to_vote(user: User) -> QuerySet[Ballot]:
    """Return the open ballots on which `user` has not voted yet; anybody may have a seat."""
    seats = Seat.objects.taken().filter(person=user)
    rows = Ballot.objects.open().filter(
        application__in=Application.objects.visible_to(user),
        application__call__in=seats.values("call"),
    )
    voted = Vote.objects.filter(ballot=OuterRef("pk"), seat__person=user)
    return rows.filter(~Exists(voted)).select_related(
        "application__proposal", "application__call__fund"
    )


def to_show(user: User) -> QuerySet[Condition] | None:
    """Return the open conditions that the organisations of `user` have to meet."""
    places = organisation_ids(user, ANSWERS)
    if not places:
        return None
    applications = Application.objects.of_applicant(user)
    rows = Condition.objects.filter(
        status=ConditionStatus.OPEN, decision__application__in=applications
    )
    return rows.select_related("decision__application__proposal")


def to_answer(user: User) -> QuerySet[Condition] | None:
    """Return the conditions for which evidence waits for an administrator's answer."""
    funds = organisation_ids(user, [Role.FUND_ADMINISTRATOR])
    if not funds:
        return None
    rows = Condition.objects.visible_to(user).filter(
        status=ConditionStatus.HANDED_IN,
        decision__application__call__fund__organisation__in=funds,
    )
    return rows.select_related("decision__application__call__fund")


def to_hear(user: User) -> QuerySet[Appeal] | None:
    """Return the appeals for which an administrator has to open a ballot."""
    funds = organisation_ids(user, [Role.FUND_ADMINISTRATOR])
    if not funds:
        return None
    rows = Appeal.objects.visible_to(user).waiting()
    own = rows.filter(decision__application__call__fund__organisation__in=funds)
    opened = Ballot.objects.open().filter(appeal=OuterRef("pk"))
    return own.filter(~Exists(opened)).select_related("decision__application__call__fund")


def _vote_task(ballot: Ballot) -> Task:
    return Task(
        pk=ballot.pk,
        text=str(ballot),
        url=reverse("decisions:ballot", args=[ballot.pk]),
        organisation_id=ballot.application.call.fund.organisation_id,
        due_on=ballot.vote_by,
        since=ballot.opened_at,
    )


def _show_task(condition: Condition) -> Task:
    return _condition_task(condition, condition.decision.application.proposal.applicant_id)


def _answer_task(condition: Condition) -> Task:
    fund = condition.decision.application.call.fund
    return _condition_task(condition, fund.organisation_id)


def _condition_task(condition: Condition, organisation_id: int) -> Task:
    number = condition.decision.application.number
    more: dict[str, Any] = {"due_on": condition.due_on}
    return Task(
        pk=condition.pk,
        text=f"{number}: {condition.words}",
        url=reverse("decisions:condition", args=[condition.pk]),
        organisation_id=organisation_id,
        since=condition.decision.decided_at,
        badge=(condition.status, condition.get_status_display()),
        **more,
    )


def _hear_task(appeal: Appeal) -> Task:
    application = appeal.decision.application
    return Task(
        pk=appeal.pk,
        text=str(application.number),
        url=reverse("decisions:decision", args=[appeal.decision_id]),
        organisation_id=application.call.fund.organisation_id,
        since=appeal.filed_at,
    )


SOURCES = (
    Source("vote_on_ballot", _("Vote in the committee"), to_vote, _vote_task),
    Source("meet_condition", _("Meet a condition"), to_show, _show_task),
    Source("answer_evidence", _("Answer evidence for a condition"), to_answer, _answer_task),
    Source("hear_appeal", _("Let an appeal be heard"), to_hear, _hear_task),
)
