"""The register of finders: facts because of which somebody should not judge an application."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from accounts.models import Membership
from matchmaking.applications.choices import Ground

if TYPE_CHECKING:
    from matchmaking.applications.models import Application, Conflict


@dataclass(frozen=True)
class Found:
    """A fact about a person; `about` tells it from other facts of its finder."""

    person_id: int
    about: str
    facts: Mapping[str, str] = field(default_factory=dict)


Find = Callable[["Application", Collection[int]], Iterable[Found]]
People = Callable[["Application"], Iterable[int]]


@dataclass(frozen=True)
class Finder:
    """One kind of fact: how it is found, and the sentence that tells it."""

    code: str
    ground: Ground
    find: Find
    words: str | Promise


finders: dict[str, Finder] = {}
_people: list[People] = []


def register(code: str, ground: Ground, find: Find, words: str | Promise) -> None:
    """Add a finder; `words` takes the facts it finds. Naming the same code twice replaces it."""
    finders[code] = Finder(code, ground, find, words)


def register_people(people: People) -> None:
    """Add people who come to see applications without a role in the fund."""
    if people not in _people:
        _people.append(people)


def people_of(application: "Application") -> set[int]:
    """Return the ids of all who might see an application with the eyes of the fund."""
    organisation = application.call.fund.organisation_id
    rows = Membership.objects.filter(organisation=organisation, ended_at=None)
    found = set(rows.values_list("user", flat=True))
    return found.union(*(people(application) for people in _people))


def found_among(
    application: "Application", people: Collection[int]
) -> Iterator[tuple[Finder, Found]]:
    """Yield every fact about these people; a query or two for each finder."""
    if not people:
        return
    for finder in finders.values():
        for found in finder.find(application, people):
            yield finder, found


def sentence(conflict: "Conflict") -> str:
    """Return why, in the reader's language: the found fact, or the words of who said it."""
    finder = finders.get(conflict.key.partition(":")[0])
    facts: Mapping[str, Any] = conflict.facts
    return str(finder.words) % facts if finder else conflict.words
