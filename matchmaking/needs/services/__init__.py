"""What can be done to requests: drafting, editing, and the moves of the workflow."""

from matchmaking.needs.services.completeness import (
    IncompleteNeed,
    contradictions,
    missing_parts,
)
from matchmaking.needs.services.drafting import (
    LineData,
    StaleNeed,
    autosave_need,
    delete_draft,
    draft_need,
    draft_need_from_candidate,
    edit_need,
)
from matchmaking.needs.services.moves import (
    expire_needs,
    meet_need,
    publish_need,
    return_need,
    submit_need,
    withdraw_need,
)

__all__ = [
    "IncompleteNeed",
    "LineData",
    "StaleNeed",
    "autosave_need",
    "contradictions",
    "delete_draft",
    "draft_need",
    "draft_need_from_candidate",
    "edit_need",
    "expire_needs",
    "meet_need",
    "missing_parts",
    "publish_need",
    "return_need",
    "submit_need",
    "withdraw_need",
]
