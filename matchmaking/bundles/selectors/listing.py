"""Which saved bundles a list shows."""

from django.db.models import QuerySet

from accounts.selectors import Person
from matchmaking.bundles.models import Bundle
from matchmaking.needs.models import Need


def bundles_for(user: Person) -> QuerySet[Bundle]:
    """Return the bundles with all that a row of the list shows."""
    return Bundle.objects.visible_to(user).select_related("need__country", "created_by")


def bundles_of_need(user: Person, need: Need) -> QuerySet[Bundle]:
    """Return the bundles of a request, the newest first."""
    return bundles_for(user).filter(need=need).order_by("-updated_at", "-pk")
