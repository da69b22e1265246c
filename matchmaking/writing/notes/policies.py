"""Who writes notes, and who sees those that came back signed."""

from accounts.models import Organisation
from accounts.policies import is_secretariat
from accounts.selectors import Person
from matchmaking.writing.models import Record
from matchmaking.writing.policies import writes_together
from matchmaking.writing.records import all_kinds, kind_of


def edits_letterhead(user: Person, organisation: Organisation) -> bool:
    """Say whether `user` writes records for that organisation, of whichever kind."""
    return any(kind.may_begin(user, organisation) for kind in all_kinds())


def attaches_notes(user: Person, record: Record) -> bool:
    """Say whether `user` may attach signed notes to a record and take them away."""
    return kind_of(record).may_begin(user, record.organisation)


def sees_notes(user: Person, record: Record) -> bool:
    """Say whether `user` may read the signed notes: its organisation, and whom they go to."""
    return writes_together(user, record) or is_secretariat(user)
