"""One lesson: reading it, writing it, and its states."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.lessons import policies, selectors, services
from matchmaking.lessons.choices import Audience, Circumstance, LessonStatus
from matchmaking.lessons.filters import named
from matchmaking.lessons.forms import LessonForm
from matchmaking.lessons.models import Lesson
from matchmaking.lessons.sources import Source, drawn_from, source_asked
from matchmaking.lessons.workflow import LESSON_WORKFLOW
from matchmaking.writing.views.records import posted_version


class Move(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Lesson]
    done: str | Promise


MOVES = {
    "publish": Move(
        services.publish_lesson, _("The lesson is published and suggested from now on.")
    ),
    "withdraw": Move(services.withdraw_lesson, _("The lesson is withdrawn.")),
    "redraft": Move(services.redraft_lesson, _("The lesson is a draft again.")),
}


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a lesson: what happened, why, what to do, and where it comes from."""
    lesson = get_object_or_404(selectors.lesson_for_page(request.user, pk))
    may_edit = policies.edits_lesson(request.user, lesson)
    context = {
        "lesson": lesson,
        "facts": _facts(lesson),
        "source": drawn_from(request.user, lesson),
        "moves": LESSON_WORKFLOW.available(lesson, actor=request.user),
        "may_edit": may_edit and lesson.status == LessonStatus.DRAFT,
        "history": audit.history(lesson) if may_edit else None,
    }
    return render(request, "lessons/detail.html", context)


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Write a lesson, on its own or drawn from an evaluation, a project or an agreement."""
    if not policies.writes_lessons(request.user):
        raise PermissionDenied
    source = source_asked(request)
    form = LessonForm(request.POST or None, initial=source.tags)
    if form.is_valid():
        lesson = _attempt(
            form,
            lambda: services.write_lesson(
                actor=request.user,
                evaluation_id=source.evaluation_id,
                undertaking_id=source.undertaking_id,
                **form.cleaned_data,
            ),
        )
        if lesson:
            messages.success(request, gettext("The draft is saved. A broker publishes it."))
            return redirect("lessons:detail", pk=lesson.pk)
    return _form_page(request, form, source=source)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    lesson = get_object_or_404(selectors.lesson_for_page(request.user, pk))
    if not policies.edits_lesson(request.user, lesson):
        raise PermissionDenied
    form = LessonForm(request.POST or None, lesson=lesson)
    if form.is_valid():
        saved = _attempt(
            form,
            lambda: services.edit_lesson(
                lesson_id=pk,
                version=posted_version(request),
                actor=request.user,
                **form.cleaned_data,
            ),
        )
        if saved:
            messages.success(request, gettext("Saved."))
            return redirect("lessons:detail", pk=pk)
    return _form_page(request, form, lesson=lesson, source=drawn_from(request.user, lesson))


@require_POST
@login_required
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Take a lesson into another state."""
    get_object_or_404(Lesson.objects.visible_to(request.user), pk=pk)
    try:
        MOVES[name].service(
            lesson_id=pk,
            actor=request.user,
            version=posted_version(request),
            reason=request.POST.get("reason", ""),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(MOVES[name].done))
    return redirect("lessons:detail", pk=pk)


def _attempt(form: LessonForm, act: Callable[[], Lesson]) -> Lesson | None:
    """Do it; a refusal stands beside the field it is about."""
    try:
        return act()
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.message))
    return None


def _form_page(
    request: HttpRequest,
    form: LessonForm,
    *,
    source: Source | None,
    lesson: Lesson | None = None,
) -> HttpResponse:
    context = {"form": form, "lesson": lesson, "source": source}
    return render(request, "lessons/form.html", context)


def _facts(lesson: Lesson) -> list[tuple[str | Promise, Any]]:
    everybody = gettext("everybody")
    return [
        (_("For whom it matters"), named(Audience.choices, lesson.audiences) or everybody),
        (_("Themes"), _names(lesson.themes)),
        (_("Kinds of assistance"), _names(lesson.kinds)),
        (_("States"), _names(lesson.countries)),
        (_("Regions"), _names(lesson.regions)),
        (_("Circumstances"), named(Circumstance.choices, lesson.circumstances)),
        (_("Published"), lesson.published_at),
    ]


def _names(rows: Any) -> str:
    return "; ".join(str(row) for row in rows.all())
