"""What people do to show how far an undertaking is, one act each."""

from matchmaking.progress.services.carrying import carry_over
from matchmaking.progress.services.handing import Arrived, plan_hand_over, state_hand_over
from matchmaking.progress.services.planning import Far, FaultyPlan, reach_milestone, update_plan
from matchmaking.progress.services.registering import (
    EntryData,
    add_entry,
    close_entry,
    edit_entry,
    reopen_entry,
)
from matchmaking.progress.services.visiting import (
    VisitData,
    delete_visit,
    draft_visit,
    drop_paper,
    edit_visit,
    file_visit,
)

__all__ = [
    "Arrived",
    "EntryData",
    "Far",
    "FaultyPlan",
    "VisitData",
    "add_entry",
    "carry_over",
    "close_entry",
    "delete_visit",
    "draft_visit",
    "drop_paper",
    "edit_entry",
    "edit_visit",
    "file_visit",
    "plan_hand_over",
    "reach_milestone",
    "reopen_entry",
    "state_hand_over",
    "update_plan",
]
