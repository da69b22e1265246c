"""What the addresses of introductions answer."""

from matchmaking.introductions.views.files import conversation, document, scan
from matchmaking.introductions.views.letters import (
    interest,
    interest_paper,
    letter,
    letter_paper,
)
from matchmaking.introductions.views.lists import export, introduction_list
from matchmaking.introductions.views.moves import accept, decline, end, introduce
from matchmaking.introductions.views.page import detail
from matchmaking.introductions.views.proposing import propose
from matchmaking.introductions.views.talking import (
    answer,
    answer_fact,
    ask,
    draft,
    invite,
    leave,
    post,
    state_fact,
)

__all__ = [
    "accept",
    "answer",
    "answer_fact",
    "ask",
    "conversation",
    "decline",
    "detail",
    "document",
    "draft",
    "end",
    "export",
    "interest",
    "interest_paper",
    "introduce",
    "introduction_list",
    "invite",
    "leave",
    "letter",
    "letter_paper",
    "post",
    "propose",
    "scan",
    "state_fact",
]
