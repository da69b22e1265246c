"""Writing a lesson and changing its words."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.evaluation.models import Evaluation
from matchmaking.lessons.choices import LessonStatus
from matchmaking.lessons.models import Lesson
from matchmaking.lessons.policies import edits_lesson, writes_lessons
from matchmaking.monitoring.models import Undertaking
from matchmaking.workflow import compare_and_set

# Written as rows of their own, each a list of codes of the reference data.
LINKS = ("themes", "kinds", "countries", "regions")


@transaction.atomic
def write_lesson(
    *,
    actor: User,
    evaluation_id: int | None = None,
    undertaking_id: int | None = None,
    **said: Any,
) -> Lesson:
    """Write a lesson on its own, from an evaluation, or on a project or an agreement.

    Of an evaluation and of what it is about, `actor` must know.
    """
    if not writes_lessons(actor):
        raise PermissionDenied
    _refuse_untagged(said)
    plain, links = _apart(said)
    source = _source(actor, evaluation_id, undertaking_id)
    lesson = Lesson.objects.create(created_by=actor, **source, **plain)
    _link(lesson, links)
    audit.record(lesson, "create", actor=actor)
    return lesson


@transaction.atomic
def edit_lesson(*, lesson_id: int, version: int | None, actor: User, **said: Any) -> Lesson:
    """Change the words and tags of a draft."""
    lesson = Lesson.objects.select_for_update().get(pk=lesson_id)
    if not edits_lesson(actor, lesson):
        raise PermissionDenied
    if lesson.status != LessonStatus.DRAFT:
        raise DomainError(_("Only a draft can be changed. Withdraw the lesson first."))
    if version is not None:
        lesson.version = version
    _refuse_untagged(said)
    plain, links = _apart(said)
    before = {name: getattr(lesson, name) for name in plain} | linked(lesson)
    compare_and_set(lesson, **plain)
    _link(lesson, links)
    after = plain | links
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if changes:
        audit.record(lesson, "edit", actor=actor, changes=changes)
    return lesson


def linked(lesson: Lesson) -> dict[str, list[str]]:
    """Return the codes a lesson is tagged with, by column."""
    return {name: sorted(row.pk for row in getattr(lesson, name).all()) for name in LINKS}


def _apart(said: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    plain = {name: value for name, value in said.items() if name not in LINKS}
    return plain, {name: sorted(said[name]) for name in LINKS if name in said}


def _link(lesson: Lesson, links: Mapping[str, list[str]]) -> None:
    for name, codes in links.items():
        getattr(lesson, name).set(codes)


def _refuse_untagged(said: Mapping[str, Any]) -> None:
    """Without a theme or a kind it would be suggested to nobody."""
    if not said.get("themes") and not said.get("kinds"):
        raise DomainError(_("Choose at least one theme or one kind of assistance."), field="themes")


def _source(
    actor: User, evaluation_id: int | None, undertaking_id: int | None
) -> dict[str, int | None]:
    """Return what a lesson is drawn from; an evaluation says itself what it is about."""
    if evaluation_id is not None:
        evaluation = Evaluation.objects.known_to(actor).filter(pk=evaluation_id).first()
        if evaluation is None:
            raise PermissionDenied
        undertaking_id = evaluation.undertaking_id
    if undertaking_id is not None and not _knows(actor, undertaking_id):
        raise PermissionDenied
    return {"evaluation_id": evaluation_id, "undertaking_id": undertaking_id}


def _knows(actor: User, undertaking_id: int) -> bool:
    return Undertaking.objects.visible_to(actor).filter(pk=undertaking_id).exists()
