"""Who of the two sides is told what."""

from collections.abc import Iterable

from accounts.models import Organisation, User
from matchmaking.introductions import policies
from matchmaking.introductions.choices import Side
from matchmaking.introductions.models import Introduction


def deciders(introduction: Introduction, sides: Iterable[str] = Side.values) -> list[User]:
    """Return those who answer for these sides."""
    found = []
    for side in sides:
        people = _members(introduction, side)
        found += [one for one in people if side in policies.decides_for(one, introduction)]
    return found


def speakers(introduction: Introduction, sides: Iterable[str] = Side.values) -> list[User]:
    """Return those who speak for these sides."""
    found = []
    for side in sides:
        people = _members(introduction, side)
        found += [one for one in people if policies.spoken_side(one, introduction) == side]
    return found


def _members(introduction: Introduction, side: str) -> list[User]:
    record = introduction.need if side == Side.RECIPIENT else introduction.offer
    organisation: Organisation = record.organisation
    rows = organisation.memberships.filter(ended_at=None, user__is_active=True)
    return list({row.user_id: row.user for row in rows.select_related("user")}.values())
