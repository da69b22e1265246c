"""What each screen shows of introductions."""

from matchmaking.introductions.selectors.tries import open_by_pair, tries_of_need, tries_of_offer

__all__ = ["open_by_pair", "tries_of_need", "tries_of_offer"]
