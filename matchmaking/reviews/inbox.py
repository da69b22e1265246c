"""What of reviews waits for whom."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.reviews.choices import CONFLICT, LEFT, OPEN, AssignmentStatus
from matchmaking.reviews.models import Assignment

NAMED = ("application__call__fund", "application__proposal", "reviewer")


def to_answer(user: User) -> QuerySet[Assignment] | None:
    """Return the reviews `user` is asked for and has not answered."""
    return _own(user, AssignmentStatus.ASKED)


def to_write(user: User) -> QuerySet[Assignment] | None:
    """Return the reviews `user` has taken on and not handed in."""
    return _own(user, AssignmentStatus.ACCEPTED)


def to_replace(user: User) -> QuerySet[Assignment] | None:
    """Return whom administrators have to replace: who left by themselves or for a conflict."""
    applications = _run(user)
    if applications is None:
        return None
    left = Q(status=AssignmentStatus.DECLINED) | Q(status__in=LEFT, words=CONFLICT)
    rows = Assignment.objects.filter(left, application__in=applications, replaced_by=None)
    return rows.exclude(asked_at=None).select_related(*NAMED)


def to_close(user: User) -> QuerySet[Application] | None:
    """Return the applications of which every review that was asked for is in."""
    applications = _run(user)
    if applications is None:
        return None
    waiting = (AssignmentStatus.PROPOSED, *OPEN)
    rows = Assignment.objects.filter(application=OuterRef("pk"))
    asked = applications.filter(Exists(rows.filter(status=AssignmentStatus.DONE)))
    found = asked.exclude(Exists(rows.filter(status__in=waiting)))
    return found.select_related("call__fund", "proposal")


def _own(user: User, status: str) -> QuerySet[Assignment] | None:
    if not organisation_ids(user, (Role.REVIEWER,)):
        return None
    rows = Assignment.objects.of(user).filter(status=status)
    in_review = rows.filter(application__status=ApplicationStatus.ELIGIBLE)
    return in_review.select_related(*NAMED)


def _run(user: User) -> QuerySet[Application] | None:
    places = organisation_ids(user, (Role.FUND_ADMINISTRATOR,))
    if not places:
        return None
    rows = Application.objects.visible_to(user).filter(status=ApplicationStatus.ELIGIBLE)
    return rows.filter(call__fund__organisation__in=places)


def _task(assignment: Assignment, url: str, **more: Any) -> Task:
    return Task(
        pk=assignment.pk,
        text=str(assignment.application),
        url=url,
        organisation_id=assignment.application.call.fund.organisation_id,
        **more,
    )


def _own_task(assignment: Assignment) -> Task:
    url = reverse("reviews:assignment", args=[assignment.pk])
    return _task(assignment, url, since=assignment.asked_at, due_on=assignment.due_on)


def _replace_task(assignment: Assignment) -> Task:
    url = reverse("reviews:reviewers", args=[assignment.application_id])
    return _task(assignment, url, since=assignment.ended_at, note=str(assignment.reviewer))


def _close_task(application: Application) -> Task:
    return Task(
        pk=application.pk,
        text=str(application),
        url=reverse("reviews:application", args=[application.pk]),
        organisation_id=application.call.fund.organisation_id,
        since=application.moved_at,
    )


FUND = OrganisationKind.FUND
SOURCES = (
    Source("answer_review", _("Say whether you may review"), to_answer, _own_task, FUND),
    Source("write_review", _("Write a review"), to_write, _own_task, FUND),
    Source("replace_reviewer", _("Find another reviewer"), to_replace, _replace_task, FUND),
    Source("close_reviews", _("Close the reviews"), to_close, _close_task, FUND),
)
