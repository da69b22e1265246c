"""Setting a suggested lesson aside for one thing that is being written."""

from django.db import transaction

from accounts.models import User
from matchmaking.lessons.models import Lesson, SetAside


@transaction.atomic
def set_aside(*, actor: User, lesson_id: int, kind: str, record_id: int) -> None:
    """Suggest a lesson to `actor` no more while they write this record.

    One that was withdrawn meanwhile is suggested to nobody anyway.
    """
    if Lesson.objects.published().filter(pk=lesson_id).exists():
        SetAside.objects.get_or_create(
            person=actor, lesson_id=lesson_id, kind=kind, record_id=record_id
        )


@transaction.atomic
def bring_back(*, actor: User, kind: str, record_id: int) -> None:
    """Suggest again what `actor` had set aside for this record."""
    SetAside.objects.filter(person=actor, kind=kind, record_id=record_id).delete()


def forget_aside(*, user_id: int) -> None:
    """Forget everything that a person set aside."""
    SetAside.objects.filter(person=user_id).delete()
