"""Who sees and sets the clocks, and who speaks for a side in the register of matches."""

from accounts.policies import is_broker, is_member, is_secretariat
from accounts.selectors import Person
from matchmaking.clocks.models import Clock
from matchmaking.introductions.choices import IntroductionStatus, Side
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.policies import decides_for


def sees_clocks(user: Person) -> bool:
    """Say whether `user` has anything to do with clocks: members, of their own records."""
    return is_member(user)


def sees_targets(user: Person) -> bool:
    """Say whether `user` reads the page on which targets are set."""
    return is_secretariat(user)


def sets_targets(user: Person) -> bool:
    """Say whether `user` sets how long things may take."""
    return is_broker(user)


def sees_reasons(user: Person) -> bool:
    """Say whether `user` reads the report of why tries failed."""
    return is_secretariat(user)


def sees_told(user: Person, clock: Clock) -> bool:
    """Say whether `user` may know who was told about a clock, by name: the secretariat."""
    return is_secretariat(user)


def consenting_sides(user: Person, introduction: Introduction) -> list[Side]:
    """Return the sides for which `user` may agree that a match is named in public."""
    if introduction.status != IntroductionStatus.AGREED:
        return []
    return decides_for(user, introduction)
