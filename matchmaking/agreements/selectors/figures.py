"""Asked, pledged, committed, delivered, open, left: computed here and nowhere else."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Max, Q, Sum
from django.utils import timezone

from matchmaking.agreements.choices import IN_FORCE, AgreementStatus
from matchmaking.agreements.models import Agreement, AgreementLine, Coverage, Delivery
from matchmaking.agreements.shares import NOTHING, Part, Said, add_up, shares_of
from matchmaking.money import Money
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.vocabulary.selectors import converted
from matchmaking.writing.figures import (
    LineFigures,
    NeedFigures,
    OfferFigures,
    OfferLineFigures,
    Shares,
    Values,
)

# In which values are added up where a record names no currency.
DOLLARS = "USD"
Ids = Collection[int]
Currencies = Mapping[int, str]
COUNTING = (AgreementStatus.PROPOSED, *IN_FORCE, AgreementStatus.ENDED)


def need_figures(need_ids: Ids, known: Mapping[int, Need] | None = None) -> dict[int, NeedFigures]:
    """Return the figures of requests by id; four queries for any number of them.

    `known` are the requests themselves, where they were read already: one query less.
    """
    needs = known or {need.pk: need for need in Need.objects.filter(pk__in=need_ids)}
    lines = NeedLine.objects.filter(need__in=needs).order_by("need", "position", "pk")
    currencies = {line.pk: needs[line.need_id].currency or DOLLARS for line in lines}
    shares = _shares_by("need_line_id", currencies, lambda part: part.quantity or NOTHING)
    rows: dict[int, list[LineFigures]] = defaultdict(list)
    for line in lines:
        rows[line.need_id].append(_need_line(line, needs[line.need_id], shares))
    return {pk: _need(need, rows[pk]) for pk, need in needs.items()}


def offer_figures(
    offer_ids: Ids, known: Mapping[int, Offer] | None = None
) -> dict[int, OfferFigures]:
    """Return the figures of offers by id; four queries for any number of them.

    What is committed is what the ledger of capacity says, with whatever reserved it.
    """
    offers = known or {offer.pk: offer for offer in Offer.objects.filter(pk__in=offer_ids)}
    lines = OfferLine.objects.filter(offer__in=offers).with_remaining()
    lines = lines.order_by("offer", "position", "pk")
    currencies = {line.pk: offers[line.offer_id].currency or DOLLARS for line in lines}
    shares = _shares_by("offer_line_id", currencies, lambda part: part.taken)
    rows: dict[int, list[OfferLineFigures]] = defaultdict(list)
    for line in lines:
        rows[line.offer_id].append(_offer_line(line, offers[line.offer_id], shares))
    return {pk: _offer(offer, rows[pk]) for pk, offer in offers.items()}


def figures_of_need(need_id: int) -> NeedFigures:
    """Return the figures of one request."""
    return need_figures([need_id])[need_id]


def figures_of_offer(offer_id: int) -> OfferFigures:
    """Return the figures of one offer."""
    return offer_figures([offer_id])[offer_id]


def last_words(line_ids: Ids) -> dict[int, dict[str, Delivery]]:
    """Return what each side last said of the lines, by line and side; one query."""
    latest = Delivery.objects.filter(line__in=line_ids).values("line", "side")
    newest = latest.annotate(newest=Max("pk")).values("newest")
    found: dict[int, dict[str, Delivery]] = defaultdict(dict)
    for row in Delivery.objects.filter(pk__in=newest).select_related("evidence", "stated_by"):
        found[row.line_id][row.side] = row
    return found


def stamps_of_needs() -> dict[int, Any]:
    """Return what changes when the commitments to a request do, by request; one query."""
    return _stamps("introduction__need")


def stamps_of_offers() -> dict[int, Any]:
    """Return what changes when the commitments of an offer do, by offer; one query."""
    return _stamps("introduction__offer")


def covered_needs() -> frozenset[int]:
    """Return the ids of the requests of which nothing is open any more; one query."""
    return frozenset(Coverage.objects.values_list("need", flat=True))


def _stamps(by: str) -> dict[int, Any]:
    counted = Agreement.objects.filter(status__in=COUNTING).values_list(by)
    rows = counted.annotate(Sum("version"), Max("pk")).order_by()
    return {pk: (versions, newest) for pk, versions, newest in rows}


def _shares_by(
    column: str, currencies: Currencies, measure: Callable[[Part], Decimal]
) -> dict[int, Shares]:
    """Return what agreements make of the lines of records, by line; two queries."""
    rows = AgreementLine.objects.filter(Q(**{f"{column[:-3]}__in": currencies}))
    lines = list(rows.select_related("agreement"))
    words = last_words([line.pk for line in lines])
    found: dict[int, list[Shares]] = defaultdict(list)
    for line in lines:
        target = getattr(line, column)
        convert = _converter(line.agreement, currencies[target])
        said: Said = words.get(line.pk, {})
        found[target].append(shares_of(line, said, measure=measure, convert=convert))
    return {pk: add_up(Shares, shares) for pk, shares in found.items()}


def _converter(agreement: Agreement, currency: str) -> Callable[[Money], Money | None]:
    """Convert at the rate of the day of signature, so that what was agreed does not drift."""
    day = timezone.localdate(agreement.signed_at) if agreement.signed_at else None
    return partial(converted, currency=currency, on=day)


def _plain(shares: Values) -> dict[str, Any]:
    return {field.name: getattr(shares, field.name) for field in fields(shares)}


def _need_line(line: NeedLine, need: Need, shares: Mapping[int, Shares]) -> LineFigures:
    line.need = need
    return LineFigures(
        line_id=line.pk,
        kind_id=line.kind_id,
        description=line.description,
        unit=line.unit,
        asked=line.quantity,
        asked_value=line.cost,
        **_plain(shares.get(line.pk, Shares())),
    )


def _offer_line(line: OfferLine, offer: Offer, shares: Mapping[int, Shares]) -> OfferLineFigures:
    line.offer = offer
    found = shares.get(line.pk, Shares())
    # The ledger may hold more than agreements say; of that, nobody named a sum.
    is_partial = found.is_partial or line.used != found.committed
    known = _plain(found) | {"committed": line.used, "is_partial": is_partial}
    return OfferLineFigures(
        line_id=line.pk,
        kind_id=line.kind_id,
        description=line.description,
        unit=line.unit,
        capacity=line.capacity,
        value=line.value,
        **known,
    )


def _need(need: Need, lines: list[LineFigures]) -> NeedFigures:
    return NeedFigures(
        need_id=need.pk,
        lines=tuple(lines),
        asked_value=need.budget or _total(line.asked_value for line in lines),
        secured_value=need.cofinancing,
        **_values(lines),
    )


def _offer(offer: Offer, lines: list[OfferLineFigures]) -> OfferFigures:
    return OfferFigures(
        offer_id=offer.pk,
        lines=tuple(lines),
        value=offer.value or _total(line.value for line in lines),
        **_values(lines),
    )


def _values(lines: Iterable[Values]) -> dict[str, Any]:
    """Return the sums of money over the lines; quantities of several units have no sum."""
    return _plain(add_up(Values, lines))


def _total(parts: Iterable[Money | None]) -> Money | None:
    known = [part for part in parts if part is not None]
    return sum(known[1:], known[0]) if known else None
