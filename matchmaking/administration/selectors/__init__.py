"""What the desk of a fund shows: the pipeline, what is due, and who decided what."""

from matchmaking.administration.selectors.desk import (
    Desk,
    desk_of,
    earmark_in_words,
    funds_at_desk,
)
from matchmaking.administration.selectors.pipeline import (
    PipelineRow,
    is_late,
    pipeline_for,
    terms_of,
    with_clocks,
)
from matchmaking.administration.selectors.trail import TrailRow, about, trail_for, with_context

__all__ = [
    "Desk",
    "PipelineRow",
    "TrailRow",
    "about",
    "desk_of",
    "earmark_in_words",
    "funds_at_desk",
    "is_late",
    "pipeline_for",
    "terms_of",
    "trail_for",
    "with_clocks",
    "with_context",
]
