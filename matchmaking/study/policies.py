"""Who may have a study made."""

from accounts.selectors import Person, memberships_of


def asks_for_studies(user: Person) -> bool:
    """Say whether `user` works for anybody here: making one takes a while of the machine."""
    return bool(memberships_of(user))
