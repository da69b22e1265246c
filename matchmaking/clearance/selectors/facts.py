"""What is known of pairs, as the rules ask for it."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from matchmaking.clearance.choices import Circumstance, Fact
from matchmaking.clearance.facts import Pair, PairFacts
from matchmaking.clearance.models import NameList
from matchmaking.clearance.selectors.names import names_of
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.models import Body, Country, Embargo, Kind
from matchmaking.vocabulary.selectors import embargoes_on
from matchmaking.vocabulary.selectors.memory import remembered

# What an embargo says; when it was last looked at does not matter.
EMBARGO_WORDS = ("target", "target_type", "arms_scope", "established_by", "exemptions")
NEED_LINE = ("kind_id", "quantity", "unit", "description")
OFFER_LINE = ("kind_id", "capacity", "unit", "description")
AFTERCARE = ("aftercare_training", "aftercare_maintenance", "aftercare_spare_parts")
NO_EMBARGO = ""


def facts_of(pairs: Collection[Pair]) -> dict[Pair, PairFacts]:
    """Return what the rules ask of each pair: two queries for any number."""
    needs = _needs({need_id for need_id, _offer_id in pairs})
    offers = _offers({offer_id for _need_id, offer_id in pairs})
    return {
        (need_id, offer_id): _joined(needs[need_id], offers[offer_id])
        for need_id, offer_id in pairs
        if need_id in needs and offer_id in offers
    }


def facts_in_full(need: Need, offer: Offer) -> PairFacts:
    """Return what the rules ask of one pair, with prints of all that decisions rest on.

    Embargoes come from the database, not from what the process remembers.
    """
    embargoes = embargo_prints([need.country_id])
    facts = _joined(
        next(iter(_needs({need.pk}).values())), next(iter(_offers({offer.pk}).values()))
    )
    circumstances = set(facts.circumstances) - {Circumstance.EMBARGO}
    if embargoes[need.country_id] != NO_EMBARGO:
        circumstances.add(Circumstance.EMBARGO)
    return PairFacts(
        country=facts.country,
        groups=facts.groups,
        kinds=facts.kinds,
        channel=facts.channel,
        circumstances=frozenset(circumstances),
        prints=_prints(need, offer, embargoes[need.country_id]),
    )


def embargo_prints(countries: Collection[str]) -> dict[str, str]:
    """Return for each State a print of the embargoes that name it now, "" where there is none."""
    said: dict[str, list[Any]] = defaultdict(list)
    rows = Embargo.objects.filter(is_in_force=True, retired_on=None, countries__in=countries)
    for country, *words in rows.order_by("pk").values_list("countries", *EMBARGO_WORDS):
        said[country].append(words)
    return {code: _print(said[code]) if said[code] else NO_EMBARGO for code in countries}


def _prints(need: Need, offer: Offer, embargo: str) -> Mapping[str, str]:
    lines = [
        list(need.lines.order_by("pk").values_list(*NEED_LINE)),
        list(offer.lines.order_by("pk").values_list(*OFFER_LINE)),
    ]
    bodies = sorted(need.bodies_consulted.values_list("pk", flat=True))
    return {
        Fact.EMBARGO: embargo,
        Fact.LINES: _print(lines),
        Fact.CONDITIONS: _print(offer.conditions.split()),
        Fact.AFTERCARE: _print([getattr(offer, name).split() for name in AFTERCARE]),
        Fact.PLAN: _print([need.national_plan, bodies]),
        Fact.NAMES: _print([name.text for name in names_of(need, offer)]),
    }


def _print(said: Any) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _needs(ids: Collection[int]) -> dict[int, PairFacts]:
    rows = Need.objects.filter(pk__in=ids).values_list("pk", "country_id", "lines__kind_id")
    return {
        pk: PairFacts(
            country=country,
            groups=_groups().get(country, frozenset()),
            kinds=kinds,
            circumstances=_of_state(country) | _of_kinds(kinds),
        )
        for (pk, country), kinds in _kinds_by(rows).items()
    }


def _offers(ids: Collection[int]) -> dict[int, PairFacts]:
    rows = Offer.objects.filter(pk__in=ids)
    listed = frozenset({Circumstance.LIST} if _has_list() else ())
    return {
        pk: PairFacts(
            kinds=kinds,
            channel=channel,
            circumstances=_of_kinds(kinds) | listed | _of_conditions(conditions),
        )
        for (pk, channel, conditions), kinds in _kinds_by(
            rows.values_list("pk", "channel", "conditions", "lines__kind_id")
        ).items()
    }


def _kinds_by(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], frozenset[str]]:
    found: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for *key, kind in rows:
        found[tuple(key)].update({kind} if kind else ())
    return {key: frozenset(kinds) for key, kinds in found.items()}


def _joined(need: PairFacts, offer: PairFacts) -> PairFacts:
    """Return the facts of both: what is asked for or offered counts alike."""
    return PairFacts(
        country=need.country,
        groups=need.groups,
        kinds=need.kinds | offer.kinds,
        channel=offer.channel,
        circumstances=need.circumstances | offer.circumstances,
    )


def _of_state(country: str) -> frozenset[str]:
    found = {Circumstance.EMBARGO} if embargoes_on(country) else set()
    if country in _in_a_body():
        found.add(Circumstance.BODY)
    return frozenset(found)


def _of_kinds(kinds: frozenset[str]) -> frozenset[str]:
    flags = _flags()
    return frozenset(flag for kind in kinds for flag in flags.get(kind, ()))


def _of_conditions(conditions: str) -> frozenset[str]:
    return frozenset({Circumstance.CONDITIONS} if conditions.strip() else ())


@remembered
def _flags() -> Mapping[str, frozenset[str]]:
    """Return what holds of goods of each kind."""
    rows = Kind.objects.values_list("pk", "is_transfer_controlled", "needs_upkeep")
    return {
        pk: frozenset(
            flag
            for flag, holds in (
                (Circumstance.CONTROLLED, controlled),
                (Circumstance.UPKEEP, upkeep),
            )
            if holds
        )
        for pk, controlled, upkeep in rows
    }


@remembered
def _groups() -> Mapping[str, frozenset[str]]:
    return {country.pk: frozenset(country.groups) for country in Country.objects.all()}


@remembered
def _in_a_body() -> frozenset[str]:
    """Return the States that are in a regional body with a role in small-arms control."""
    bodies = Body.objects.filter(retired_on=None, kind__icontains="regional")
    bodies = bodies.exclude(small_arms_role="").exclude(kind__icontains="interregional")
    return frozenset(bodies.values_list("members", flat=True)) - {None}


@remembered
def _has_list() -> bool:
    return NameList.objects.filter(is_current=True).exists()
