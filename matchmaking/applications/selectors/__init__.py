"""What is asked about applications."""

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
    "run_by",
    "screenings_of",
]


def recused_ids(user: Person) -> frozenset[int]:
    """Return the ids of the applications from which a conflict keeps `user` away; one query."""
    return frozenset(Application.objects.recusing(user).values_list("pk", flat=True))
