"""Telling what somebody else changed where one has changed it too."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from matchmaking.projects.merging import BETWEEN, atoms
from matchmaking.projects.models import Proposal
from matchmaking.projects.rows import KINDS
from matchmaking.projects.sections import Section
from matchmaking.projects.services import SectionConflict
from matchmaking.writing.differences import Piece, word_differences


class Clash(NamedTuple):
    """What both changed: how it reads with them, and the way from theirs to mine."""

    label: str
    theirs: str
    pieces: list[Piece]


def told(section: Section, conflict: SectionConflict) -> dict[str, Any]:
    """Return who wrote meanwhile, and what both changed."""
    mine, theirs = atoms(conflict.mine), atoms(conflict.theirs)
    clashes = []
    for name in conflict.merged.conflicts:
        here, there = _words(mine.get(name)), _words(theirs.get(name))
        clashes.append(Clash(_label(name), there, word_differences(there, here)))
    return {"message": conflict.message, "clashes": clashes}


def _label(atom: str) -> str:
    name, between, _key = atom.partition(BETWEEN)
    if between == BETWEEN and _key:
        return str(KINDS[name].model._meta.verbose_name)
    if name == "text":
        return _("Text")
    return str(getattr(Proposal._meta.get_field(name), "verbose_name", name))


def _words(value: Any) -> str:
    """Return a value as words; a row as its answers."""
    if value is None:
        return _("(removed)")
    if isinstance(value, dict):
        answers = (one for name, one in value.items() if name != "key" and one not in (None, ""))
        return " · ".join(map(str, answers))
    return ", ".join(value) if isinstance(value, list) else str(value)
