"""What is done with a round table: planned, invited to, held, followed up."""

from matchmaking.roundtables.services.agenda import (
    add_item,
    add_needs,
    move_slot,
    remove_slot,
    set_minutes,
)
from matchmaking.roundtables.services.inviting import (
    Seat,
    add_participants,
    answer_invitation,
    drop_participant,
)
from matchmaking.roundtables.services.outcomes import (
    drop_outcome,
    enter_outcome,
    finish_follow_up,
    propose_introduction,
)
from matchmaking.roundtables.services.planning import (
    cancel_round_table,
    close_round_table,
    edit_round_table,
    hold_round_table,
    invite_to_round_table,
    make_round_table,
)

__all__ = [
    "Seat",
    "add_item",
    "add_needs",
    "add_participants",
    "answer_invitation",
    "cancel_round_table",
    "close_round_table",
    "drop_outcome",
    "drop_participant",
    "edit_round_table",
    "enter_outcome",
    "finish_follow_up",
    "hold_round_table",
    "invite_to_round_table",
    "make_round_table",
    "move_slot",
    "propose_introduction",
    "remove_slot",
    "set_minutes",
]
