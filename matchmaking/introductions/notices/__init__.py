"""What the parties and the brokers are told; an e-mail never says what was said."""

from matchmaking.introductions.notices import kinds  # noqa: F401 (registers them)
from matchmaking.introductions.notices.moves import (
    tell_of_closed_record,
    tell_of_end,
    tell_of_introduction,
    tell_of_proposal,
    tell_of_yes,
)
from matchmaking.introductions.notices.people import deciders, speakers
from matchmaking.introductions.notices.talk import (
    remind_of_question,
    tell_of_answer,
    tell_of_fact,
    tell_of_invitation,
    tell_of_message,
    tell_of_overdue,
    tell_of_question,
)

__all__ = [
    "deciders",
    "remind_of_question",
    "speakers",
    "tell_of_answer",
    "tell_of_closed_record",
    "tell_of_end",
    "tell_of_fact",
    "tell_of_introduction",
    "tell_of_invitation",
    "tell_of_message",
    "tell_of_overdue",
    "tell_of_proposal",
    "tell_of_question",
    "tell_of_yes",
]
