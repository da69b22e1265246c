"""What pages and the slices further down ask about how far an undertaking is."""

from matchmaking.progress.selectors.chronicles import chronicle_of
from matchmaking.progress.selectors.figures import (
    Confirmed,
    DeliveredLine,
    confirmed_hand_overs,
    delivered_lines,
    facts_of,
)
from matchmaking.progress.selectors.lists import (
    lights_of,
    register_for_listing,
    visit_for_page,
    visits_for_listing,
)
from matchmaking.progress.selectors.stories import StoryPart, story_of

__all__ = [
    "Confirmed",
    "DeliveredLine",
    "StoryPart",
    "chronicle_of",
    "confirmed_hand_overs",
    "delivered_lines",
    "facts_of",
    "lights_of",
    "register_for_listing",
    "story_of",
    "visit_for_page",
    "visits_for_listing",
]
