"""How long a record still stands by the word of its owner."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.selectors import Person
from matchmaking.vocabulary.selectors.memory import remembered
from matchmaking.writing.models import PUBLISHED, Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.terms import ConfirmationTerm, Standing


@remembered
def term_in_force() -> ConfirmationTerm:
    """Return how long a word counts: the secretariat's latest decision, or 90 days twice."""
    return ConfirmationTerm.objects.order_by("-pk").first() or ConfirmationTerm()


def standing_of(record: Record) -> Standing | None:
    """Return how long a record stands; None for one that is not open."""
    if record.status != PUBLISHED or record.said_on is None:
        return None
    return term_in_force().standing_since(record.said_on)


def is_asked_about(record: Record, today: datetime.date | None = None) -> bool:
    """Say whether its owner is asked now whether it still stands."""
    standing = standing_of(record)
    return standing is not None and standing.said_on < term_in_force().asked_from(
        today or timezone.localdate()
    )


def confirmable(kind: RecordKind[Any], user: Person, records: Iterable[Record]) -> dict[str, Any]:
    """Return which of these `user` may confirm, and which of them it is time for."""
    mine = [r for r in records if r.status == PUBLISHED and kind.owns(user, r)]
    asked = {record.pk for record in mine if is_asked_about(record)}
    return {"confirmable": {record.pk for record in mine}, "asked": asked}
