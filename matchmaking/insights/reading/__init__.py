"""From the records of the slices below to facts: only what everybody may know of."""

from collections.abc import Callable, Collection

from matchmaking.insights.choices import Subject
from matchmaking.insights.models import Fact
from matchmaking.insights.reading.needs import facts_of_needs, public_needs
from matchmaking.insights.reading.offers import facts_of_offers, public_offers
from matchmaking.insights.reading.projects import facts_of_projects, public_projects

__all__ = ["PUBLIC", "READERS"]

Ids = Collection[int]
# At most some hundred ids at a time: SQLite takes no more values in one query.
READERS: dict[str, Callable[[Ids], list[Fact]]] = {
    Subject.NEED: facts_of_needs,
    Subject.OFFER: facts_of_offers,
    Subject.PROJECT: facts_of_projects,
}
PUBLIC: dict[str, Callable[[], list[int]]] = {
    Subject.NEED: public_needs,
    Subject.OFFER: public_offers,
    Subject.PROJECT: public_projects,
}
