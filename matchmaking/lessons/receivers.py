"""What lessons do when an evaluation is published, or what is left of a project was verified."""

from typing import Any

from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from accounts.signals import person_erased
from matchmaking.evaluation.signals import evaluation_published, evaluation_unpublished
from matchmaking.lessons import services, tasks
from matchmaking.lessons.models import Lesson, SetAside
from matchmaking.observations.signals import observation_verified

HEARD = [evaluation_published, evaluation_unpublished, observation_verified]


@receiver(HEARD, dispatch_uid="lessons.renew")
def renew(**_told: Any) -> None:
    """Let what was published count."""
    tasks.renew_from_evaluations.delay()


@receiver(person_erased, dispatch_uid="lessons.erased")
def forget(*, user_id: int, **_told: Any) -> None:
    """Forget what somebody who erased themselves had set aside."""
    services.forget_aside(user_id=user_id)


def _kept_of(user: User) -> dict[str, Any]:
    written = Lesson.objects.filter(created_by=user).order_by("pk")
    aside = SetAside.objects.filter(person=user).order_by("pk")
    return {
        "lessons written": list(written.values("title", "status", "created_at")),
        "lessons set aside": list(aside.values("lesson__title", "kind", "record_id", "at")),
    }


personal_data.register("lessons", _kept_of)
