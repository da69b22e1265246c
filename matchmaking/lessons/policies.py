"""Who writes lessons, who publishes them, and who says how strongly the mean counts."""

from typing import TYPE_CHECKING

from accounts.choices import Role
from accounts.policies import is_broker, is_secretariat
from accounts.selectors import Person, organisation_ids

if TYPE_CHECKING:
    from matchmaking.lessons.models import Lesson


def writes_lessons(user: Person) -> bool:
    """Say whether `user` writes lessons: evaluators and brokers."""
    return is_broker(user) or bool(organisation_ids(user, (Role.EVALUATOR,)))


def edits_lesson(user: Person, lesson: "Lesson") -> bool:
    """Say whether `user` changes the words of a lesson: its author, or a broker."""
    return is_broker(user) or (writes_lessons(user) and lesson.created_by_id == user.pk)


def publishes_lesson(user: Person, lesson: "Lesson") -> bool:
    """Say whether `user` publishes a lesson and withdraws it: a broker."""
    return is_broker(user)


def sees_strength(user: Person) -> bool:
    """Say whether `user` reads how track records are drawn towards the mean: the secretariat."""
    return is_secretariat(user)


def sets_strength(user: Person) -> bool:
    """Say whether `user` changes how strongly they are."""
    return is_broker(user)
