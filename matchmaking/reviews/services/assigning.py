"""Proposing, asking, replacing and taking off reviewers."""

import datetime
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.applications.models import Application
from matchmaking.applications.services import find_conflicts
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.funds.models import Call
from matchmaking.reviews import notices, policies
from matchmaking.reviews.choices import CONFLICT, LEFT, OPEN
from matchmaking.reviews.engine.assigning import Bar, Match, Plan
from matchmaking.reviews.models import Assignment
from matchmaking.reviews.selectors.candidates import (
    candidates,
    current_submissions,
    plan_of_call,
    reasons_of,
)
from matchmaking.reviews.services.common import (
    end,
    locked,
    locked_application,
    move,
    refuse_unless_in_review,
)
from matchmaking.workflow import compare_and_set


@transaction.atomic
def propose_for_call(*, call_id: int, actor: User, due_on: datetime.date) -> Plan:
    """Propose reviewers for all of a call that is in review; they are told nothing yet."""
    call = Call.objects.select_for_update(of=("self",)).select_related("fund").get(pk=call_id)
    if not policies.runs_reviews_of_call(actor, call):
        raise PermissionDenied
    _refuse_past(due_on)
    plan = plan_of_call(actor, call)
    submissions = current_submissions({pair.task for pair in plan.pairs})
    for pair in plan.pairs:
        _create(pair, submissions[pair.task], actor, due_on)
    return plan


@transaction.atomic
def ask_reviewers(
    *, call_id: int, actor: User, assignment_ids: Collection[int], due_on: datetime.date
) -> list[Assignment]:
    """Confirm proposals: the persons are asked whether anything stands in the way."""
    _refuse_past(due_on)
    rows = Assignment.objects.filter(application__call=call_id, pk__in=assignment_ids)
    return [_ask(locked(pk), actor, due_on) for pk in _in_one_order(rows)]


@transaction.atomic
def drop_proposals(*, call_id: int, actor: User, assignment_ids: Collection[int]) -> int:
    """Drop proposals that were not confirmed."""
    rows = Assignment.objects.filter(application__call=call_id, pk__in=assignment_ids)
    for pk in _in_one_order(rows):
        end(locked(pk), "drop_reviewer", actor=actor, reason="")
    return len(rows)


@transaction.atomic
def assign_reviewer(
    *, application_id: int, reviewer_id: int, actor: User, due_on: datetime.date
) -> Assignment:
    """Ask somebody to review an application, as the administrator's own choice.

    They take the place of the first who left it, if somebody did.
    """
    application = locked_application(application_id)
    if not policies.runs_reviews(actor, application):
        raise PermissionDenied
    refuse_unless_in_review(application)
    _refuse_past(due_on)
    pair = _checked(application, reviewer_id, actor)
    submission = current_submissions({application_id})[application_id]
    former = _former(application, submission)
    assignment = _create(pair, submission, actor, due_on, former)
    return _ask(assignment, actor, due_on)


@transaction.atomic
def take_off_reviewer(
    *, assignment_id: int, actor: User, reason: str, version: int | None = None
) -> Assignment:
    """Take somebody off whose review has not come; what they drafted opens to nobody."""
    assignment = locked(assignment_id, version)
    end(assignment, "take_off_reviewer", actor=actor, reason=reason)
    notices.tell_of_taking_off(assignment)
    return assignment


@transaction.atomic
def move_due_day(
    *, assignment_id: int, actor: User, due_on: datetime.date, reason: str = ""
) -> Assignment:
    """Give a reviewer another day."""
    assignment = locked(assignment_id)
    if not policies.runs_assignment(actor, assignment):
        raise PermissionDenied
    if assignment.status not in OPEN:
        raise NotInThisState
    _refuse_past(due_on)
    changes = {"due_on": (str(assignment.due_on), str(due_on))}
    compare_and_set(assignment, due_on=due_on)
    audit.record(assignment, "move_due_day", actor=actor, reason=reason.strip(), changes=changes)
    notices.tell_of_due_day(assignment, actor)
    return assignment


@transaction.atomic
def remind_reviewer(*, assignment_id: int, actor: User) -> Assignment:
    """Remind a reviewer of what is still to come; at most once a day."""
    assignment = locked(assignment_id)
    if not policies.runs_assignment(actor, assignment):
        raise PermissionDenied
    if assignment.status not in OPEN:
        raise NotInThisState
    if notices.tell_of_reminder(assignment, actor):
        audit.record(assignment, "remind_reviewer", actor=actor)
    return assignment


def _in_one_order(rows: QuerySet[Assignment]) -> list[int]:
    """Return the ids in the order in which their applications are held one after the other."""
    return list(rows.order_by("application", "pk").values_list("pk", flat=True))


def _refuse_past(due_on: datetime.date) -> None:
    if due_on < timezone.localdate():
        raise DomainError(_("Choose a day that is still to come."), field="due_on")


def _checked(application: Application, reviewer_id: int, actor: User) -> Match:
    found = {one.match.reviewer: one.match for one in candidates(actor, application)}
    pair = found.get(reviewer_id)
    if pair is None:
        raise DomainError(_("Choose one of the reviewers of the fund."), field="reviewer")
    if pair.bar == Bar.CONFLICT or find_conflicts(application=application, people=[reviewer_id]):
        raise DomainError(
            _("A conflict of interest keeps this person away from the application."),
            field="reviewer",
        )
    if pair.bar == Bar.ASSIGNED:
        raise DomainError(_("This person is one of its reviewers already."), field="reviewer")
    return pair


def _former(application: Application, submission: int) -> Assignment | None:
    """Return whom a new reviewer replaces: the first who left and whom nobody has replaced yet."""
    left = application.assignments.filter(submission=submission, status__in=LEFT)
    return left.filter(replaced_by=None, asked_at__isnull=False).order_by("ended_at").first()


def _create(
    pair: Match,
    submission: int,
    actor: User,
    due_on: datetime.date,
    former: Assignment | None = None,
) -> Assignment:
    assignment = Assignment.objects.create(
        application_id=pair.task,
        submission_id=submission,
        reviewer_id=pair.reviewer,
        due_on=due_on,
        reasons=reasons_of(pair),
        replaces=former,
        proposed_by=actor,
    )
    audit.record(assignment, "propose_reviewer", actor=actor)
    return assignment


def _ask(assignment: Assignment, actor: User, due_on: datetime.date) -> Assignment:
    refuse_unless_in_review(assignment.application)
    if find_conflicts(application=assignment.application, people=[assignment.reviewer_id]):
        end(assignment, "set_aside_review", actor=None, reason=CONFLICT)
        return assignment
    asked: dict[str, Any] = {"asked_by": actor, "asked_at": timezone.now(), "due_on": due_on}
    move(assignment, "ask_reviewer", actor=actor, **asked)
    notices.tell_of_asking(assignment)
    return assignment
