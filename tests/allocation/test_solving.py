"""Solving a scenario: what is proposed, what is kept of it, and what cannot hold."""

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking.agreements.selectors import offer_figures
from matchmaking.allocation import selectors, services
from matchmaking.allocation.choices import RestReason, ScenarioStatus
from matchmaking.allocation.models import Solution
from matchmaking.allocation.services import EarmarkData, ShareData
from matchmaking.allocation.wording import conflict_in_words
from matchmaking.desk import services as desk
from matchmaking.errors import ChangedMeanwhile, DomainError
from matchmaking.matching import services as matching
from matchmaking.matching.models import Dismissal
from matchmaking.offers import services as offering
from tests.allocation import making

pytestmark = pytest.mark.django_db
AFRICA, EUROPE = "002", "150"


@pytest.fixture
def kenya():
    return making.need(quantity=12, priority="low")


@pytest.fixture
def bulgaria():
    return making.need_of("boris", quantity=10)


@pytest.fixture
def offer():
    return making.offer(capacity=12)


def words(scenario):
    return [conflict_in_words(conflict) for conflict in scenario.conflicts]


def test_what_is_scarce_goes_where_the_priority_is_higher(kenya, bulgaria, offer):
    scenario = making.scenario()
    solution = making.solve(scenario)
    assert scenario.status == ScenarioStatus.SOLVED
    # Two are below a fifth of what Kenya could get: the smallest amount.
    assert making.given_by(solution) == {(bulgaria.pk, offer.pk): 10}
    kenyan, bulgarian = solution.asked_lines.order_by("need")
    assert (bulgarian.met, bulgarian.rest) == (1, RestReason.MET)
    assert (kenyan.met, kenyan.rest) == (0, RestReason.LOT)
    assert solution.quality == pytest.approx(1)
    assert solution.first_come < solution.value


def test_a_proposal_keeps_its_inputs_its_solver_and_its_bound(kenya, offer, sofia):
    solution = making.solve(making.scenario(name="Kept"))
    assert "HiGHS" in solution.solver
    assert solution.value == pytest.approx(solution.bound)
    assert solution.inputs["needs"][0][:2] == [kenya.pk, kenya.version]
    assert solution.inputs["terms"]["most_donors"] == 3
    assert solution.solved_by == sofia
    history = selectors.scenario_history(solution.scenario)
    assert [str(entry.verb) for entry in history] == ["solved", "created"]


def test_the_same_scenario_gives_the_same_proposal_again(kenya, bulgaria, offer):
    scenario = making.scenario(lot_percent=0)
    one, other = making.solve(scenario), making.solve(scenario)
    assert (one.number, other.number) == (1, 2)
    assert making.given_by(one) == making.given_by(other)
    assert (one.digest, one.bound) == (other.digest, other.bound)


def test_signed_commitments_are_off_what_is_left(kenya, offer, dina):
    line = offer.lines.get()
    offering.reserve_capacity(line_id=line.pk, quantity=7, key="signed", actor=dina)
    solution = making.solve(making.scenario())
    assert making.given_by(solution) == {(kenya.pk, offer.pk): 5}
    given = solution.given_lines.get()
    assert given.left == offer_figures([offer.pk])[offer.pk].lines[0].left == 5
    assert solution.asked_lines.get().rest == RestReason.USED_UP


def test_what_more_would_be_worth_is_said(kenya, offer):
    scenario = making.scenario()
    assert not making.solve(scenario).given_lines.get().is_wanted
    making.need_of("boris", quantity=10)
    line = making.solve(scenario).given_lines.get()
    assert line.is_wanted
    assert 0 < line.worth < 0.1


def test_a_region_gets_its_share(kenya, bulgaria, offer):
    scenario = making.scenario(lot_percent=0)
    making.edit(scenario, shares=[ShareData(AFRICA, at_least=40)])
    solution = making.solve(scenario)
    africa = next(g for g in selectors.summary_of(solution).by_region if g.name == "Africa")
    assert africa.share >= 0.4
    assert making.given_by(solution)[bulgaria.pk, offer.pk] > 0


@pytest.mark.parametrize(
    "earmark",
    [{"region_id": EUROPE}, {"country_id": "BGR"}, {"theme_id": "MRK.02"}, {"smallest": 11}],
)
def test_an_earmark_keeps_an_offer_for_whom_it_says(kenya, bulgaria, offer, earmark):
    scenario = making.scenario(weight_low=9, weight_high=1)
    making.edit(scenario, earmarks=[EarmarkData(offer.pk, **earmark)])
    given = making.given_by(making.solve(scenario))
    to_europe = "region_id" in earmark or "country_id" in earmark
    assert given == ({(bulgaria.pk, offer.pk): 10} if to_europe else {(kenya.pk, offer.pk): 12})


