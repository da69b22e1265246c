"""What pages show of records of every kind."""

from matchmaking.writing.selectors.history import record_history
from matchmaking.writing.selectors.people import colleagues_of, kept_texts, others_editing
from matchmaking.writing.selectors.standing import (
    confirmable,
    is_asked_about,
    standing_of,
    term_in_force,
)
from matchmaking.writing.selectors.traces import (
    Difference,
    comments_of,
    differences_between,
    sign_off_of,
    versions_of,
)

__all__ = [
    "Difference",
    "colleagues_of",
    "comments_of",
    "confirmable",
    "differences_between",
    "is_asked_about",
    "kept_texts",
    "others_editing",
    "record_history",
    "sign_off_of",
    "standing_of",
    "term_in_force",
    "versions_of",
]
