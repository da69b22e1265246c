"""What is asked about applications."""

from accounts.selectors import Person
from matchmaking.applications.models import Application


def recused_ids(user: Person) -> frozenset[int]:
    """Return the ids of the applications from which a conflict keeps `user` away; one query."""
    return frozenset(Application.objects.recusing(user).values_list("pk", flat=True))
