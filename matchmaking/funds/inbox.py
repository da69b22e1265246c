"""What waits for the administrators of a fund: questions about its calls."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.funds.models import Question


def questions_to_answer(user: User) -> QuerySet[Question] | None:
    """Return the questions that `user` may answer now."""
    funds = organisation_ids(user, (Role.FUND_ADMINISTRATOR,))
    if not funds:
        return None
    waiting = Question.objects.unanswered().filter(call__fund__organisation__in=funds)
    return waiting.select_related("call__fund").order_by("asked_at", "pk")


def _task(question: Question) -> Task:
    return Task(
        pk=question.pk,
        text=_("A question about “%(call)s” waits for an answer") % {"call": question.call},
        url=reverse("funds:answer", args=[question.pk]),
        organisation_id=question.call.fund.organisation_id,
        since=question.asked_at,
    )


SOURCES = (
    Source(
        name="answer_call_question",
        label=_("Answer a question about a call"),
        rows=questions_to_answer,
        task=_task,
    ),
)
