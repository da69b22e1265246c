"""Whose reviews somebody may read: the one answer that every list, figure and file asks."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.knowing import compiled_once
from accounts.selectors import Person
from matchmaking.applications.access import run_by
from matchmaking.applications.models import Application, Submission
from matchmaking.reviews.choices import COUNTING, OPEN, AssignmentStatus

_readers: list[Callable[[Person], Q]] = []


def register_readers(readers: Callable[[Person], Q]) -> None:
    """Let a slice above open reviews to others: `readers(user)` is a condition on applications."""
    _readers.append(readers)


def readable(user: Person) -> QuerySet[Application]:
    """Return the applications whose reviews `user` may read.

    Those who run or audit the fund; those who have handed in their own review. Whoever still has
    a review to write reads no other's, whatever else they are. The recused know of nothing.
    """
    if not user.is_authenticated:
        return Application.objects.none()
    done = Q(pk__in=_of(user, AssignmentStatus.DONE))
    known = reduce(or_, (readers(user) for readers in _readers), done | run_by(user))
    visible = Application.objects.visible_to(user).filter(known)
    return visible.exclude(pk__in=_of(user, AssignmentStatus.PROPOSED, *OPEN))


def assigned(user: Person) -> Q:
    """Return the condition that `user` was asked to review an application, or does, or has."""
    return Q(pk__in=_counting(user))


@compiled_once
def _counting(user: Person) -> QuerySet[Application, Any]:
    return _of(user, *COUNTING)


def newest_submission(path: str) -> Subquery:
    """Return the newest submission of the application found at `path`, for a query."""
    rows = Submission.objects.filter(application=OuterRef(path)).order_by("-round")
    return Subquery(rows.values("pk")[:1])


def _of(user: Person, *statuses: str) -> Any:
    """Return the ids of the applications for which `user` is a reviewer in one of these states."""
    mine = Q(assignments__reviewer=user.pk, assignments__status__in=statuses)
    return Application._base_manager.filter(mine).values("pk")
