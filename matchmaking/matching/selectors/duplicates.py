"""Which records probably say the same as one that is being written, and what is alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.selectors import Person
from matchmaking.matching import index
from matchmaking.matching.engine import Alike, Duplicates, Sketch, Sketcher
from matchmaking.matching.engine.index import listed_states
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.selectors import labels
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from search.analysis import current_analyser

SHOWN = 5
MOST_COMPARED = 500
# People judge what is shown, so more is shown than would be counted as found (docs/duplicates.md).
WORTH_A_LOOK = 0.3
ONE_WINDOW = 0.6
GONE = ("withdrawn", "expired")
MOST_NAMED = 4


@dataclass(frozen=True)
class Twin:
    """A record that may say the same: how alike it is, and in what, in words."""

    record: Any
    is_own: bool
    likeness: float
    reasons: list[str]


def duplicates_of(user: Person, kind: RecordKind[Any], record: Record) -> list[Twin]:
    """Return what `user` may know of and what probably says the same, the most alike first.

    Of requests those of the same State; of offers those of anyone, to the same States.
    """
    rows = {row.pk: row for row in _compared_with(user, kind, record)}
    known = {sketch.id: sketch for sketch in _sketched(kind, [record.pk, *rows])}
    one = known.pop(record.pk)
    found = [
        a for a in Duplicates(list(known.values())).compare(one) if _is_worth_a_look(a, one, known)
    ]
    found.sort(key=lambda alike: (-alike.likeness, -float(alike.words or 0), str(alike.other)))
    return [
        Twin(
            rows[int(alike.other)],
            rows[int(alike.other)].organisation_id == record.organisation_id,
            alike.likeness,
            list(_reasons(alike, rows[int(alike.other)], one, known[alike.other])),
        )
        for alike in found[:SHOWN]
    ]


def _compared_with(user: Person, kind: RecordKind[Any], record: Record) -> QuerySet[Any]:
    """Return the newest records that can be the same at all, of those `user` may know of."""
    rows = kind.visible_to(user).exclude(pk=record.pk).exclude(status__in=GONE)
    if isinstance(record, Need):
        rows = rows.filter(country=record.country_id)
    else:
        kinds = record.lines.values("kind")
        meant = Q(lines__kind__in=kinds) | Q(themes__in=record.themes.all())
        alike = kind.model._default_manager.filter(meant).values("pk")
        rows = rows.filter(Q(organisation=record.organisation_id) | Q(pk__in=alike))
    return rows.select_related("organisation").order_by("-pk")[:MOST_COMPARED]


def _sketched(kind: RecordKind[Any], ids: list[int]) -> Iterator[Sketch]:
    sketcher, rows = Sketcher(current_analyser()), kind.model._default_manager.filter(pk__in=ids)
    if kind.model is Need:
        yield from (sketcher.need(row) for row in index.need_rows(rows))
        return
    world = index.world_now()
    for row in index.offer_rows(rows):
        meant = frozenset(listed_states(row.eligible, world)) - {*row.eligible.excluded_countries}
        yield sketcher.offer(row, meant)


def _is_worth_a_look(alike: Alike, one: Sketch, known: dict[Any, Sketch]) -> bool:
    """Say whether the texts are near, or the same kind is meant for one theme at one time."""
    other = known[alike.other]
    if alike.likeness >= WORTH_A_LOOK:
        return True
    is_one_subject = bool(_leaves(one.themes) & _leaves(other.themes)) and bool(alike.kinds)
    return is_one_subject and (alike.window or 0) >= ONE_WINDOW and alike.reach >= ONE_WINDOW


def _leaves(themes: frozenset[str]) -> frozenset[str]:
    """Keep the themes that say on what; a whole chapter says too little."""
    return frozenset(code for code in themes if "." in code)


def _reasons(alike: Alike, row: Any, one: Sketch, other: Sketch) -> Iterator[str]:
    """Say in words what is alike, what tells most first."""
    yield from _who(alike, row, one, other)
    if alike.words is not None:
        yield _("%(percent)s %% of the words alike") % {"percent": round(100 * alike.words)}
    elif alike.content >= WORTH_A_LOOK:
        yield _("the same things are named, in another language")
    if kinds := _named("kind", one.kinds & other.kinds):
        yield _("same kinds: %(names)s") % {"names": kinds}
    if themes := _named("theme", _leaves(one.themes) & _leaves(other.themes)):
        yield _("same theme: %(names)s") % {"names": themes}
    if figures := sorted(one.numbers & other.numbers):
        shown = ", ".join(f"{number:g}" for number in figures[:MOST_NAMED])
        yield _("same figures: %(numbers)s") % {"numbers": shown}
    if alike.window:
        is_one = alike.window > 0.95
        yield _("same window") if is_one else _("overlapping window")


def _who(alike: Alike, row: Any, one: Sketch, other: Sketch) -> Iterator[str]:
    if isinstance(row, Offer):
        yield (
            _("of the same organisation")
            if alike.same_owner
            else _("offered by %(donor)s") % {"donor": row.organisation}
        )
        shared = len(one.reach & other.reach)
        yield ngettext("for %(number)s same State", "for %(number)s same States", shared) % {
            "number": shared
        }
    else:
        yield _("same State")


def _named(what: str, codes: frozenset[str]) -> str:
    names = sorted(labels(what, codes).values())[:MOST_NAMED]
    return str(get_text_list(names, _("and"))) if names else ""
