"""What the addresses of this slice answer."""

from matchmaking.offers.views.detail import delete_draft, detail, move
from matchmaking.offers.views.editing import autosave, check, create, edit
from matchmaking.offers.views.lists import export, mine, moderation, offer_list

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
    "offer_list",
]
