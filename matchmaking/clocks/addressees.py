"""Who must act on a clock, and who looks after them."""

from collections.abc import Callable, Iterator

from accounts.choices import MANAGERS_BY_KIND
from accounts.models import Membership, Organisation, User
from accounts.selectors import brokers
from matchmaking.clocks.choices import Stage, Step
from matchmaking.clocks.models import Clock
from matchmaking.needs.policies import owns_need
from matchmaking.offers.policies import owns_offer


class Addressees:
    """The people behind the clocks of one run; each organisation is asked about once."""

    def __init__(self) -> None:
        self._people: dict[int, list[User]] = {}
        self._brokers: list[User] | None = None

    def of(self, clock: Clock, step: str) -> list[User]:
        """Return who is told at a step about a clock."""
        if step == Step.BROKERS:
            return self._all_brokers()
        if step == Step.MANAGERS:
            return [user for place in _places(clock) for user in self._managers(place)]
        if clock.stage in (Stage.ACKNOWLEDGE, Stage.SUGGESTION):
            return self._all_brokers()
        return list(self._owners(clock))

    def _owners(self, clock: Clock) -> Iterator[User]:
        """Yield those who decide for the sides that must act."""
        sides: list[tuple[Organisation, Callable[[User], bool]]] = []
        if clock.need and clock.organisation_id in (None, clock.need.organisation_id):
            need = clock.need
            sides.append((need.organisation, lambda user: owns_need(user, need)))
        if clock.offer and clock.organisation_id in (None, clock.offer.organisation_id):
            offer = clock.offer
            sides.append((offer.organisation, lambda user: owns_offer(user, offer)))
        for place, decides in sides:
            yield from (user for user in self._of(place) if decides(user))

    def _managers(self, place: Organisation) -> list[User]:
        roles = MANAGERS_BY_KIND[place.kind]
        rows = Membership.objects.filter(
            organisation=place, role__in=roles, ended_at=None, user__is_active=True
        )
        return [row.user for row in rows.select_related("user").order_by("pk")]

    def _of(self, place: Organisation) -> list[User]:
        if place.pk not in self._people:
            found = User.objects.filter(
                memberships__organisation=place, memberships__ended_at=None, is_active=True
            )
            self._people[place.pk] = list(found.distinct().order_by("pk"))
        return self._people[place.pk]

    def _all_brokers(self) -> list[User]:
        if self._brokers is None:
            self._brokers = list(brokers().order_by("pk"))
        return self._brokers


def _places(clock: Clock) -> list[Organisation]:
    if clock.organisation:
        return [clock.organisation]
    return [record.organisation for record in (clock.need, clock.offer) if record]
