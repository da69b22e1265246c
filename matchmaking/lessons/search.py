"""What the search knows of a lesson. Only what is published is in the index."""

from collections.abc import Iterator, Sequence

import search
from accounts.selectors import PUBLIC
from matchmaking.lessons.models import Lesson
from matchmaking.vocabulary.selectors import regions_of
from matchmaking.writing.search import with_ancestors

LINKED = ("themes", "kinds", "countries", "regions")


def documents(ids: Sequence[int]) -> Iterator[search.SearchDoc]:
    """Build the documents of the published lessons with these ids."""
    rows = Lesson.objects.published().filter(pk__in=ids).prefetch_related(*LINKED)
    return (_document(lesson) for lesson in rows)


def _document(lesson: Lesson) -> search.SearchDoc:
    countries = [row.pk for row in lesson.countries.all()]
    regions = {row.pk for row in lesson.regions.all()}
    regions.update(region for country in countries for region in regions_of(country))
    return search.SearchDoc(
        type="lesson",
        object_id=lesson.pk,
        language=lesson.language,
        title=lesson.title,
        text="\n".join(text_of(lesson)),
        facets={
            "tells": [lesson.kind],
            "theme": with_ancestors(row.pk for row in lesson.themes.all()),
            "kind": with_ancestors(row.pk for row in lesson.kinds.all()),
            "region": sorted(regions),
            "country": countries,
            "audience": lesson.audiences,
            "circumstance": lesson.circumstances,
            "language": [lesson.language],
        },
        sort_keys={"date": lesson.published_at},
        visibility=[PUBLIC],
    )


def text_of(lesson: Lesson) -> list[str]:
    """Return everything a lesson says in words, without its title."""
    parts = (lesson.happened, lesson.reason, lesson.advice, lesson.context)
    return [part for part in parts if part]


search.register("lesson", build=lambda ids: documents(ids), rows=Lesson.objects.all)
