"""What each screen shows of introductions."""

from matchmaking.introductions.selectors.listing import (
    introductions_for_listing,
    named,
    named_in_parts,
)
from matchmaking.introductions.selectors.page import (
    Shown,
    both_records,
    introduction_for_page,
    letters_of,
    next_step,
    shown_record,
)
from matchmaking.introductions.selectors.thread import (
    Thread,
    course_of,
    facts_of,
    messages_of,
    seat_of,
    thread_of,
)
from matchmaking.introductions.selectors.tries import open_by_pair, tries_of_need, tries_of_offer
from matchmaking.introductions.selectors.waiting import (
    answers_waiting,
    facts_waiting,
    mine,
    questions_waiting,
    waiting_for,
)

__all__ = [
    "Shown",
    "Thread",
    "answers_waiting",
    "both_records",
    "course_of",
    "facts_of",
    "facts_waiting",
    "introduction_for_page",
    "introductions_for_listing",
    "letters_of",
    "messages_of",
    "mine",
    "named",
    "named_in_parts",
    "next_step",
    "open_by_pair",
    "questions_waiting",
    "seat_of",
    "shown_record",
    "thread_of",
    "tries_of_need",
    "tries_of_offer",
    "waiting_for",
]
