"""Introductions as a list shows them: who, where it stands, what is new, for whom it waits."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from accounts.selectors import Person, organisation_ids
from matchmaking.introductions.models import BrokerSeat, Introduction, Message, Seen
from matchmaking.introductions.querysets import IntroductionQuerySet
from matchmaking.introductions.selectors.waiting import waiting_for
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

AT_ONCE = 500


def introductions_for_listing(user: Person) -> IntroductionQuerySet:
    """Return what `user` may know of, each with what they have not read and whether it waits."""
    rows = Introduction.objects.visible_to(user).annotate(
        unread=Coalesce(Subquery(_unread(user)), 0),
        waits=Case(When(waiting_for(user), then=Value(True)), default=Value(False)),
    )
    return rows.select_related(
        "need__country",
        "need__organisation",
        "offer__organisation",
        "proposed_for",
        "broker",
        "reason",
    )


def named(user: Person, rows: Sequence[Introduction]) -> Sequence[Introduction]:
    """Give each row the titles of its two records, where `user` may know of them; two queries."""
    needs, offers = {row.need_id for row in rows}, {row.offer_id for row in rows}
    known_needs = set(
        Need.objects.visible_to(user).filter(pk__in=needs).values_list("pk", flat=True)
    )
    known_offers = set(
        Offer.objects.visible_to(user).filter(pk__in=offers).values_list("pk", flat=True)
    )
    for row in rows:
        row.need_name = str(row.need) if row.need_id in known_needs else hidden_need()
        row.offer_name = str(row.offer) if row.offer_id in known_offers else hidden_offer()
    return rows


def named_in_parts(user: Person, rows: QuerySet[Introduction]) -> Iterator[Introduction]:
    """Yield the rows of a file with their names, a part at a time."""
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        part = rows.order_by().in_bulk(ids[start : start + AT_ONCE])
        yield from named(user, [part[pk] for pk in ids[start : start + AT_ONCE] if pk in part])


def hidden_need() -> str:
    """Return what stands for a request that its reader may not know of any more."""
    return gettext("A request that is no longer shown")


def hidden_offer() -> str:
    """Return what stands for an offer that its reader may not know of any more."""
    return gettext("An offer that is no longer shown")


def _unread(user: Person) -> QuerySet[Any]:
    """Return how many messages of an introduction `user` may read and has not."""
    own = organisation_ids(user)
    seats = BrokerSeat.objects.filter(broker=user.pk, left_at=None)
    readable = (
        Q(introduction__need__organisation__in=own)
        | Q(introduction__offer__organisation__in=own)
        | Q(introduction__in=seats.values("introduction"))
    )
    seen = Seen.objects.filter(
        introduction=OuterRef("introduction"), reader=user.pk, seen_at__gte=OuterRef("said_at")
    )
    new = Message.objects.filter(readable, introduction=OuterRef("pk")).exclude(author=user.pk)
    counted = new.filter(~Exists(seen)).order_by().values("introduction")
    return counted.annotate(number=Count("pk")).values("number")
