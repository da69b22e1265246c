"""Clocks as pages show them."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.selectors import Person
from matchmaking.clocks.models import Clock, Told
from matchmaking.clocks.querysets import ClockQuerySet


def clocks_for_listing(user: Person) -> ClockQuerySet:
    """Return the clocks `user` may know of, with what a row of a list shows."""
    return with_names(Clock.objects.visible_to(user))


def with_names(rows: ClockQuerySet) -> ClockQuerySet:
    """Join what names a clock, and who was told about it."""
    told = Told.objects.prefetch_related("people").order_by("at", "pk")
    return rows.select_related(
        "organisation", "need__country", "need__organisation", "offer__organisation"
    ).prefetch_related(Prefetch("told", told))


def overdue(user: Person) -> ClockQuerySet:
    """Return what `user` may know of that is overdue, the longest first."""
    return clocks_for_listing(user).overdue(timezone.localdate()).order_by("due_on", "pk")


def clocks_of_need(need_ids: Collection[int]) -> dict[int, list[Clock]]:
    """Return every clock of these needs, introductions and agreements included, oldest first."""
    return _by("need_id", Clock.objects.filter(need__in=need_ids))


def clocks_of_offer(offer_ids: Collection[int]) -> dict[int, list[Clock]]:
    """Return every clock of these offers, introductions and agreements included, oldest first."""
    return _by("offer_id", Clock.objects.filter(offer__in=offer_ids))


def clocks_of_record(user: Person, kind: str, record_id: int) -> list[Clock]:
    """Return the clocks of one record that `user` may know of."""
    rows = clocks_for_listing(user).filter(**{kind: record_id})
    return list(rows.order_by("since", "pk"))


def clocks_of_introduction(user: Person, introduction_id: int) -> list[Clock]:
    """Return the clocks of one introduction that `user` may know of."""
    rows = clocks_for_listing(user).filter(introduction=introduction_id)
    return list(rows.order_by("since", "pk"))


def told_to(user: Person) -> ClockQuerySet:
    """Return what is overdue and `user` was told to see to."""
    told = Told.objects.filter(~Q(step="reminder"), people=user.pk)
    rows = Clock.objects.overdue(timezone.localdate()).filter(pk__in=told.values("clock"))
    return rows.select_related("need__country", "offer", "organisation").order_by("due_on", "pk")


def _by(column: str, rows: ClockQuerySet) -> dict[int, list[Clock]]:
    found: dict[int, list[Clock]] = defaultdict(list)
    for clock in rows.order_by("since", "pk"):
        found[getattr(clock, column)].append(clock)
    return found
