"""What is done with reviewers and reviews."""

from matchmaking.reviews.services.answering import (
    accept_assignment,
    decline_assignment,
    end_with_application,
    leave_for_conflict,
    set_aside_for_conflict,
)
from matchmaking.reviews.services.assigning import (
    ask_reviewers,
    assign_reviewer,
    drop_proposals,
    move_due_day,
    propose_for_call,
    remind_reviewer,
    take_off_reviewer,
)
from matchmaking.reviews.services.closing import close_reviews, reopen_reviews
from matchmaking.reviews.services.profiles import save_profile
from matchmaking.reviews.services.talking import post_remark
from matchmaking.reviews.services.writing import (
    Answer,
    ReviewIncomplete,
    StaleReview,
    begin_review,
    drop_rewriting,
    reopen_review,
    save_review,
    submit_review,
)

__all__ = [
    "Answer",
    "ReviewIncomplete",
    "StaleReview",
    "accept_assignment",
    "ask_reviewers",
    "assign_reviewer",
    "begin_review",
    "close_reviews",
    "decline_assignment",
    "drop_proposals",
    "drop_rewriting",
    "end_with_application",
    "leave_for_conflict",
    "move_due_day",
    "post_remark",
    "propose_for_call",
    "remind_reviewer",
    "reopen_review",
    "reopen_reviews",
    "save_profile",
    "save_review",
    "set_aside_for_conflict",
    "submit_review",
    "take_off_reviewer",
]
