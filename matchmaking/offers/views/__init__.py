"""What the addresses of this slice answer."""

from matchmaking.offers.views.lists import export, mine, moderation, moderation_export, offer_list
from matchmaking.offers.views.pages import PAGES

__all__ = ["PAGES", "export", "mine", "moderation", "moderation_export", "offer_list"]
