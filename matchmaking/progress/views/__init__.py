"""What the addresses of this slice answer."""

from matchmaking.progress.views.handing import (
    hand_over_new,
    hand_over_paper,
    hand_overs,
    state_hand_over,
)
from matchmaking.progress.views.lists import lights, lights_export
from matchmaking.progress.views.planning import milestone, milestone_paper, plan, plan_export
from matchmaking.progress.views.registering import (
    close_entry,
    entry,
    entry_new,
    register,
    register_export,
    reopen_entry,
)
from matchmaking.progress.views.visiting import (
    delete_visit,
    drop_paper,
    file_visit,
    visit,
    visit_edit,
    visit_new,
    visit_paper,
    visits,
)

__all__ = [
    "close_entry",
    "delete_visit",
    "drop_paper",
    "entry",
    "entry_new",
    "file_visit",
    "hand_over_new",
    "hand_over_paper",
    "hand_overs",
    "lights",
    "lights_export",
    "milestone",
    "milestone_paper",
    "plan",
    "plan_export",
    "register",
    "register_export",
    "reopen_entry",
    "state_hand_over",
    "visit",
    "visit_edit",
    "visit_new",
    "visit_paper",
    "visits",
]
