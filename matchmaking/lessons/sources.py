"""What a lesson is drawn from: an evaluation, a project or an agreement, as far as one knows it."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.selectors import Person
from matchmaking.evaluation.models import Evaluation
from matchmaking.lessons.models import Lesson
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import needs_of
from matchmaking.needs.models import NeedLine
from matchmaking.writing.views.records import number_in


class Source(NamedTuple):
    """Where a lesson comes from; `tags` are what a new one begins with."""

    evaluation: Evaluation | None = None
    undertaking: Undertaking | None = None
    tags: dict[str, Any] = {}

    @property
    def evaluation_id(self) -> int | None:
        """The number of the evaluation, where there is one."""
        return self.evaluation.pk if self.evaluation else None

    @property
    def undertaking_id(self) -> int | None:
        """The number of the project or agreement, where there is one."""
        return self.undertaking.pk if self.undertaking else None


def source_asked(request: HttpRequest) -> Source:
    """Return what the address asks to write a lesson on; 404 for what one may not know of."""
    evaluation_id = number_in(request.GET, "evaluation")
    undertaking_id = number_in(request.GET, "undertaking")
    if evaluation_id is not None:
        rows = Evaluation.objects.known_to(request.user)
        evaluation = get_object_or_404(rows, pk=evaluation_id)
        undertaking = _undertakings(request.user).get(pk=evaluation.undertaking_id)
        return Source(evaluation, undertaking, tags_of(undertaking))
    if undertaking_id is not None:
        undertaking = get_object_or_404(_undertakings(request.user), pk=undertaking_id)
        return Source(None, undertaking, tags_of(undertaking))
    return Source()


def drawn_from(user: Person, lesson: Lesson) -> Source:
    """Return what of the source of a lesson `user` may know of."""
    evaluation = undertaking = None
    if lesson.evaluation_id:
        evaluations = Evaluation.objects.visible_to(user).select_related("publication")
        evaluation = evaluations.filter(pk=lesson.evaluation_id).first()
    if lesson.undertaking_id:
        undertaking = Undertaking.objects.visible_to(user).filter(pk=lesson.undertaking_id).first()
    return Source(evaluation, undertaking)


def tags_of(undertaking: Undertaking) -> dict[str, Any]:
    """Return the themes, kinds and States of the requests that an undertaking serves."""
    needs = [need.pk for need in needs_of(undertaking)]
    lines = NeedLine.objects.filter(need__in=needs)
    themes = lines.values_list("need__themes", flat=True).distinct()
    return {
        "themes": sorted(code for code in themes if code),
        "kinds": sorted(set(lines.values_list("kind", flat=True))),
        "countries": [undertaking.country_id] if undertaking.country_id else [],
    }


def _undertakings(user: Person) -> QuerySet[Undertaking]:
    return Undertaking.objects.visible_to(user).with_parties()
