"""Saved searches for the tests, made through their services."""

from matchmaking.following import services
from matchmaking.following.models import SavedSearch
from tests import cast


def saved(owner=None, **changes):
    said = {"name": "Marking", "listing": "needs", "query": "theme=MRK", "frequency": "daily"}
    return services.save_search(actor=owner or cast.join("dina"), **(said | changes))


def again(search):
    return SavedSearch.objects.get(pk=search.pk)
