"""All facts in the memory of the process, read again when one of them has changed."""

from collections.abc import Callable, Hashable, Iterator
from functools import cache
from typing import Any, TypeVar

from django.db.models import Count, Max, Sum

from matchmaking.insights.counting import Row
from matchmaking.insights.models import Fact
from matchmaking.vocabulary.selectors.memory import memory

COLUMNS = (
    "subject",
    "record_id",
    "country",
    "organisation_id",
    "fund_id",
    "states",
    "themes",
    "is_open",
    "amounts",
    "days",
)
MOST_ANSWERS = 200
T = TypeVar("T")


class Kept:
    """The facts of one moment, and what was made of them: the same for every reader."""

    def __init__(self, stamp: Hashable) -> None:
        self.stamp = stamp
        self.rows = tuple(_read())
        self._answers: dict[Hashable, Any] = {}

    def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of the facts before, or make it."""
        if key not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            self._answers[key] = make()
        found: T = self._answers[key]
        return found


_last: list[Kept] = []
memory.when_renewed(_last.clear)  # names and members of regions may have changed


def kept() -> Kept:
    """Return the facts as they are now; one query where none has changed since."""
    stamp = _stamp()
    last = _last[0] if _last else None
    if last is None or last.stamp != stamp:
        last = Kept(stamp)
        _last[:] = [last]
    return last


def _stamp() -> Hashable:
    """Return what changes with every fact that is added, changed or taken away."""
    found = Fact.objects.aggregate(Count("pk"), Max("pk"), Max("updated_at"), Sum("version"))
    return tuple(sorted(found.items()))


def _read() -> Iterator[Row]:
    split = cache(lambda codes: frozenset(codes.split()))
    for row in Fact.objects.order_by("pk").values_list(*COLUMNS).iterator():
        said = dict(zip(COLUMNS, row, strict=True))
        said |= {"states": split(said["states"]), "themes": split(said["themes"])}
        yield Row(**said)
