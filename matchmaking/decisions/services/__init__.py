"""What a committee does: sits, scores, plays scenarios, votes, decides, hears appeals."""

from matchmaking.decisions.services.appeals import file_appeal
from matchmaking.decisions.services.ballots import (
    ConditionData,
    NotQuorate,
    Proposed,
    asked_of,
    cancel_ballot,
    count_ballot,
    hear_appeal,
    is_ready,
    open_ballot,
    propose_waiver,
    vote,
)
from matchmaking.decisions.services.choices import (
    LimitData,
    copy_choice,
    create_choice,
    delete_choice,
    edit_choice,
    solve_choice,
)
from matchmaking.decisions.services.committee import (
    draw_lots,
    leave_seat,
    score_together,
    take_chair,
    take_seat,
)
from matchmaking.decisions.services.conditions import (
    accept_evidence,
    hand_in_evidence,
    send_back_evidence,
    waive_condition,
)

__all__ = [
    "ConditionData",
    "LimitData",
    "NotQuorate",
    "Proposed",
    "accept_evidence",
    "asked_of",
    "cancel_ballot",
    "copy_choice",
    "count_ballot",
    "create_choice",
    "delete_choice",
    "draw_lots",
    "edit_choice",
    "file_appeal",
    "hand_in_evidence",
    "hear_appeal",
    "is_ready",
    "leave_seat",
    "open_ballot",
    "propose_waiver",
    "score_together",
    "send_back_evidence",
    "solve_choice",
    "take_chair",
    "take_seat",
    "vote",
    "waive_condition",
]
