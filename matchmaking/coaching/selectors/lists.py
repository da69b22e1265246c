"""Scores in lists: for brokers only, one query more at the most."""

from typing import Any

from django.db.models import QuerySet

from accounts.selectors import Person
from matchmaking.coaching import policies
from matchmaking.coaching.selectors.assessing import with_specificity
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.writing.records import RecordKind


def scored_for(user: Person, kind: RecordKind[Any], rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add their scores to the rows of a list where `user` may see them."""
    return with_specificity(rows, kind.name) if policies.sees_scores(user) else rows


def threshold_for(user: Person, kind: RecordKind[Any]) -> int | None:
    """Return the score below which a record is flagged; None to those who see no scores."""
    return active_ruleset().threshold(kind.name) if policies.sees_scores(user) else None
