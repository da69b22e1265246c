"""Where lessons are shown: what a recused person of the fund reads there."""

from django.urls import reverse_lazy

from matchmaking.lessons.models import Lesson
from matchmaking.lessons.sources import drawn_from
from matchmaking.monitoring.models import Undertaking
from tests import cast
from tests.applications.recusal import probe, stage
from tests.monitoring.recusal import hand_in_a_value

probe("published lessons", url=reverse_lazy("lessons:list"))
probe("lessons", text=lambda user: str(list(Lesson.objects.visible_to(user))))
probe("what lessons are drawn from", text=lambda user: str(_sources(user)))
probe("track records", url=reverse_lazy("lessons:track_records"))


def _sources(user):
    rows = Lesson.objects.exclude(undertaking=None)
    return [one for one in (drawn_from(user, row)[:2] for row in rows) if any(one)]


@stage
def _learnt_from(application, name):
    """Let a draft be written on its project."""
    hand_in_a_value(application, name)
    undertaking = Undertaking.objects.get(project__application=application)
    if not undertaking.lessons.exists():
        undertaking.lessons.create(
            title="Train the trainers",
            kind="did_not",
            happened="Nobody was trained.",
            created_by=cast.join("elena"),
        )
