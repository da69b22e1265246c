"""What the pages of the desk show."""

from matchmaking.desk.selectors.cases import (
    PlaceReason,
    Weighing,
    best_unjudged,
    brokers,
    case_of,
    place_reasons,
    queue_for,
    weighing,
)
from matchmaking.desk.selectors.changing import (
    Advice,
    InWords,
    NearMiss,
    changes_in_words,
    near_misses,
)
from matchmaking.desk.selectors.facts import CaseFacts, facts_of
from matchmaking.desk.selectors.history import desk_history, order_history
from matchmaking.desk.selectors.others import Other, who_else
from matchmaking.desk.selectors.pairs import PairRow, Pairs, pair_of, pairs_of

__all__ = [
    "Advice",
    "CaseFacts",
    "InWords",
    "NearMiss",
    "Other",
    "PairRow",
    "Pairs",
    "PlaceReason",
    "Weighing",
    "best_unjudged",
    "brokers",
    "case_of",
    "changes_in_words",
    "desk_history",
    "facts_of",
    "near_misses",
    "order_history",
    "pair_of",
    "pairs_of",
    "place_reasons",
    "queue_for",
    "weighing",
    "who_else",
]
