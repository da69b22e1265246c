"""What is asked about applications."""

from accounts.models import User
from accounts.selectors import Person
from matchmaking.applications.models import Application
from matchmaking.applications.selectors.pages import (
    Check,
    Judged,
    application_for_page,
    applications_for_listing,
    check,
    conflicts_for_listing,
    conflicts_of,
    declarations_of,
    history,
    judged,
    proposals_to_hand_in,
    run_by,
    screenings_of,
)

__all__ = [
    "Check",
    "Judged",
    "application_for_page",
    "applications_for_listing",
    "check",
    "conflicts_for_listing",
    "conflicts_of",
    "declarations_of",
    "history",
    "judged",
    "proposals_to_hand_in",
    "recused_ids",
    "recused_names",
    "run_by",
    "screenings_of",
]


def recused_ids(user: Person) -> frozenset[int]:
    """Return the ids of the applications from which a conflict keeps `user` away; one query."""
    return frozenset(Application.objects.recusing(user).values_list("pk", flat=True))


def recused_names(user: User) -> list[str]:
    """Return the numbers and titles from which a conflict keeps `user` away."""
    rows = Application.objects.filter(pk__in=Application.objects.recusing(user))
    return [name for row in rows.values_list("number", "proposal__title") for name in row]
