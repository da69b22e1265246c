"""One act with several cases at once: each by itself, with what became of it."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking.desk import policies
from matchmaking.desk.models import Case
from matchmaking.desk.services.cases import (
    assign_case,
    hand_back_case,
    postpone_case,
    resume_case,
    shortlist_best,
    take_case,
)
from matchmaking.errors import DomainError


@dataclass(frozen=True)
class Wanted:
    """What an act needs beyond the cases: a colleague, a day, a note."""

    assignee: User | None = None
    until: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one case of many."""

    case: Case
    is_done: bool
    said: str


Act = Callable[[int, User, Wanted], Any]


def _assign(case_id: int, actor: User, wanted: Wanted) -> Any:
    if wanted.assignee is None:
        raise DomainError(_("Choose who shall look after it."))
    return assign_case(case_id=case_id, actor=actor, assignee=wanted.assignee, note=wanted.note)


def _postpone(case_id: int, actor: User, wanted: Wanted) -> Any:
    if wanted.until is None:
        raise DomainError(_("Choose a day to come."))
    return postpone_case(case_id=case_id, actor=actor, until=wanted.until, because=wanted.note)


def _shortlist(case_id: int, actor: User, wanted: Wanted) -> Any:
    return shortlist_best(case_id=case_id, actor=actor, note=wanted.note)


ACTS: dict[str, Act] = {
    "take": lambda case_id, actor, _wanted: take_case(case_id=case_id, actor=actor),
    "hand_back": lambda case_id, actor, _wanted: hand_back_case(case_id=case_id, actor=actor),
    "assign": _assign,
    "postpone": _postpone,
    "resume": lambda case_id, actor, _wanted: resume_case(case_id=case_id, actor=actor),
    "shortlist_best": _shortlist,
}


def do_with_cases(
    *, act: str, case_ids: Collection[int], actor: User, wanted: Wanted
) -> list[Outcome]:
    """Do an act with each of the cases; one that is refused does not hold up the others."""
    if not policies.works_at_desk(actor):
        raise PermissionDenied
    known = Case.objects.visible_to(actor).select_related("need", "offer").in_bulk(list(case_ids))
    return [_one(act, known[pk], actor, wanted) for pk in case_ids if pk in known]


def _one(act: str, case: Case, actor: User, wanted: Wanted) -> Outcome:
    try:
        done = ACTS[act](case.pk, actor, wanted)
    except DomainError as refusal:
        return Outcome(case, False, str(refusal.message))
    return Outcome(case, True, str(done) if act == "shortlist_best" else "")
