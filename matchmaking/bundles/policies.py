"""Who puts bundles together."""

from typing import Any

from accounts.policies import is_broker
from accounts.selectors import Person


def builds_bundles(user: Person, _bundle: Any = None) -> bool:
    """Say whether `user` proposes, edits and uses bundles: the brokers do."""
    return is_broker(user)
