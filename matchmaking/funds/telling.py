"""Telling those who follow a call, and those who answer for its fund."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.services import notify
from matchmaking.funds.models import Call, Extension, Question


def tell_followers(call: Call, kind: str) -> None:
    """Tell those who follow a call that something about it is new."""
    _tell(kind, call, followers(call), f"{kind}:{call.pk}:{call.version}")


def tell_of_extension(extension: Extension) -> None:
    """Tell of a later deadline: everybody who follows, or the one organisation it is for."""
    people = followers(extension.call)
    if extension.applicant_id:
        people = _people_of(extension.applicant_id, (Role.FOCAL_POINT, Role.PROGRAMME_OFFICER))
    _tell("call_extended", extension.call, people, f"call_extended:{extension.pk}")


def tell_question_is_asked(question: Question) -> None:
    """Tell the administrators of the fund that somebody wants to know something."""
    people = _people_of(question.call.fund.organisation_id, (Role.FUND_ADMINISTRATOR,))
    _tell("call_question", question.call, people, f"call_question:{question.pk}")


def tell_it_is_answered(question: Question) -> None:
    """Tell those who follow the call that a question is answered; whoever asked follows it."""
    key = f"call_answer:{question.pk}:{question.version}"
    _tell("call_answer", question.call, followers(question.call), key)


def followers(call: Call) -> QuerySet[User]:
    """Return who wishes to be told of a call."""
    return User.objects.filter(pk__in=call.followers.values("user"), is_active=True)


def _tell(kind: str, call: Call, people: Iterable[User], key: str) -> None:
    notify(
        kind,
        recipients=people,
        key=key,
        subject_id=call.pk,
        url=reverse("funds:call", args=[call.pk]),
        params={"title": call.title},
    )


def _people_of(organisation_id: int, roles: tuple[str, ...]) -> QuerySet[User]:
    holding = User.objects.filter(
        memberships__organisation=organisation_id,
        memberships__role__in=roles,
        memberships__ended_at=None,
        is_active=True,
    )
    return holding.distinct()
