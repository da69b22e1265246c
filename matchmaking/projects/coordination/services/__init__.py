"""The acts around a proposal: endorsement, due diligence, annexes."""

from matchmaking.projects.coordination.services.annexes import (
    add_annex,
    replace_annex,
    withdraw_annex,
)
from matchmaking.projects.coordination.services.diligence import (
    AnswerData,
    UnansweredQuestions,
    answer_diligence,
    begin_diligence,
    confirm_diligence,
    reopen_diligence,
)
from matchmaking.projects.coordination.services.endorsing import (
    LetterData,
    answer_endorsement,
    ask_body,
    record_letter,
    remind_bodies,
    remind_body,
    take_back_endorsement,
)
from matchmaking.projects.coordination.services.questions import (
    activate_questionnaire,
    write_questionnaire,
)

__all__ = [
    "AnswerData",
    "LetterData",
    "UnansweredQuestions",
    "activate_questionnaire",
    "add_annex",
    "answer_diligence",
    "answer_endorsement",
    "ask_body",
    "begin_diligence",
    "confirm_diligence",
    "record_letter",
    "remind_bodies",
    "remind_body",
    "reopen_diligence",
    "replace_annex",
    "take_back_endorsement",
    "withdraw_annex",
    "write_questionnaire",
]
