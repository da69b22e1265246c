"""What the pages of clocks show."""

from matchmaking.clocks.selectors.averages import Part, StageAverage, stage_averages
from matchmaking.clocks.selectors.reading import (
    clocks_for_listing,
    clocks_of_introduction,
    clocks_of_need,
    clocks_of_offer,
    clocks_of_record,
    overdue,
    told_to,
)
from matchmaking.clocks.selectors.reasons import Try, failed_tries, kept_tries, reason_tables
from matchmaking.clocks.selectors.register import (
    WORDING_VERSION,
    consent_state,
    match_wording,
    matches,
    named_matches,
    totals,
    with_names,
)
from matchmaking.clocks.selectors.targets import (
    StageInForce,
    Targets,
    stages_in_force,
    target_history,
    target_of,
)

__all__ = [
    "WORDING_VERSION",
    "Part",
    "StageAverage",
    "StageInForce",
    "Targets",
    "Try",
    "clocks_for_listing",
    "clocks_of_introduction",
    "clocks_of_need",
    "clocks_of_offer",
    "clocks_of_record",
    "consent_state",
    "failed_tries",
    "kept_tries",
    "match_wording",
    "matches",
    "named_matches",
    "overdue",
    "reason_tables",
    "stage_averages",
    "stages_in_force",
    "target_history",
    "target_of",
    "told_to",
    "totals",
    "with_names",
]
