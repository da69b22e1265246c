"""Requests and offers, as everybody may read them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from matchmaking.agreements.selectors import need_figures
from matchmaking.disclosure.selectors import public_twins
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.opendata.gathering import in_chunks
from matchmaking.opendata.tables.fields import DAY, INTEGER, NUMBER, Field, Table, codes, units
from matchmaking.writing.figures import LineFigures

NOBODY = AnonymousUser()


class Line(NamedTuple):
    """A line of a request with its figures."""

    need: Need
    line: LineFigures


def _needs() -> Iterator[Need]:
    rows = public_twins(Need.objects.visible_to(NOBODY))
    lines = Prefetch("lines", NeedLine.objects.order_by("position", "pk"))
    for part in in_chunks(rows.prefetch_related("themes", lines)):
        yield from part


def _lines() -> Iterator[Line]:
    for part in in_chunks(public_twins(Need.objects.visible_to(NOBODY))):
        figures = need_figures([need.pk for need in part])
        for need in part:
            yield from (Line(need, line) for line in figures[need.pk].lines)


def _offers() -> Iterator[Offer]:
    rows = public_twins(Offer.objects.visible_to(NOBODY)).select_related("organisation")
    lines = Prefetch("lines", OfferLine.objects.order_by("position", "pk"))
    named = ("themes", "eligible_countries", "eligible_regions", "eligible_bodies")
    for part in in_chunks(rows.prefetch_related(*named, "excluded_countries", lines)):
        yield from part


def _keys(name: str) -> Any:
    return lambda record: codes(row.pk for row in getattr(record, name).all())


def _kinds(record: Any) -> str:
    return codes({line.kind_id for line in record.lines.all()})


def _shared(*, owner: Field) -> tuple[Field, ...]:
    """Return the fields that requests and offers have in common."""
    return (
        Field("id", _("Number of the record; stands in the address of its page."), _pk, INTEGER),
        Field("title", _("Title, in the language of the record."), lambda record: record.title),
        Field("language", _("Language it is written in."), lambda record: record.language),
        owner,
        Field("status", _("State of the record."), lambda record: str(record.status)),
        Field("themes", _("Codes of themes, parted by semicolons: see themes."), _keys("themes")),
        Field("kinds", _("Codes of kinds, parted by semicolons: see kinds."), _kinds),
        Field("currency", _("Currency of the amounts."), lambda record: record.currency),
        Field("published_on", _("Day of publication."), lambda r: r.published_at, DAY),
        Field("confirmed_on", _("Last day on which its owner said that it stands."), _said, DAY),
    )


def _figure(name: str) -> Any:
    return lambda row: getattr(row.line, name)


def _pk(record: Any) -> int:
    return int(record.pk)


def _said(record: Any) -> Any:
    return record.said_on


STATE = Field("state", _("State that asks: ISO 3166-1 alpha-3."), lambda need: need.country_id)
DONOR = Field("offered_by", _("Organisation that offers."), lambda o: o.organisation.name)
OF_LINE = {
    "asked": _("Quantity asked for; empty where none is named."),
    "pledged": _("Quantity in agreements that one side has signed."),
    "committed": _("Quantity in agreements that both sides have signed."),
    "delivered": _("Quantity that both sides confirm as delivered."),
    "open": _("Asked less committed, never below zero."),
}

REQUESTS = Table(
    "requests",
    _("Requests for assistance"),
    _("Requests that are published for everybody: open, met and expired ones."),
    _needs,
    (
        *_shared(owner=STATE),
        Field("priority", _("Priority that the State gives."), lambda need: need.priority),
        Field("starts_on", _("Wanted from."), lambda need: need.starts_on, DAY),
        Field("ends_on", _("Wanted until."), lambda need: need.ends_on, DAY),
        Field("budget", _("Indicative budget."), lambda need: units(need.budget), NUMBER),
        Field("secured", _("Secured elsewhere."), lambda need: units(need.cofinancing), NUMBER),
    ),
    ("id",),
)
LINES = Table(
    "request_lines",
    _("Lines of requests"),
    _("What each published request asks for, with the figures of all agreements on it."),
    _lines,
    (
        Field("request", _("Number of the request."), lambda row: row.need.pk, INTEGER),
        Field("line", _("Number of the line."), lambda row: row.line.line_id, INTEGER),
        Field("kind", _("Code of the kind: see kinds."), lambda row: row.line.kind_id),
        Field("unit", _("Unit of the quantities."), lambda row: row.line.unit),
        *(Field(name, words, _figure(name), NUMBER) for name, words in OF_LINE.items()),
    ),
    ("line",),
)
OFFERS = Table(
    "offers",
    _("Offers of assistance"),
    _("Offers that are published for everybody, also paused, exhausted and expired ones."),
    _offers,
    (
        *_shared(owner=DONOR),
        Field("channel", _("How assistance reaches the State."), lambda offer: offer.channel),
        Field("opens_on", _("Delivery can start from."), lambda offer: offer.opens_on, DAY),
        Field("closes_on", _("Delivery can start until."), lambda offer: offer.closes_on, DAY),
        Field("for_states", _("Only for these States."), _keys("eligible_countries")),
        Field("for_regions", _("Only for these regions (M49)."), _keys("eligible_regions")),
        Field("for_bodies", _("Only for members of these bodies."), _keys("eligible_bodies")),
        Field(
            "for_groups", _("Only for these groups of States."), lambda o: codes(o.eligible_groups)
        ),
        Field("not_for", _("Not for these States."), _keys("excluded_countries")),
        Field("value", _("Value of the offer."), lambda offer: units(offer.value), NUMBER),
    ),
    ("id",),
)
