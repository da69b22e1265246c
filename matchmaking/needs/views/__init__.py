"""What the addresses of this slice answer."""

from matchmaking.needs.views.detail import delete_draft, detail, move
from matchmaking.needs.views.editing import autosave, check, create, edit
from matchmaking.needs.views.lists import export, mine, moderation, need_list

__all__ = [
    "autosave",
    "check",
    "create",
    "delete_draft",
    "detail",
    "edit",
    "export",
    "mine",
    "moderation",
    "move",
    "need_list",
]