def test_a_locked_amount_stays_and_the_rest_is_shared_out_around_it(kenya, bulgaria, offer):
    scenario = making.scenario()
    making.lock(scenario, kenya, offer, 4)
    solution = making.solve(scenario)
    assert making.given_by(solution) == {(kenya.pk, offer.pk): 4, (bulgaria.pk, offer.pk): 8}
    assert solution.shares.get(need=kenya).is_locked
    making.lock(scenario, kenya, offer, None)
    assert making.given_by(making.solve(scenario)) == {(bulgaria.pk, offer.pk): 10}


def test_demands_that_cannot_hold_are_named_and_the_proposal_of_before_stays(kenya, offer):
    scenario = making.scenario()
    before = making.solve(scenario)
    making.lock(scenario, kenya, offer, 13)
    assert making.solve(scenario) == before
    assert scenario.status == ScenarioStatus.IMPOSSIBLE
    assert any("add up to 13; only 12 are left" in said for said in words(scenario))
    making.lock(scenario, kenya, offer, None)
    making.edit(scenario, shares=[ShareData(EUROPE, at_least=30)])
    making.solve(scenario)
    assert words(scenario) == ["Europe: at least 30 % and at most 100 % of what is given."]


def test_a_lock_on_a_way_that_is_shut_is_named(kenya, offer, dina):
    scenario = making.scenario()
    making.lock(scenario, kenya, offer, 3)
    Dismissal.objects.create(
        need=kenya, offer=offer, organisation=offer.organisation, reason="no", dismissed_by=dina
    )
    making.solve(scenario)
    assert "may not (or no longer) serve" in words(scenario)[0]


def test_a_pair_that_a_broker_rejected_is_left_out(kenya, offer, sofia):
    desk.reject_pair(
        need_id=kenya.pk, offer_id=offer.pk, actor=sofia, reason_code="timing", words=""
    )
    solution = making.solve(making.scenario())
    assert making.given_by(solution) == {}
    assert solution.asked_lines.get().rest == RestReason.NOT_ELIGIBLE


def test_a_line_without_figure_or_offer_says_so(offer):
    making.need(quantity=None)
    making.needs.published(lines=[making.needs.line(kind_id="TRN.COURSE", unit="participant")])
    making.needs.published(lines=[making.needs.line(unit="pallet")])
    solution = making.solve(making.scenario())
    rests = set(solution.asked_lines.values_list("rest", flat=True))
    assert rests == {RestReason.NO_FIGURE, RestReason.NOT_OFFERED, RestReason.OTHER_UNIT}


def test_chosen_records_take_part_and_all_others_do_not(kenya, bulgaria, offer, sofia):
    scenario = making.scenario(needs=[kenya])
    assert making.given_by(making.solve(scenario)) == {(kenya.pk, offer.pk): 12}
    choose = {"scenario_id": scenario.pk, "actor": sofia, "side": "needs"}
    services.choose_records(ids=[bulgaria.pk], take_part=True, **choose)
    services.choose_records(ids=[kenya.pk], take_part=False, **choose)
    assert making.given_by(making.solve(scenario)) == {(bulgaria.pk, offer.pk): 10}
    services.choose_all(**choose)
    assert selectors.summary_of(making.solve(scenario)).none == 1


def test_a_proposal_is_stale_once_anything_changed(kenya, offer, dina, sofia):
    scenario = making.scenario()
    solution = making.solve(scenario)
    assert not selectors.is_stale(solution)
    offering.reserve_capacity(line_id=offer.lines.get().pk, quantity=1, key="since", actor=dina)
    assert selectors.is_stale(solution)
    assert not selectors.is_stale(making.solve(scenario))
    making.edit(scenario, lot_percent=10)
    assert selectors.is_stale(selectors.latest(scenario))


def test_only_one_solves_at_a_time(kenya, offer, sofia):
    scenario = making.scenario()
    services.start_solving(scenario_id=scenario.pk, actor=sofia)
    with pytest.raises(DomainError, match="being solved already"):
        services.start_solving(scenario_id=scenario.pk, actor=sofia)


def test_a_failure_leaves_the_scenario_to_be_solved_again(kenya, offer, sofia, monkeypatch):
    scenario = making.scenario()
    solving = "matchmaking.allocation.services.solving.allocate"
    with monkeypatch.context() as broken:
        broken.setattr(solving, lambda *_: 1 / 0)
        services.start_solving(scenario_id=scenario.pk, actor=sofia)
        with pytest.raises(ZeroDivisionError):
            services.solve_scenario(scenario_id=scenario.pk, actor=sofia)
    scenario.refresh_from_db()
    assert scenario.status == ScenarioStatus.FAILED
    assert making.solve(scenario).quality == pytest.approx(1)


