"""What can be done to offers: drafting, the moves of the workflow, and promising capacity."""

from matchmaking.offers.services.capacity import (
    CapacityTaken,
    KeyTaken,
    release_capacity,
    reserve_capacity,
    return_capacity,
)
from matchmaking.offers.services.completeness import contradictions, missing_parts
from matchmaking.offers.services.drafting import (
    autosave_offer,
    delete_draft,
    draft_offer,
    edit_offer,
)
from matchmaking.offers.services.lines import LineData
from matchmaking.offers.services.merging import merge_offers
from matchmaking.offers.services.moves import (
    confirm_offer,
    expire_offers,
    pause_offer,
    publish_offer,
    resume_offer,
    return_offer,
    submit_offer,
    withdraw_offer,
)
from matchmaking.offers.services.record import OFFER

__all__ = [
    "OFFER",
    "CapacityTaken",
    "KeyTaken",
    "LineData",
    "autosave_offer",
    "confirm_offer",
    "contradictions",
    "delete_draft",
    "draft_offer",
    "edit_offer",
    "expire_offers",
    "merge_offers",
    "missing_parts",
    "pause_offer",
    "publish_offer",
    "release_capacity",
    "reserve_capacity",
    "resume_offer",
    "return_capacity",
    "return_offer",
    "submit_offer",
    "withdraw_offer",
]
