"""Who keeps the books of a fund, and who may read which part of them."""

from accounts.selectors import Person
from matchmaking.funds import policies as funds
from matchmaking.funds.models import Fund


def keeps_books(user: Person, fund: Fund) -> bool:
    """Say whether `user` may book for a fund: its administrators."""
    return funds.administers(user, fund)
