"""The matcher's arrays, kept in the process and renewed when the records behind them change."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, Max, Prefetch, Sum
from django.utils import timezone

from matchmaking.matching.engine import (
    Amount,
    Country,
    Eligibility,
    Kind,
    LineRow,
    Matcher,
    NeedRow,
    OfferRow,
    Weights,
    World,
)
from matchmaking.matching.models import WeightSet
from matchmaking.money import Money
from matchmaking.needs.models import Need
from matchmaking.offers.models import CapacityUse, Offer, OfferLine
from matchmaking.vocabulary import models as vocabulary
from matchmaking.vocabulary.selectors import in_usd


def need_rows(needs: Any) -> list[NeedRow]:
    """Return the rows of a queryset of needs; a fixed number of queries."""
    return [_need_row(need) for need in needs.prefetch_related("themes", "lines")]


def offer_rows(offers: Any) -> list[OfferRow]:
    """Return the rows of a queryset of offers with what is left of each line."""
    joined = offers.select_related("organisation").prefetch_related(
        "themes",
        "eligible_countries",
        "eligible_regions",
        "eligible_bodies",
        "excluded_countries",
        Prefetch("lines", OfferLine.objects.with_remaining().order_by("position", "pk")),
    )
    return [_offer_row(offer) for offer in joined]


def active_weights() -> WeightSet:
    """Return the version of the weights in force."""
    return WeightSet.objects.get(is_active=True)


def _need_row(need: Need) -> NeedRow:
    return NeedRow(
        id=need.pk,
        state=need.country_id,
        language=need.language,
        title=need.title,
        description=need.description,
        themes=_codes(need.themes.all()),
        lines=tuple(
            LineRow(line.kind_id, _number(line.quantity), line.unit, line.description)
            for line in sorted(need.lines.all(), key=lambda line: (line.position, line.pk))
        ),
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        priority=need.priority or None,
        rank=need.rank,
        budget=_amount(need.budget),
        working_languages=tuple(need.working_languages),
        published_on=_day(need.published_at),
    )


def _offer_row(offer: Offer) -> OfferRow:
    return OfferRow(
        id=offer.pk,
        owner=offer.organisation.country_code or offer.organisation.body_code,
        language=offer.language,
        title=offer.title,
        description=offer.description,
        conditions=offer.conditions,
        themes=_codes(offer.themes.all()),
        lines=tuple(
            LineRow(line.kind_id, _number(line.remaining), line.unit, line.description)
            for line in offer.lines.all()
        ),
        eligible=Eligibility(
            countries=_codes(offer.eligible_countries.all()),
            m49_regions=_codes(offer.eligible_regions.all()),
            organisations=_codes(offer.eligible_bodies.all()),
            groups=tuple(offer.eligible_groups),
            excluded_countries=_codes(offer.excluded_countries.all()),
        ),
        opens_on=offer.opens_on,
        closes_on=offer.closes_on,
        delivery_languages=tuple(offer.delivery_languages),
        channel=offer.channel,
        value=_amount(offer.value),
        has_aftercare=_has_aftercare(offer),
        published_on=_day(offer.published_at),
    )


def _has_aftercare(offer: Offer) -> bool | None:
    stated = (offer.aftercare_training, offer.aftercare_maintenance, offer.aftercare_spare_parts)
    return any(stated) or None


def _amount(money: Money | None) -> Amount | None:
    if money is None:
        return None
    dollars = in_usd(money)
    return Amount(float(money.amount), money.currency, float(dollars.amount) if dollars else None)


def _codes(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(row.pk for row in rows))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _day(moment: Any) -> date | None:
    return None if moment is None else timezone.localdate(moment)
