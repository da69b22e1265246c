"""What published evaluations found to last, for those who write lines of the same kind."""

from typing import NamedTuple

from accounts.selectors import Person
from matchmaking.lessons.likeness import Profile, Tie, ties
from matchmaking.lessons.models import Approach
from matchmaking.lessons.suggesting import in_branches, sentence
from matchmaking.monitoring.models import Undertaking

MOST = 3
MOST_COMPARED = 200


class Lasting(NamedTuple):
    """An approach that lasted, and what it has to do with the lines that are being written.

    How much was in use years later is not part of the report: only `shows_use` lets it be shown.
    """

    approach: Approach
    why: list[str]
    value: float
    shows_use: bool


def approaches_for(user: Person, written: Profile) -> list[Lasting]:
    """Return the nearest approaches that lasted, by the kinds of the lines and the themes."""
    if not written.kinds:
        return []
    rows = _candidates(written)
    inside = _known(user, rows)
    found = []
    for approach in rows:
        tied = ties(_profile(approach), written)
        shows_use = approach.in_use is not None and approach.evaluation.undertaking_id in inside
        if _is_of_same_kind(tied) and (shows_use or approach.sustainability is not None):
            value = sum(tie.value for tie in tied)
            why = [sentence(tie) for tie in tied]
            found.append(Lasting(approach, why, value, shows_use))
    return sorted(found, key=lambda one: (-one.value, -one.approach.pk))[:MOST]


def _is_of_same_kind(tied: list[Tie]) -> bool:
    return any(tie.name == "kind" and tie.value == 1 for tie in tied)


def _profile(approach: Approach) -> Profile:
    return Profile(
        themes=frozenset(row.pk for row in approach.themes.all()),
        kinds=frozenset(row.pk for row in approach.kinds.all()),
    )


def _candidates(written: Profile) -> list[Approach]:
    near = Approach.objects.filter(in_branches("kinds", written.kinds)).values("pk")
    rows = Approach.objects.filter(pk__in=near).select_related("evaluation__publication")
    return list(rows.order_by("-pk").prefetch_related("themes", "kinds")[:MOST_COMPARED])


def _known(user: Person, rows: list[Approach]) -> set[int]:
    """Return the undertakings behind these that `user` may know of."""
    ids = [row.evaluation.undertaking_id for row in rows if row.in_use is not None]
    known = Undertaking.objects.visible_to(user).filter(pk__in=ids) if ids else []
    return {undertaking.pk for undertaking in known}
