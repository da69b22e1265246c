"""Lights of many undertakings, and the lists of risks and visits of one."""

from collections.abc import Collection

from accounts.selectors import Person
from matchmaking.monitoring.models import Undertaking
from matchmaking.progress.lights import Light, lights
from matchmaking.progress.models import RegisterEntry, Visit
from matchmaking.progress.querysets import EntryQuerySet, VisitQuerySet
from matchmaking.progress.selectors.figures import facts_of


def lights_of(undertaking_ids: Collection[int]) -> dict[int, list[Light]]:
    """Return the traffic lights of each undertaking; the queries are the same for one and many."""
    return {pk: lights(facts) for pk, facts in facts_of(undertaking_ids).items()}


def register_for_listing(user: Person, undertaking: Undertaking) -> EntryQuerySet:
    """Return the risks and issues of an undertaking."""
    return RegisterEntry.objects.visible_to(user).filter(undertaking=undertaking)


def visits_for_listing(user: Person, undertaking: Undertaking) -> VisitQuerySet:
    """Return the visits of an undertaking: the filed ones, and drafts of `user`."""
    rows = Visit.objects.visible_to(user).filter(undertaking=undertaking)
    named = rows.select_related("organisation", "written_by").prefetch_related("papers")
    return named.order_by("-visited_on", "-pk")


def visit_for_page(user: Person, pk: int) -> Visit | None:
    """Return a visit with all its page shows, or None for what `user` may not know of."""
    rows = Visit.objects.visible_to(user).with_parties()
    named = rows.select_related("organisation", "written_by")
    return named.prefetch_related("papers__attachment").filter(pk=pk).first()
