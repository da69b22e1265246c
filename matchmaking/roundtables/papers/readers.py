"""For whom a paper is made: it holds what that reader may read, whoever asks for it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.choices import Role
from accounts.models import Membership, Organisation, User
from accounts.selectors import Person

EVERYONE = AnonymousUser()


@dataclass(frozen=True)
class Reader:
    """Whose eyes a paper is made for; no organisation: everyone's, or the secretariat's own."""

    person: Person
    organisation: Organisation | None = None

    @property
    def is_everyone(self) -> bool:
        """Whether the paper may be given to anybody."""
        return not self.person.is_authenticated


def everyone() -> Reader:
    """Return the reader of the public version."""
    return Reader(EVERYONE)


def member_of(organisation: Organisation) -> Reader:
    """Return a reader who speaks for this organisation, for no other, and decides nothing in it.

    A real member may speak for others as well; what those may read must not slip in.
    """
    stand_in = User(full_name=organisation.name)
    stand_in._memberships = (
        Membership(user=stand_in, organisation=organisation, role=Role.VIEWER),
    )
    return Reader(stand_in, organisation)