def test_two_brokers_do_not_overwrite_each_other(sofia):
    scenario = making.scenario()
    making.edit(scenario, lot_percent=10)
    with pytest.raises(ChangedMeanwhile):
        services.edit_scenario(
            scenario_id=scenario.pk, version=1, actor=sofia, fields={"lot_percent": 5}
        )


def test_a_copy_has_the_same_terms_and_a_life_of_its_own(kenya, offer, sofia):
    scenario = making.scenario(needs=[kenya], weight_high=5)
    making.edit(scenario, shares=[ShareData(AFRICA, 10)], earmarks=[EarmarkData(offer.pk, AFRICA)])
    making.lock(scenario, kenya, offer, 2)
    copy = services.copy_scenario(scenario_id=scenario.pk, actor=sofia, name="Other")
    assert (copy.weight_high, list(copy.needs.all()), copy.all_offers) == (5, [kenya], True)
    assert [copy.region_shares.count(), copy.earmarks.count(), copy.locks.count()] == [1, 1, 1]
    services.delete_scenario(scenario_id=copy.pk, actor=sofia)
    assert scenario.locks.count() == 1


@pytest.mark.parametrize("name", ["amina", "dina", "elena", "omar"])
def test_nobody_but_a_broker_touches_a_scenario(name, request, kenya, offer):
    scenario, actor = making.scenario(), request.getfixturevalue(name)
    for act, said in (
        (services.start_solving, {}),
        (services.apply_solution, {}),
        (services.delete_scenario, {}),
        (services.lock_amounts, {"amounts": {}}),
        (services.choose_all, {"side": "needs"}),
        (services.copy_scenario, {"name": "Copy"}),
    ):
        with pytest.raises(PermissionDenied):
            act(scenario_id=scenario.pk, actor=actor, **said)


def test_applying_puts_the_pairs_on_the_shortlist_and_decides_nothing(kenya, offer, sofia):
    matching.match_all()
    scenario = making.scenario(name="Spring")
    solution = making.solve(scenario)
    applied = services.apply_solution(scenario_id=scenario.pk, actor=sofia)
    assert (applied.pairs, applied.refused) == (1, [])
    row = kenya.shortlistings.get()
    assert (row.source, row.state, row.quantity) == ("allocation", "shortlisted", 12)
    assert row.group == solution.group
    assert row.note == "Scenario “Spring”, proposal 1: 12 item (Marking machines)."
    assert offer_figures([offer.pk])[offer.pk].lines[0].left == 12
    with pytest.raises(DomainError, match="stays on record"):
        services.delete_scenario(scenario_id=scenario.pk, actor=sofia)


def test_a_stale_proposal_is_not_applied(kenya, offer, sofia):
    scenario = making.scenario()
    with pytest.raises(DomainError, match="no proposal yet"):
        services.apply_solution(scenario_id=scenario.pk, actor=sofia)
    making.solve(scenario)
    making.need_of("boris")
    with pytest.raises(DomainError, match="have changed since"):
        services.apply_solution(scenario_id=scenario.pk, actor=sofia)
    assert not kenya.shortlistings.exists()


def test_scenarios_are_compared_need_by_need(kenya, bulgaria, offer):
    one = making.solve(making.scenario(name="One"))
    other = making.solve(making.scenario(name="Other", weight_low=9, weight_high=1))
    found = selectors.compared([one, other])
    assert [(s.full, s.part, s.none) for s in found.summaries] == [(1, 0, 1), (1, 0, 1)]
    assert {d.need.pk: d.met for d in found.differences} == {
        bulgaria.pk: [1, 0],
        kenya.pk: [0, 1],
    }
    regions = {row.name: [g.share for g in row.figures] for row in found.regions}
    assert regions == {"Africa": [0, 1], "Europe": [1, 0]}
    assert [row.name for row in found.priorities] == ["High", "Low"]


def test_gathering_takes_as_many_queries_for_eleven_as_for_one(
    kenya, offer, django_assert_num_queries, django_assert_max_num_queries
):
    scenario = making.scenario()
    making.solve(scenario)
    solution = Solution.objects.select_related("scenario").get()
    with django_assert_max_num_queries(40) as few:
        selectors.is_stale(solution)
    for _ in range(10):
        making.need(title="Another")
    selectors.is_stale(solution)
    with django_assert_num_queries(len(few)):
        selectors.is_stale(solution)
