"""Who may do what with a saved search."""

from accounts.selectors import Person
from matchmaking.following.models import SavedSearch


def owns_search(user: Person, saved: SavedSearch) -> bool:
    """Say whether `user` saved it."""
    return user.pk is not None and saved.owner_id == user.pk
