"""What of lessons waits for whom: brokers publish what others wrote."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.policies import is_broker
from matchmaking.evaluation.choices import EvaluationStatus
from matchmaking.lessons.choices import LessonStatus
from matchmaking.lessons.models import Lesson


def to_publish(user: User) -> QuerySet[Lesson] | None:
    """Return the drafts of others that can be published now."""
    if not is_broker(user):
        return None
    drafts = Lesson.objects.worked_on_by(user).filter(status=LessonStatus.DRAFT)
    ready = drafts.filter(evaluation=None) | drafts.filter(
        evaluation__status=EvaluationStatus.PUBLISHED
    )
    return ready.exclude(created_by=user.pk)


def _task(lesson: Lesson) -> Task:
    return Task(
        pk=lesson.pk,
        text=str(lesson),
        url=reverse("lessons:detail", args=[lesson.pk]),
        since=lesson.created_at,
    )


SOURCES = (
    Source(
        name="publish_lesson",
        label=_("Publish a lesson"),
        rows=to_publish,
        task=_task,
        desk=OrganisationKind.SECRETARIAT,
    ),
)
