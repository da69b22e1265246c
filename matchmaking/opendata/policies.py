"""Who says what an activity is called elsewhere, who shows amounts, and who has files made anew."""

from accounts.policies import is_broker
from accounts.selectors import Person
from matchmaking.agreements import policies as agreements
from matchmaking.introductions.choices import Side
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.policies import decides_on, reports_on


def names_activity(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` answers for one of those whose project or agreement it is."""
    return reports_on(user, undertaking) or decides_on(user, undertaking)


def consenting_sides(user: Person, undertaking: Undertaking) -> list[Side]:
    """Return the sides for which `user` may agree that the amounts of an agreement are shown."""
    if undertaking.agreement is None:
        return []
    return [Side(side) for side in agreements.signs_for(user, undertaking.agreement)]


def makes_editions(user: Person) -> bool:
    """Say whether `user` may have the file of activities made anew at once."""
    return is_broker(user)
