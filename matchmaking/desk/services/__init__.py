"""What brokers do: look after cases, judge pairs, order the queue."""

from matchmaking.desk.services.bulk import ACTS, Outcome, Wanted, do_with_cases
from matchmaking.desk.services.cases import (
    assign_case,
    hand_back_case,
    postpone_case,
    resume_case,
    shortlist_best,
    take_case,
)
from matchmaking.desk.services.order import active_order, order_queue
from matchmaking.desk.services.pairs import (
    carry_pairs,
    note_pair,
    pin_pair,
    reject_pair,
    restore_pair,
    shortlist_pair,
)
from matchmaking.desk.services.queue import refresh_cases, refresh_queue

__all__ = [
    "ACTS",
    "Outcome",
    "Wanted",
    "active_order",
    "assign_case",
    "carry_pairs",
    "do_with_cases",
    "hand_back_case",
    "note_pair",
    "order_queue",
    "pin_pair",
    "postpone_case",
    "refresh_cases",
    "refresh_queue",
    "reject_pair",
    "restore_pair",
    "resume_case",
    "shortlist_best",
    "shortlist_pair",
    "take_case",
]
