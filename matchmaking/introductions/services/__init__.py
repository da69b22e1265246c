"""What people do with an introduction, one act each."""

from matchmaking.introductions.services.answering import accept_introduction, decline_introduction
from matchmaking.introductions.services.facts import confirm_fact, propose_fact, refuse_fact
from matchmaking.introductions.services.following import (
    carry_introductions,
    close_with_record,
    forget_person,
    hand_on_broker,
)
from matchmaking.introductions.services.moving import (
    conclude_introduction,
    end_introduction,
    introduce_parties,
    reopen_talks,
)
from matchmaking.introductions.services.paper import Paper
from matchmaking.introductions.services.proposing import propose_introduction
from matchmaking.introductions.services.questions import (
    answer_question,
    ask_question,
    remind_of_questions,
)
from matchmaking.introductions.services.seats import invite_broker, leave_conversation
from matchmaking.introductions.services.talking import (
    NewFile,
    keep_message,
    mark_as_read,
    post_message,
)

__all__ = [
    "NewFile",
    "Paper",
    "accept_introduction",
    "answer_question",
    "ask_question",
    "carry_introductions",
    "close_with_record",
    "conclude_introduction",
    "confirm_fact",
    "decline_introduction",
    "end_introduction",
    "forget_person",
    "hand_on_broker",
    "introduce_parties",
    "invite_broker",
    "keep_message",
    "leave_conversation",
    "mark_as_read",
    "post_message",
    "propose_fact",
    "propose_introduction",
    "refuse_fact",
    "remind_of_questions",
    "reopen_talks",
]
