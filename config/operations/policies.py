"""Who looks after the machinery."""

from accounts.policies import is_broker
from accounts.selectors import Person


def operates(user: Person) -> bool:
    """Say whether `user` runs the site: a broker of the secretariat, or an administrator."""
    return is_broker(user) or (user.is_active and user.is_superuser)
