"""Who sees the desk, and who works at it."""

from accounts.policies import is_broker, is_secretariat
from accounts.selectors import Person


def sees_desk(user: Person) -> bool:
    """Say whether `user` may read the desk: everyone of the secretariat."""
    return is_secretariat(user)


def works_at_desk(user: Person) -> bool:
    """Say whether `user` may take cases, judge pairs and order the queue."""
    return is_broker(user)
