"""What the addresses of this slice answer."""

from matchmaking.needs.views.lists import export, mine, moderation, moderation_export, need_list
from matchmaking.needs.views.pages import PAGES

__all__ = ["PAGES", "export", "mine", "moderation", "moderation_export", "need_list"]
