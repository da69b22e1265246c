"""What reviewers and administrators are told. No score, no word of a review is ever in a notice."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from matchmaking.applications.models import Application
from matchmaking.applications.telling import kind, tell
from matchmaking.reviews import policies
from matchmaking.reviews.choices import COUNTING, AssignmentStatus
from matchmaking.reviews.models import Assignment, Remark, Review

kind(
    "review_asked",
    _("I am asked to review an application"),
    _("You are asked to review application %(number)s by %(day)s: say first whether you may"),
    _("You are asked to review an application"),
)
kind(
    "review_left",
    _("A reviewer left an application"),
    _("%(reviewer)s does not review application %(number)s: somebody else is needed"),
    _("A reviewer left an application of your fund"),
)
kind(
    "review_taken_off",
    _("I am taken off a review"),
    _("You are no longer asked to review application %(number)s"),
    _("You are no longer asked to review an application"),
)
kind(
    "review_day_moved",
    _("The day of a review moved"),
    _("Your review of application %(number)s is now due on %(day)s"),
    _("The day of one of your reviews has moved"),
)
kind(
    "review_reminder",
    _("A review of mine is waited for"),
    _("Your review of application %(number)s is waited for; it is due on %(day)s"),
    _("One of your reviews is waited for"),
)
kind(
    "review_handed_in",
    _("A review was handed in"),
    _("%(reviewer)s handed in a review of application %(number)s"),
    _("A review of an application was handed in"),
)
kind(
    "review_remark",
    _("Somebody wrote in the discussion of an application I review"),
    _("%(reviewer)s wrote in the discussion of application %(number)s"),
    _("Somebody wrote in the discussion of an application"),
)
kind(
    "reviews_closed",
    _("The reviews of an application are closed"),
    _("The reviews of application %(number)s are closed"),
    _("The reviews of an application are closed"),
)


def tell_of_asking(assignment: Assignment) -> None:
    """Ask the person whether anything stands in the way."""
    _tell_reviewer("review_asked", assignment, assignment.asked_by)


def tell_of_leaving(assignment: Assignment) -> None:
    """Tell the administrators that somebody else is needed."""
    application = assignment.application
    url = reverse("reviews:reviewers", args=[application.pk])
    people = administrators(application)
    _tell("review_left", assignment, people, assignment.reviewer, url)


def tell_of_taking_off(assignment: Assignment) -> None:
    """Tell the person that they need not go on."""
    url = reverse("reviews:mine")
    _tell("review_taken_off", assignment, [assignment.reviewer], None, url)


def tell_of_due_day(assignment: Assignment, actor: User) -> None:
    """Tell the reviewer the new day."""
    _tell_reviewer("review_day_moved", assignment, actor)


def tell_of_reminder(assignment: Assignment, actor: User) -> int:
    """Remind the reviewer, once a day at most; say whether it was new."""
    return _tell_reviewer("review_reminder", assignment, actor, key=str(timezone.localdate()))


def tell_of_review(review: Review) -> None:
    """Tell those who may read it now: administrators, and colleagues who have handed in theirs."""
    assignment = review.assignment
    application = assignment.application
    url = reverse("reviews:application", args=[application.pk])
    people = readers(application)
    key = f"{assignment.pk}:{review.round}"
    _tell("review_handed_in", assignment, people, assignment.reviewer, url, key)


def tell_of_remark(remark: Remark, application: Application) -> None:
    """Tell those who may read it, once a day for each who wrote."""
    tell(
        "review_remark",
        application,
        readers(application),
        key=f"{remark.author_id}:{timezone.localdate()}",
        actor=remark.author,
        url=reverse("reviews:application", args=[application.pk]) + "#discussion",
        reviewer=str(remark.author),
    )


def tell_of_closing(application: Application, actor: User) -> None:
    """Tell those who reviewed it."""
    done = application.assignments.filter(status=AssignmentStatus.DONE).select_related("reviewer")
    tell(
        "reviews_closed",
        application,
        [row.reviewer for row in done],
        key=str(application.version),
        actor=actor,
        url=reverse("reviews:application", args=[application.pk]),
    )


def administrators(application: Application) -> list[User]:
    """Return who runs the fund to which an application came."""
    rows = application.call.fund.organisation.memberships.filter(
        role=Role.FUND_ADMINISTRATOR, ended_at=None, user__is_active=True
    )
    return [row.user for row in rows.select_related("user")]


def readers(application: Application) -> list[User]:
    """Return the administrators and reviewers to whom the reviews are open now."""
    rows = application.assignments.filter(status__in=COUNTING).select_related("reviewer")
    people = {row.reviewer for row in rows} | set(administrators(application))
    return [one for one in people if policies.reads_reviews(one, application)]


def _tell_reviewer(name: str, assignment: Assignment, actor: User | None, key: str = "") -> int:
    url = reverse("reviews:assignment", args=[assignment.pk])
    return _tell(name, assignment, [assignment.reviewer], actor, url, key)


def _tell(
    name: str,
    assignment: Assignment,
    people: Iterable[User],
    actor: User | None,
    url: str,
    key: str = "",
) -> int:
    said: dict[str, Any] = {
        "reviewer": str(assignment.reviewer),
        "day": date_format(assignment.due_on, "Y-m-d"),
    }
    key = key or f"{assignment.pk}:{assignment.version}"
    return tell(name, assignment.application, people, key=key, actor=actor, url=url, **said)
