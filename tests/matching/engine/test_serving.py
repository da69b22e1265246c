import pytest

from matchmaking.matching.engine import Asked, Given, Way, serves
from tests.matching.engine.rows import WORLD

MACHINES = Asked(1, "EQP.MARK", "item", quantity=6.0, dollars=60_000.0)
COURSE = Asked(2, "TRN.COURSE", "participant", quantity=24.0)
GRANT = Given(1, "FUN.GRANT", "US dollar", left=30_000.0, dollars=30_000.0)


def serve(asked, given):
    return serves(asked, given, WORLD.kinds)


def test_the_kind_asked_for_serves_fully_and_counts_one_for_one():
    found = serve(MACHINES, Given(1, "EQP.MARK", "item", left=3.0))
    assert (found.way, found.value, found.most, found.coverage) == (Way.SAME, 1.0, 3.0, 0.5)


def test_more_than_is_asked_is_of_no_use():
    found = serve(MACHINES, Given(1, "EQP.MARK", "item", left=60.0))
    assert (found.most, found.coverage) == (6.0, 1.0)


def test_a_kind_that_can_stand_in_is_worth_less():
    found = serve(COURSE, Given(1, "TRN.TOT", "participant", left=24.0))
    assert (found.way, found.value, found.coverage) == (Way.SIMILAR, 0.6, 1.0)


def test_a_kind_that_hardly_helps_does_not_serve():
    assert serve(MACHINES, Given(1, "EQP.CONT", "item", left=6.0)) is None


@pytest.mark.parametrize(
    ("theirs", "compares"),
    [("participants", True), ("Participant ", True), ("", True), ("person-day", False)],
)
def test_quantities_compare_in_the_same_unit_only(theirs, compares):
    found = serve(COURSE, Given(1, "TRN.COURSE", theirs, left=12.0))
    assert found.is_measured is compares
    assert found.coverage == (0.5 if compares else None)


def test_a_line_without_a_limit_serves_but_is_not_measured():
    found = serve(COURSE, Given(1, "TRN.COURSE", "", left=None))
    assert (found.is_measured, found.most) == (False, None)


def test_a_line_without_a_quantity_is_served_but_not_measured():
    found = serve(Asked(2, "TRN.COURSE"), Given(1, "TRN.COURSE", "", left=12.0))
    assert (found.is_measured, found.coverage) == (False, None)


def test_a_grant_pays_for_what_has_a_cost():
    found = serve(MACHINES, GRANT)
    assert (found.way, found.most, found.coverage) == (Way.MONEY, 30_000.0, 0.5)


def test_a_grant_cannot_pay_for_what_has_no_cost():
    assert serve(COURSE, GRANT) is None


def test_a_grant_serves_a_request_for_money_in_dollars():
    found = serve(Asked(3, "FUN.GRANT", "US dollar", 60_000.0, 60_000.0), GRANT)
    assert (found.way, found.coverage) == (Way.SAME, 0.5)


def test_running_costs_counted_in_dollars_are_paid_by_a_grant():
    found = serve(Asked(3, "MNT.RUN", "US dollar", 60_000.0, 60_000.0), GRANT)
    assert (found.way, found.coverage) == (Way.MONEY, 0.5)


def test_a_contribution_to_a_trust_fund_does_not_buy_machines():
    assert serve(MACHINES, Given(1, "FUN.TRUST", "US dollar", 9e5, 9e5)) is None


def test_nothing_serves_a_line_that_is_covered():
    covered = Asked(1, "EQP.MARK", "item", quantity=0.0)
    assert serve(covered, Given(1, "EQP.MARK", "item", left=3.0)) is None
