"""Who shares out."""

from accounts.policies import is_broker
from accounts.selectors import Person


def shares_out(user: Person) -> bool:
    """Say whether `user` makes, solves and applies scenarios: the brokers do."""
    return is_broker(user)
