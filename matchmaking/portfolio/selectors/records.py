"""Requests and offers that fit the filters, no more than the reader may know of.

Each is read with the same few queries, whatever their number; the figures come from agreements.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from accounts.selectors import Person
from matchmaking.agreements.selectors import (
    LineFigures,
    NeedFigures,
    OfferFigures,
    OfferLineFigures,
    need_figures,
    offer_figures,
)
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.offers.selectors import Eligibility
from matchmaking.portfolio.asking import Asked
from matchmaking.portfolio.choices import Standing
from matchmaking.vocabulary.selectors import countries_in
from matchmaking.writing.models import PUBLISHED

# What is counted of a record, and nothing of its words.
OF_A_NEED = ("country_id", "status", "currency", "budget_minor", "cofinancing_minor")
OF_AN_OFFER = ("organisation_id", "status", "eligible_groups", "currency", "value_minor")
LINKS = {
    "countries": ("eligible_countries", "country_id"),
    "regions": ("eligible_regions", "region_id"),
    "bodies": ("eligible_bodies", "body_id"),
    "excluded": ("excluded_countries", "country_id"),
}


@dataclass(frozen=True)
class Request:
    """A request with what the portfolio asks of it."""

    pk: int
    country: str
    is_open: bool
    themes: frozenset[str]
    figures: NeedFigures
    lines: tuple[LineFigures, ...]  # of the kind that was asked for


@dataclass(frozen=True)
class Given:
    """An offer with what the portfolio asks of it."""

    pk: int
    organisation_id: int
    is_open: bool
    themes: frozenset[str]
    states: frozenset[str]
    figures: OfferFigures
    lines: tuple[OfferLineFigures, ...]


def requests_for(user: Person, asked: Asked) -> list[Request]:
    """Return the requests that fit; six queries for any number of them."""
    rows = _standing(Need.objects.visible_to(user), Need, asked)
    rows = _in_window(rows, asked, "starts_on", "ends_on")
    rows = _about(rows, asked)
    if asked.region:
        rows = rows.filter(country__in=countries_in(asked.region))
    if asked.country:
        rows = rows.filter(country=asked.country)
    known = {need.pk: need for need in rows.only(*OF_A_NEED).order_by("pk")}
    themes, figures = _themes(Need, rows), need_figures(list(known), known)
    return [
        Request(
            pk=pk,
            country=need.country_id,
            is_open=need.status == PUBLISHED,
            themes=frozenset(themes[pk]),
            figures=figures[pk],
            lines=_of_kind(figures[pk].lines, asked.kind),
        )
        for pk, need in known.items()
    ]


def offers_for(user: Person, asked: Asked) -> list[Given]:
    """Return the offers that fit, and for which States each is; ten queries for any number."""
    rows = _standing(Offer.objects.visible_to(user), Offer, asked)
    rows = _in_window(rows, asked, "opens_on", "closes_on")
    rows = _about(rows, asked)
    wanted = _wanted_states(asked)
    every = {offer.pk: offer for offer in rows.only(*OF_AN_OFFER).order_by("pk")}
    states = _eligible({pk: offer.eligible_groups for pk, offer in every.items()}, rows)
    known = {pk: one for pk, one in every.items() if wanted is None or states[pk] & wanted}
    themes, figures = _themes(Offer, rows), offer_figures(list(known), known)
    return [
        Given(
            pk=pk,
            organisation_id=offer.organisation_id,
            is_open=offer.status == PUBLISHED,
            themes=frozenset(themes[pk]),
            states=states[pk] if wanted is None else states[pk] & wanted,
            figures=figures[pk],
            lines=_of_kind(figures[pk].lines, asked.kind),
        )
        for pk, offer in known.items()
    ]


def units_in_use(user: Person) -> list[str]:
    """Return the units in which quantities are asked and offered, as they are written."""
    asked = NeedLine.objects.filter(need__in=Need.objects.visible_to(user))
    offered = OfferLine.objects.filter(offer__in=Offer.objects.visible_to(user))
    both = asked.order_by().values_list("unit").union(offered.order_by().values_list("unit"))
    return sorted(unit for (unit,) in both if unit)


def _standing(rows: Any, model: Any, asked: Asked) -> QuerySet[Any]:
    states = (PUBLISHED,) if asked.standing == Standing.OPEN else model.KNOWN_TO_ALL
    found: QuerySet[Any] = rows.filter(status__in=states)
    return found


def _in_window(rows: QuerySet[Any], asked: Asked, first: str, last: str) -> QuerySet[Any]:
    """Keep what is wanted, or can be given, at some time of the period; no end is no bound."""
    if asked.since:
        rows = rows.filter(_open_or(last, "gte", asked.since))
    if asked.until:
        rows = rows.filter(_open_or(first, "lte", asked.until))
    return rows


def _open_or(column: str, comparison: str, day: date) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__{comparison}": day})


def _about(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """Keep what is of the theme and of the kind, or of anything below them."""
    for path, code in (("themes", asked.theme), ("lines__kind", asked.kind)):
        if code:
            model = rows.model._default_manager
            below = Q(**{path: code}) | Q(**{f"{path}__pk__startswith": f"{code}."})
            rows = rows.filter(pk__in=model.filter(below).order_by().values("pk"))
    return rows


def _themes(model: Any, rows: QuerySet[Any]) -> dict[int, set[str]]:
    links = model.themes.through._default_manager
    column = f"{model._meta.model_name}_id"
    found: dict[int, set[str]] = defaultdict(set)
    chosen = rows.order_by().values("pk")
    for pk, theme in links.filter(**{f"{column}__in": chosen}).values_list(column, "theme_id"):
        found[pk].add(theme)
    return found


def _of_kind(lines: Iterable[Any], kind: str) -> tuple[Any, ...]:
    if not kind:
        return tuple(lines)
    return tuple(x for x in lines if x.kind_id == kind or x.kind_id.startswith(f"{kind}."))


def _wanted_states(asked: Asked) -> frozenset[str] | None:
    """Return the States that are asked about; None for all."""
    if asked.country:
        return frozenset({asked.country})
    return countries_in(asked.region) if asked.region else None


def _eligible(groups: dict[int, list[str]], rows: QuerySet[Offer]) -> dict[int, frozenset[str]]:
    """Return for which States each offer is: a query for each way of saying so."""
    said: dict[int, dict[str, list[str]]] = {pk: defaultdict(list) for pk in groups}
    chosen = rows.order_by().values("pk")
    for name, (field, column) in LINKS.items():
        links = getattr(Offer, field).through._default_manager.filter(offer__in=chosen)
        for pk, code in links.values_list("offer_id", column):
            said[pk][name].append(code)

    @cache
    def states(rule: tuple[tuple[str, ...], ...]) -> frozenset[str]:
        countries, regions, bodies, excluded, some = (list(codes) for codes in rule)
        return Eligibility(countries, regions, bodies, some, excluded).states

    def rule(pk: int) -> tuple[tuple[str, ...], ...]:
        return (*(tuple(sorted(said[pk][name])) for name in LINKS), tuple(sorted(groups[pk])))

    return {pk: states(rule(pk)) for pk in groups}
