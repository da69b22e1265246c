"""What can be asked of the lists of lessons, and what their files hold."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import django_filters
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.lessons.choices import Audience, Circumstance, LessonKind, LessonStatus
from matchmaking.lessons.models import Lesson
from matchmaking.needs.filters import wider_region
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.selectors import labels
from search.filters import FacetFilter, SearchFilterSet, code_above, fixed

UNPUBLISHED = [
    (value, label) for value, label in LessonStatus.choices if value != LessonStatus.PUBLISHED
]


class LessonFilterSet(SearchFilterSet):
    """The filters of the list of published lessons."""

    search_type = "lesson"
    sorts = (
        ("relevance", _("Best match")),
        ("newest", _("Newest")),
        ("oldest", _("Oldest")),
    )

    tells = FacetFilter(_("What it tells"), fixed(LessonKind.choices), in_order=True)
    theme = FacetFilter(_("Theme"), partial(labels, "theme"), above=code_above)
    kind = FacetFilter(_("Kind of assistance"), partial(labels, "kind"), above=code_above)
    region = FacetFilter(_("Region"), partial(labels, "region"), above=wider_region)
    country = FacetFilter(_("State"), partial(labels, "country"))
    audience = FacetFilter(_("For whom it matters"), fixed(Audience.choices), in_order=True)
    circumstance = FacetFilter(_("Circumstances"), fixed(Circumstance.choices), in_order=True)
    language = FacetFilter(_("Written in"), fixed(WorkingLanguage.choices))

    class Meta:
        model = Lesson
        fields: list[str] = []


class WorkFilterSet(RowFilterSet):
    """The filters of the lessons somebody works on."""

    sorts = (
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("title", _("Title"), ("title", "pk")),
    )
    q = django_filters.CharFilter(
        label=_("Words of the title"), field_name="title", lookup_expr="icontains"
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=UNPUBLISHED, empty_label=_("Any")
    )
    tells = django_filters.ChoiceFilter(
        label=_("What it tells"),
        field_name="kind",
        choices=LessonKind.choices,
        empty_label=_("Any"),
    )

    class Meta:
        model = Lesson
        fields: list[str] = []


def named(choices: Iterable[tuple[str, str | Promise]], codes: Iterable[str]) -> str:
    """Return the labels of chosen codes as one text, in the order of the choices."""
    chosen = set(codes)
    return "; ".join(str(label) for code, label in choices if code in chosen)


def _names(column: str) -> Callable[[Any], str]:
    return lambda lesson: "; ".join(str(row) for row in getattr(lesson, column).all())


def _audiences(lesson: Lesson) -> str:
    return named(Audience.choices, lesson.audiences)


def _circumstances(lesson: Lesson) -> str:
    said = (named(Circumstance.choices, lesson.circumstances), lesson.context)
    return "; ".join(part for part in said if part)


COLUMNS = (
    Column("id", _("Number"), lambda lesson: lesson.pk),
    Column("title", _("Title"), str),
    Column("tells", _("What it tells"), lambda lesson: lesson.get_kind_display()),
    Column("status", _("Status"), lambda lesson: lesson.get_status_display()),
    Column("happened", _("What happened"), lambda lesson: lesson.happened),
    Column("why", _("Why"), lambda lesson: lesson.reason),
    Column("advice", _("What to do next time"), lambda lesson: lesson.advice),
    Column("audience", _("For whom it matters"), _audiences),
    Column("themes", _("Themes"), _names("themes")),
    Column("kinds", _("Kinds of assistance"), _names("kinds")),
    Column("countries", _("States"), _names("countries")),
    Column("regions", _("Regions"), _names("regions")),
    Column("circumstances", _("Circumstances"), _circumstances),
    Column("language", _("Written in"), lambda lesson: lesson.language),
    Column("published_at", _("Published"), lambda lesson: lesson.published_at),
)
