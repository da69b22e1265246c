"""The two numbers in the header: every page shows them, so they are kept for a moment."""

from collections.abc import Iterable

from django.core.cache import cache

from accounts.models import User
from accounts.notifications.selectors import Counts, counts_for
from accounts.selectors import Person

# Asking every source of tasks costs as much as the rest of a page. What one does oneself and
# what one is told shows at once; the doings of others show in the number within this time.
KEPT_FOR = 15  # seconds


def kept_counts(user: Person) -> Counts:
    """Return how many tasks wait and how much news is unread, as of some seconds ago at most."""
    if not isinstance(user, User):
        return Counts(0, 0)
    found = cache.get(_key(user.pk))
    if found is None:
        found = tuple(counts_for(user))
        cache.set(_key(user.pk), found, KEPT_FOR)
    return Counts(*found)


def forget_counts(user_ids: Iterable[int]) -> None:
    """Ask anew for these people on their next page."""
    cache.delete_many([_key(pk) for pk in user_ids])


def _key(pk: int) -> str:
    return f"header-counts:{pk}"
