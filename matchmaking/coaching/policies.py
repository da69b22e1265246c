"""Who sees the score of a record, and who sets the rules."""

from typing import Any

from accounts.policies import is_broker
from accounts.selectors import Person
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind


def sees_score(user: Person, kind: RecordKind[Any], record: Record) -> bool:
    """Say whether `user` may see how precise a record is: its owner and the secretariat."""
    return kind.sees_inside(user, record)


def sees_scores(user: Person) -> bool:
    """Say whether `user` may see the scores of everyone's records in lists."""
    return is_broker(user)


def sets_rules(user: Person) -> bool:
    """Say whether `user` may write a new version of the rules, and make one active."""
    return is_broker(user)
