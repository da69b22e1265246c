"""Offers as lists, as one page and as figures, no more than the reader may know."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Sum

from accounts.selectors import Person, organisation_ids
from matchmaking.disclosure.selectors import public_twins, twins_for
from matchmaking.money import Money
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.offers.querysets import OfferQuerySet
from matchmaking.vocabulary.selectors import in_usd


@dataclass(frozen=True)
class KeyFigures:
    """What the home page says about offers in one line."""

    open_offers: int
    organisations: int
    value: Money


def offers_for_listing(user: Person) -> OfferQuerySet:
    """Return what `user` may know of, with what a row of the list shows."""
    visible = public_twins(Offer.objects.visible_to(user))
    return visible.select_related("organisation").prefetch_related("themes")


def offers_for_export(user: Person) -> OfferQuerySet:
    """Return what `user` may know of, with what a row of the file shows to them."""
    return twins_for(user, offers_for_listing(user).prefetch_related(_lines()))


def newest_offers(user: Person, limit: int = 5) -> list[Offer]:
    """Return the offers most recently opened to States."""
    newest = offers_for_listing(user).filter(status=OfferStatus.PUBLISHED)
    return list(newest.order_by("-published_at", "-pk")[:limit])


def my_offers(user: Person) -> OfferQuerySet:
    """Return the offers of the organisations `user` belongs to, the last touched first."""
    own = offers_for_listing(user).filter(organisation__in=organisation_ids(user))
    return own.order_by("-updated_at", "-pk")


def offers_to_moderate(user: Person) -> OfferQuerySet:
    """Return what waits for the secretariat, the longest waiting first."""
    waiting = offers_for_listing(user).filter(status=OfferStatus.SUBMITTED)
    return waiting.order_by("submitted_at", "pk")


def offer_detail(user: Person, pk: int) -> Offer:
    """Return one offer with all its page shows to `user`, or raise Offer.DoesNotExist."""
    return offers_for_export(user).get(pk=pk)


def key_figures(user: Person) -> KeyFigures:
    """Return how many offers are open, from how many givers, and their worth in US dollars."""
    open_offers = Offer.objects.visible_to(user).published()
    counts = open_offers.aggregate(
        offers=Count("pk"), organisations=Count("organisation", distinct=True)
    )
    sums = open_offers.exclude(value_minor=None).order_by().values_list("currency")
    # What has no known rate is left out rather than guessed.
    dollars = [in_usd(Money(total, code)) for code, total in sums.annotate(Sum("value_minor"))]
    return KeyFigures(
        open_offers=counts["offers"],
        organisations=counts["organisations"],
        value=sum((usd for usd in dollars if usd), Money(0, "USD")).rounded(),
    )


def _lines() -> Prefetch[str]:
    lines = OfferLine.objects.with_remaining().select_related("kind", "offer")
    return Prefetch("lines", lines.order_by("position", "pk"))
