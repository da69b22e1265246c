"""What can be done to requests: drafting, editing, and the moves of the workflow."""

from matchmaking.needs.services.completeness import contradictions, missing_parts
from matchmaking.needs.services.drafting import (
    autosave_need,
    delete_draft,
    draft_need,
    draft_need_from_candidate,
    edit_need,
)
from matchmaking.needs.services.lines import LineData
from matchmaking.needs.services.merging import merge_needs
from matchmaking.needs.services.moves import (
    confirm_need,
    expire_needs,
    meet_need,
    publish_need,
    return_need,
    submit_need,
    withdraw_need,
)
from matchmaking.needs.services.record import NEED

__all__ = [
    "NEED",
    "LineData",
    "autosave_need",
    "confirm_need",
    "contradictions",
    "delete_draft",
    "draft_need",
    "draft_need_from_candidate",
    "edit_need",
    "expire_needs",
    "meet_need",
    "merge_needs",
    "missing_parts",
    "publish_need",
    "return_need",
    "submit_need",
    "withdraw_need",
]
