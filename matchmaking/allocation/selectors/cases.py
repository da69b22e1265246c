"""A scenario as the engine takes it: asks, gives, routes and demands in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from matchmaking.allocation.models import Earmark, Lock, Scenario
from matchmaking.allocation.selectors.inputs import Inputs
from matchmaking.matching import index
from matchmaking.matching.engine import Matcher
from matchmaking.matching.engine.allocation import (
    Balance,
    Problem,
    Routes,
    Terms,
    routes_between,
)
from matchmaking.needs.choices import Priority
from matchmaking.needs.models import Need
from matchmaking.vocabulary.selectors import countries_in


@dataclass(frozen=True)
class Case:
    """A problem, and the locks that name a way which is not open (any more)."""

    problem: Problem
    shut: list[Lock]


def case_of(scenario: Scenario, inputs: Inputs) -> Case:
    """Return a scenario in numbers."""
    routes = _routes(scenario, inputs)
    problem = Problem(
        inputs.asks(weights_of(scenario)),
        tuple(row.stock.give for row in inputs.given),
        routes,
        most_donors=scenario.most_donors,
        balances=_balances(scenario, inputs.needs),
    )
    return _locked(scenario, inputs, problem)


def weights_of(scenario: Scenario) -> dict[str, float]:
    """Return what each priority counts."""
    return {
        Priority.HIGH: float(scenario.weight_high),
        Priority.MEDIUM: float(scenario.weight_medium),
        Priority.LOW: float(scenario.weight_low),
        "": float(scenario.weight_unstated),
    }


def _routes(scenario: Scenario, inputs: Inputs) -> Routes:
    matcher = _narrowed(index.current(), inputs)
    if matcher is None:
        return Routes.of([])
    earmarks = list(scenario.earmarks.all())
    terms = Terms(
        match_counts=scenario.match_percent / 100,
        lot_share=scenario.lot_percent / 100,
        smallest={e.offer_id: float(e.smallest) for e in earmarks if e.smallest},
        only_for={e.offer_id: _meant(e, inputs.needs) for e in earmarks if _narrows(e)},
        barred=inputs.barred,
    )
    asked = [(row.need.pk, row.asked) for row in inputs.measured]
    stocks = [row.stock for row in inputs.given]
    return routes_between(matcher, asked, stocks, terms, index.world_now().kinds)


def _narrowed(matcher: Matcher, inputs: Inputs) -> Matcher | None:
    """Return a matcher of the requests and offers at hand only; None without any."""
    needs, offers = matcher.needs.position, matcher.offers.position
    rows = [needs[need.pk] for need in inputs.needs if need.pk in needs]
    columns = [offers[offer.pk] for offer in inputs.offers if offer.pk in offers]
    if not rows or not columns:
        return None
    return Matcher(
        matcher.needs.take(sorted(rows)),
        matcher.tables.take(sorted(columns)),
        matcher.profiler,
        matcher.weights,
        matcher.as_of,
    )


def _narrows(earmark: Earmark) -> bool:
    return bool(earmark.region_id or earmark.country_id or earmark.theme_id)


def _meant(earmark: Earmark, needs: list[Need]) -> frozenset[int]:
    """Return the requests that fit everything an earmark says."""
    inside = countries_in(earmark.region_id) if earmark.region_id else None
    return frozenset(
        need.pk
        for need in needs
        if (inside is None or need.country_id in inside)
        and earmark.country_id in (None, need.country_id)
        and (not earmark.theme_id or _is_about(need, earmark.theme_id))
    )


def _is_about(need: Need, theme: str) -> bool:
    return any(one.pk == theme or one.pk.startswith(f"{theme}.") for one in need.themes.all())


def _balances(scenario: Scenario, needs: list[Need]) -> tuple[Balance, ...]:
    return tuple(
        Balance(
            share.region_id,
            frozenset(n.pk for n in needs if n.country_id in countries_in(share.region_id)),
            share.at_least / 100,
            share.at_most / 100,
        )
        for share in scenario.region_shares.order_by("region")
    )


def _locked(scenario: Scenario, inputs: Inputs, problem: Problem) -> Case:
    """Tie the locks to their routes; a lock on a way that is shut is named."""
    routes = problem.routes
    ends = zip(routes.ask.tolist(), routes.give.tolist(), strict=True)
    places: Mapping[tuple[int, int], int] = {
        (inputs.measured[ask].line.pk, inputs.given[give].line.pk): at
        for at, (ask, give) in enumerate(ends)
    }
    locks, shut = {}, []
    for lock in scenario.locks.order_by("pk"):
        at = places.get((lock.need_line_id, lock.offer_line_id))
        if at is not None:
            step = Decimal(str(inputs.given[routes.give[at]].stock.step))
            locks[at] = int(lock.quantity / step)
        elif lock.quantity:
            shut.append(lock)
    return Case(replace(problem, locks=locks), shut)
