"""Publishing a lesson, withdrawing it, taking it up again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import User
from matchmaking.errors import DomainError
from matchmaking.evaluation.choices import EvaluationStatus
from matchmaking.lessons.models import Lesson
from matchmaking.lessons.workflow import LESSON_WORKFLOW


@transaction.atomic
def publish_lesson(
    *, lesson_id: int, actor: User, version: int | None = None, reason: str = ""
) -> Lesson:
    """Let everybody read a lesson, find it and have it suggested."""
    lesson = _moved(_locked(lesson_id, version), "publish", actor, "")
    if lesson.evaluation and lesson.evaluation.status != EvaluationStatus.PUBLISHED:
        raise DomainError(_("The evaluation it is drawn from is not published yet."))
    lesson.published_at = timezone.now()
    Lesson.objects.filter(pk=lesson.pk).update(published_at=lesson.published_at)
    return lesson


@transaction.atomic
def withdraw_lesson(
    *, lesson_id: int, actor: User, version: int | None = None, reason: str = ""
) -> Lesson:
    """Take a lesson back: it is neither found nor suggested any more."""
    return _moved(_locked(lesson_id, version), "withdraw", actor, reason)


@transaction.atomic
def redraft_lesson(
    *, lesson_id: int, actor: User, version: int | None = None, reason: str = ""
) -> Lesson:
    """Make a withdrawn lesson a draft, so that its words can change."""
    return _moved(_locked(lesson_id, version), "redraft", actor, "")


def _moved(lesson: Lesson, move: str, actor: User, reason: str) -> Lesson:
    LESSON_WORKFLOW.move(lesson, move, actor=actor, reason=reason)
    search.enqueue("lesson", [lesson.pk])
    return lesson


def _locked(lesson_id: int, version: int | None) -> Lesson:
    lesson = Lesson.objects.select_for_update().get(pk=lesson_id)
    if version is not None:
        lesson.version = version
    return lesson
