"""Who did what on the desk, when and why."""

from collections.abc import Iterable

from django.db.models import Model

from accounts.audit import joint_history
from accounts.selectors import Person
from matchmaking import audit
from matchmaking.desk.models import Case, QueueOrder, Shortlisting
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

MOST_ENTRIES = 30


def desk_history(user: Person, kind: str, record: Need | Offer) -> list[audit.Entry]:
    """Return what brokers did with the case of a record and with its pairs, newest first."""
    pairs = Shortlisting.objects.visible_to(user).filter(**{kind: record.pk})
    cases = Case.objects.visible_to(user).filter(**{kind: record.pk})
    rows: Iterable[Model] = (
        *cases.select_related("need", "offer"),
        *pairs.select_related("need", "offer"),
    )
    return joint_history(rows, limit=MOST_ENTRIES)


def order_history() -> list[audit.Entry]:
    """Return who changed the order of the queue, why, and what it was before."""
    return joint_history(QueueOrder.objects.all(), limit=MOST_ENTRIES)
