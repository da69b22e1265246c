"""Scenarios for the tests, on requests and offers made through their services."""

from matchmaking.allocation import selectors, services
from tests import cast
from tests.needs import making as needs
from tests.offers import making as offers


def need(quantity=12, priority="high", **changes):
    """Publish a request of Kenya for marking machines."""
    return needs.published(lines=[needs.line(quantity=quantity)], priority=priority, **changes)


def need_of(name, quantity=12, **changes):
    """Publish a request of the State of one of the cast."""
    author = cast.join(name)
    draft = needs.draft(author=author, lines=[needs.line(quantity=quantity)], **changes)
    needs.services.submit_need(need_id=draft.pk, actor=author)
    return needs.services.publish_need(need_id=draft.pk, actor=cast.join("sofia"))


def offer(capacity=12, name="dina", **changes):
    """Publish an offer of marking machines."""
    return offers.published(
        author=cast.join(name), lines=[offers.line(capacity=capacity)], **changes
    )


def scenario(name="Autumn", needs=(), offers=(), **fields):
    return services.create_scenario(
        actor=cast.join("sofia"),
        fields={"name": name, **fields},
        need_ids=[one.pk for one in needs],
        offer_ids=[one.pk for one in offers],
    )


def solve(scenario):
    """Solve a scenario and return its newest proposal."""
    sofia = cast.join("sofia")
    services.start_solving(scenario_id=scenario.pk, actor=sofia)
    services.solve_scenario(scenario_id=scenario.pk, actor=sofia)
    scenario.refresh_from_db()
    return selectors.latest(scenario)


def given_by(solution):
    """Name what is proposed as {(request, offer): amount}."""
    return {(s.need_id, s.offer_id): s.quantity for s in solution.shares.all()}


def edit(scenario, shares=(), earmarks=(), **fields):
    scenario.refresh_from_db()
    return services.edit_scenario(
        scenario_id=scenario.pk,
        version=scenario.version,
        actor=cast.join("sofia"),
        fields=fields,
        shares=shares,
        earmarks=earmarks,
    )


def lock(scenario, need, offer, amount):
    """Lock what goes from the only line of an offer to the only line of a request."""
    return services.lock_amounts(
        scenario_id=scenario.pk,
        actor=cast.join("sofia"),
        amounts={(need.lines.get().pk, offer.lines.get().pk): amount},
    )


def solved(**fields):
    """Make a scenario of all that is open and solve it."""
    row = scenario(**fields)
    solve(row)
    return row
