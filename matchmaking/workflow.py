"""State machines as tables that a delegate could check."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.functional import Promise

from accounts.models import User
from accounts.selectors import Person
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState, ReasonMissing

Policy = Callable[[Person, Any], bool]


@dataclass(frozen=True)
class Transition:
    """One move: from which states, to which, who may, and what its button says."""

    name: str
    sources: frozenset[str]
    target: str
    may: Policy
    label: str | Promise
    needs_reason: bool = False
    is_danger: bool = False

    def __init__(
        self,
        name: str,
        sources: Iterable[str],
        target: str,
        *,
        may: Policy,
        label: str | Promise,
        needs_reason: bool = False,
        is_danger: bool = False,
    ) -> None:
        for key, value in locals().copy().items():
            if key != "self":
                object.__setattr__(self, key, frozenset(value) if key == "sources" else value)


class Workflow:
    """The moves of one kind of record. Its model has `status` and `version` columns."""

    def __init__(self, *transitions: Transition) -> None:
        self.transitions = {transition.name: transition for transition in transitions}
        unknown = set(self.transitions) - set(audit.VERBS)
        if unknown:
            raise LookupError(f"Name these acts in audit.VERBS first: {sorted(unknown)}")

    def available(self, obj: Any, *, actor: Person) -> list[Transition]:
        """Return the moves that `actor` could make with `obj` now: the buttons of its page."""
        return [
            move
            for move in self.transitions.values()
            if obj.status in move.sources and move.may(actor, obj)
        ]

    def move(self, obj: Any, name: str, *, actor: User | None, reason: str = "") -> None:
        """Move `obj`, or raise: PermissionDenied, NotInThisState, ReasonMissing, ChangedMeanwhile.

        The right comes before the state, so that a stranger learns nothing. `actor` None is
        the system itself (expiry), which no policy binds. Call inside a transaction.
        """
        transition = self.transitions[name]
        if actor is not None and not transition.may(actor, obj):
            raise PermissionDenied
        if obj.status not in transition.sources:
            raise NotInThisState
        if transition.needs_reason and not reason.strip():
            raise ReasonMissing
        before = obj.status
        compare_and_set(obj, status=transition.target)
        changes = {"status": (before, transition.target)}
        audit.record(obj, name, actor=actor, reason=reason.strip(), changes=changes)


def compare_and_set(obj: Any, **values: Any) -> None:
    """Write `values` only if nobody wrote since `obj` was read (SQLite ignores row locks)."""
    rows = type(obj)._base_manager.filter(pk=obj.pk, version=obj.version)
    if rows.update(version=F("version") + 1, **values) != 1:
        raise ChangedMeanwhile
    obj.version += 1
    for name, value in values.items():
        setattr(obj, name, value)
