"""What was decided on applications, and which conditions are still open."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from accounts.selectors import Person
from matchmaking.decisions.choices import UNMET
from matchmaking.decisions.models import Appeal, Condition, Decision
from matchmaking.money import Money

PARTIES = (
    "application__call__fund__organisation",
    "application__proposal__applicant",
    "application__proposal__implementer",
    "application__proposal__country",
)


def decision_of(application_ids: Collection[int]) -> dict[int, Decision]:
    """Return the newest decision on each application that has one."""
    rows = Decision.objects.filter(application__in=application_ids).order_by("pk")
    return {row.application_id: row for row in rows}


def granted(application_id: int) -> Money | None:
    """Return what an application was granted; None where it was not approved."""
    decision = decision_of([application_id]).get(application_id)
    return decision.amount if decision else None


def open_conditions(
    application_ids: Collection[int], ties: Iterable[str] | None = None
) -> dict[int, list[Condition]]:
    """Return the unmet conditions of each application, by number; only with `ties` where given."""
    rows = Condition.objects.unmet().filter(decision__application__in=application_ids)
    if ties is not None:
        rows = rows.filter(ties__in=list(ties))
    found: dict[int, list[Condition]] = defaultdict(list)
    for row in rows.select_related("decision").order_by("decision", "number"):
        found[row.decision.application_id].append(row)
    return dict(found)


def conditions_due(user: Person) -> QuerySet[Condition]:
    """Return the unmet conditions that `user` may know of, the next first."""
    rows = conditions_for_listing(user).filter(status__in=UNMET)
    return rows.order_by("due_on", "pk")


def conditions_for_listing(user: Person) -> QuerySet[Condition]:
    """Return the conditions that `user` may know of, with what their rows show."""
    joined = [f"decision__{party}" for party in PARTIES]
    return Condition.objects.visible_to(user).select_related(*joined)


def decisions_for_listing(user: Person) -> QuerySet[Decision]:
    """Return the decisions that `user` may know of, with what their rows show."""
    rows = Decision.objects.visible_to(user).select_related(*PARTIES)
    return rows.defer("submission__contents")


def appeals_waiting(user: Person) -> QuerySet[Appeal]:
    """Return the appeals that `user` may know of and that are still to be heard."""
    joined = [f"decision__{party}" for party in PARTIES]
    return Appeal.objects.visible_to(user).waiting().select_related(*joined)
