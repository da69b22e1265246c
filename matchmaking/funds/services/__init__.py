"""What is done with funds, their rules and their calls."""

from matchmaking.funds.services.calls import (
    archive_call,
    change_call,
    close_call,
    decide_call,
    delete_call,
    draft_call,
    edit_call,
    extend_call,
    publish_call,
    reopen_call,
)
from matchmaking.funds.services.funds import activate_rules, create_fund, edit_fund, write_rules
from matchmaking.funds.services.questions import (
    answer_question,
    ask_question,
    follow_call,
    unfollow_call,
)

__all__ = [
    "activate_rules",
    "answer_question",
    "archive_call",
    "ask_question",
    "change_call",
    "close_call",
    "create_fund",
    "decide_call",
    "delete_call",
    "draft_call",
    "edit_call",
    "edit_fund",
    "extend_call",
    "follow_call",
    "publish_call",
    "reopen_call",
    "unfollow_call",
    "write_rules",
]
