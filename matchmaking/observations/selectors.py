"""What pages and the slices further down ask about what is left after the end."""

from collections.abc import Collection, Iterable

from accounts.selectors import Person
from matchmaking.observations.choices import SAID, ObservationStatus
from matchmaking.observations.models import Observation
from matchmaking.observations.querysets import ObservationQuerySet
from matchmaking.observations.sharing import Seen, Share, share_of

__all__ = [
    "Share",
    "observation_for_page",
    "observations_for_listing",
    "share_in_use",
    "still_in_use",
]


def observations_for_listing(user: Person) -> ObservationQuerySet:
    """Return the observations that `user` may know of, with what names them."""
    rows = Observation.objects.visible_to(user)
    return rows.select_related("undertaking__country", "asked", "evaluator")


def observation_for_page(user: Person, pk: int) -> Observation | None:
    """Return an observation with all its page shows, or None for what `user` may not know of."""
    rows = Observation.objects.visible_to(user).with_parties()
    named = rows.select_related("asked", "evaluator", "entered_by")
    return named.prefetch_related("items__evidence").filter(pk=pk).first()


def still_in_use(undertaking_ids: Collection[int]) -> dict[int, Share]:
    """Return how much is still in use, by the last answer of each undertaking that has one."""
    rows = Observation.objects.filter(undertaking__in=undertaking_ids, status__in=SAID)
    found = {}
    # The latest look of each comes last, and stays.
    for row in rows.order_by("months").prefetch_related("items"):
        found[row.undertaking_id] = share_in_use(row)
    return found


def share_in_use(observation: Observation) -> Share:
    """Return how much of what one observation is about is in use."""
    seen: Iterable[Seen] = (
        Seen(item.in_use, item.delivered, item.quantity_in_use) for item in observation.items.all()
    )
    verified = observation.status == ObservationStatus.VERIFIED
    return share_of(seen, months=observation.months, verified=verified)
