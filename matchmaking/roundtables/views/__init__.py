"""What the addresses of this slice answer."""

from matchmaking.roundtables.views.agenda import (
    add_item,
    add_needs,
    choose_needs,
    move_slot,
    put_on_agenda,
    remove_slot,
    set_minutes,
)
from matchmaking.roundtables.views.outcomes import (
    drop_outcome,
    enter_outcome,
    follow_up,
    outcome_export,
    outcome_list,
    propose,
)
from matchmaking.roundtables.views.papers import invitation, paper
from matchmaking.roundtables.views.seats import add_participant, answer, drop_participant
from matchmaking.roundtables.views.tables import create, detail, edit, export, move, table_list

__all__ = [
    "add_item",
    "add_needs",
    "add_participant",
    "answer",
    "choose_needs",
    "create",
    "detail",
    "drop_outcome",
    "drop_participant",
    "edit",
    "enter_outcome",
    "export",
    "follow_up",
    "invitation",
    "move",
    "move_slot",
    "outcome_export",
    "outcome_list",
    "paper",
    "propose",
    "put_on_agenda",
    "remove_slot",
    "set_minutes",
    "table_list",
]
