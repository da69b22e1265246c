"""Who sees the portfolio."""

from accounts.policies import is_secretariat
from accounts.selectors import Person


def sees_portfolio(user: Person) -> bool:
    """Say whether `user` sees everything at once: the secretariat."""
    return is_secretariat(user)
