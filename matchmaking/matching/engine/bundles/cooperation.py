"""Names the form of cooperation that a bundle is."""

from collections.abc import Iterable
from enum import StrEnum

from matchmaking.matching.engine.rows import RowId, World
from matchmaking.matching.engine.serving import Way

from .rows import Part, Peer, Problem

KNOW_HOW = ("TRN", "EXP", "VIS", "FEL")
MONEY = "FUN"


class Form(StrEnum):
    """Who works with whom."""

    PLAIN = ""
    SOUTH_SOUTH = "south_south"  # all givers are partners from the South or neighbours
    TRIANGULAR = "triangular"  # such a partner brings the know-how, somebody else pays


def peer_of(state: str, owner: str, world: World) -> Peer:
    """Say whether the owner of an offer is a neighbour, or a developing country like the State."""
    ours, theirs = world.countries.get(state), world.countries.get(owner)
    if ours is None or theirs is None or owner == state:
        return Peer.NONE
    if owner in ours.borders:
        return Peer.NEIGHBOUR
    if not (ours.oda and theirs.oda):
        return Peer.NONE
    near = set(ours.m49_codes[1:]) & set(theirs.m49_codes[1:])
    return Peer.REGION if near else Peer.SOUTH


def form_of(problem: Problem, parts: Iterable[Part]) -> Form:
    """Recognise triangular and South-South cooperation."""
    used = list(parts)
    peers = {one.party for one in problem.candidates if one.peer}
    givers = {problem.by_offer[part.key.offer].party for part in used}
    if givers and givers <= peers:
        return Form.SOUTH_SOUTH
    teachers = {_party(problem, part) for part in used if _teaches(problem, part)} & peers
    payers = {_party(problem, part) for part in used if _pays(problem, part)} - peers
    return Form.TRIANGULAR if teachers and payers else Form.PLAIN


def _party(problem: Problem, part: Part) -> RowId:
    return problem.by_offer[part.key.offer].party


def _teaches(problem: Problem, part: Part) -> bool:
    return problem.links[part.key].given.kind.startswith(KNOW_HOW)


def _pays(problem: Problem, part: Part) -> bool:
    link = problem.links[part.key]
    return link.serving.way == Way.MONEY or link.given.kind.startswith(MONEY)
