"""Which lessons are shown to somebody who writes something similar, and why each."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.selectors import Person
from matchmaking.lessons.choices import Audience
from matchmaking.lessons.likeness import LEAST, Profile, Tie, score, ties
from matchmaking.lessons.models import Lesson, SetAside
from matchmaking.lessons.search import text_of
from matchmaking.lessons.selectors import LINKED
from matchmaking.vocabulary.selectors import labels, regions_of
from search.analysis import Analyser, Tokens, current_analyser

MOST = 4
MOST_COMPARED = 300  # the newest; one keystroke must not read a whole library


WHAT = {"theme": "theme", "kind": "kind", "place": "country"}
SAME = {
    "theme": gettext_lazy("The same theme: %(names)s."),
    "kind": gettext_lazy("The same kind of assistance: %(names)s."),
    "place": gettext_lazy("Learnt in %(names)s."),
}
NEAR = {
    "theme": gettext_lazy("A theme of the same field: %(names)s."),
    "kind": gettext_lazy("Assistance of a similar kind: %(names)s."),
    "place": gettext_lazy("Learnt in the same region: %(names)s."),
}


class Suggestion(NamedTuple):
    """A lesson for somebody who writes, with what it has to do with what they write."""

    lesson: Lesson
    why: list[str]
    score: float


def profile(
    *,
    themes: Iterable[str] = (),
    kinds: Iterable[str] = (),
    countries: Iterable[str] = (),
    audience: Audience,
    text: str,
    language: str,
) -> Profile:
    """Return what a record that is being written is about."""
    tokens = _tokens(current_analyser(), text, language)
    states = frozenset(countries)
    return Profile(
        themes=frozenset(themes),
        kinds=frozenset(kinds),
        countries=states,
        regions=frozenset(region for state in states for region in regions_of(state)),
        audiences=frozenset([audience]),
        language=language,
        stems=tuple(tokens.stems),
        concepts=tuple(tokens.concepts),
    )


def suggestions_for(user: Person, kind: str, record_id: int, written: Profile) -> list[Suggestion]:
    """Return the nearest published lessons that `user` has not set aside, the nearest first."""
    found = []
    for lesson in _candidates(user, kind, record_id, written):
        tied = ties(profile_of(lesson), written)
        if score(tied) >= LEAST:
            found.append(Suggestion(lesson, [sentence(tie) for tie in tied], score(tied)))
    return sorted(found, key=lambda one: (-one.score, -one.lesson.pk))[:MOST]


def how_many_aside(user: Person, kind: str, record_id: int) -> int:
    """Return how many lessons `user` set aside for this record."""
    return SetAside.objects.filter(person=user.pk, kind=kind, record_id=record_id).count()


def profile_of(lesson: Lesson) -> Profile:
    """Return what a lesson is about; reads its links, so fetch them with the rows."""
    text = "\n".join([lesson.title, *text_of(lesson)])
    tokens = _tokens(current_analyser(), text, lesson.language)
    states = frozenset(row.pk for row in lesson.countries.all())
    return Profile(
        themes=frozenset(row.pk for row in lesson.themes.all()),
        kinds=frozenset(row.pk for row in lesson.kinds.all()),
        countries=states,
        # Of its States only the nearest region: all of a continent has little in common.
        regions={*_nearest_regions(states), *(row.pk for row in lesson.regions.all())},
        audiences=frozenset(lesson.audiences),
        language=lesson.language,
        stems=tuple(tokens.stems),
        concepts=tuple(tokens.concepts),
    )


def in_branches(column: str, codes: Collection[str]) -> Q:
    """Return what rows are like that name one of these codes, or one of the same branch."""
    condition = Q(pk__in=[])
    for top in sorted({code.partition(".")[0] for code in codes}):
        condition |= Q(**{column: top}) | Q(**{f"{column}__code__startswith": f"{top}."})
    return condition


def _candidates(user: Person, kind: str, record_id: int, written: Profile) -> QuerySet[Lesson]:
    """Return the newest lessons of the same branches; all where what is written has none yet."""
    aside = SetAside.objects.filter(person=user.pk, kind=kind, record_id=record_id)
    rows = Lesson.objects.published().exclude(pk__in=aside.values("lesson"))
    if written.themes or written.kinds:
        near = in_branches("themes", written.themes) | in_branches("kinds", written.kinds)
        rows = rows.filter(pk__in=Lesson.objects.filter(near).values("pk"))
    return rows.order_by("-published_at", "-pk").prefetch_related(*LINKED)[:MOST_COMPARED]


def sentence(tie: Tie) -> str:
    """Return why a lesson is shown, as one would say it."""
    if tie.name == "text":
        return _("The texts speak of the same things.")
    if tie.name == "audience":
        return _("Written for those who do what you do here.")
    return (SAME if tie.value == 1 else NEAR)[tie.name] % {"names": _names(tie)}


def _names(tie: Tie) -> str:
    what = "region" if tie.name == "place" and tie.value < 1 else WHAT[tie.name]
    return get_text_list(list(labels(what, tie.codes[:3]).values()), _("and"))


def _nearest_regions(states: Iterable[str]) -> Iterator[str]:
    for state in states:
        yield from regions_of(state)[:1]


@lru_cache(maxsize=2048)
def _tokens(analyser: Analyser, text: str, language: str) -> Tokens:
    """Analyse a text once for as long as neither it nor the concepts change."""
    return analyser.analyse(text, language)
