"""The states of a lesson and who moves it between them."""

from django.utils.translation import gettext_lazy as _

from matchmaking.lessons.choices import LessonStatus
from matchmaking.lessons.policies import edits_lesson, publishes_lesson
from matchmaking.workflow import Transition, Workflow

LESSON_WORKFLOW = Workflow(
    Transition(
        "publish",
        {LessonStatus.DRAFT},
        LessonStatus.PUBLISHED,
        may=publishes_lesson,
        label=_("Publish the lesson"),
    ),
    Transition(
        "withdraw",
        {LessonStatus.PUBLISHED},
        LessonStatus.WITHDRAWN,
        may=publishes_lesson,
        label=_("Withdraw the lesson"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "redraft",
        {LessonStatus.WITHDRAWN},
        LessonStatus.DRAFT,
        may=edits_lesson,
        label=_("Make it a draft again"),
    ),
)
