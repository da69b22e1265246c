"""What the addresses of this slice answer."""

from matchmaking.projects.views.lists import export, proposal_list
from matchmaking.projects.views.moves import ask, move, sign
from matchmaking.projects.views.pages import check, detail, print_page
from matchmaking.projects.views.results import drop_result, result
from matchmaking.projects.views.team import (
    answer,
    change_role,
    drop_member,
    hand_over,
    invite,
    leave,
    take_back,
    team,
)
from matchmaking.projects.views.versions import restore, versions
from matchmaking.projects.views.writing import (
    autosave,
    comment,
    discard,
    presence,
    resolve,
    section,
)

__all__ = [
    "answer",
    "ask",
    "autosave",
    "change_role",
    "check",
    "comment",
    "detail",
    "discard",
    "drop_member",
    "drop_result",
    "export",
    "hand_over",
    "invite",
    "leave",
    "move",
    "presence",
    "print_page",
    "proposal_list",
    "resolve",
    "restore",
    "result",
    "section",
    "sign",
    "take_back",
    "team",
    "versions",
]
