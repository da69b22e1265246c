"""The pages of allocation: choosing, terms, locks, results, comparison, files."""

import csv
import io

import pytest
from django.urls import reverse

from matchmaking.allocation import selectors, services
from matchmaking.allocation.models import Scenario
from matchmaking.allocation.services import EarmarkData, ShareData
from matchmaking.matching import services as matching
from tests.allocation import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def kenya():
    return making.need(quantity=12, title="Markers for Kenya")


@pytest.fixture
def bulgaria():
    return making.need_of("boris", quantity=10, title="Markers for Bulgaria", priority="low")


@pytest.fixture
def offer():
    return making.offer(capacity=12)


@pytest.fixture
def broker(visit, sofia):
    return visit(sofia)


def page(name, *args, **params):
    return reverse(f"allocation:{name}", args=[getattr(one, "pk", one) for one in args])


def terms(scenario, **changes):
    """Return what the browser sends when the terms are saved without a change."""
    answers = {
        "version": scenario.version,
        "name": scenario.name,
        "weight_high": 3,
        "weight_medium": 2,
        "weight_low": 1,
        "weight_unstated": 1,
        "match_percent": 100,
        "lot_percent": 20,
        "most_donors": 3,
    }
    for prefix in ("shares", "earmarks"):
        answers |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0}
    return answers | changes


def told(response):
    return response.content.decode()


def test_a_scenario_is_begun_with_chosen_requests(broker, kenya, bulgaria, offer):
    answers = terms(Scenario(name="Some"))
    response = broker.post(f"{page('create')}?need={kenya.pk}&need=x", answers)
    scenario = Scenario.objects.get()
    assert response.url == page("edit", scenario)
    assert (list(scenario.needs.all()), scenario.all_offers) == ([kenya], True)


def test_a_small_scenario_is_solved_at_once_and_says_how_good_it_is(broker, kenya, bulgaria, offer):
    scenario = making.scenario()
    html = told(broker.post(page("solve", scenario), follow=True))
    assert "at least 100.0 %" in html
    assert "No capacity left" in html or "Below the smallest amount" in html
    assert "more than first come, first served" in html
    assert "Markers for Kenya" in html
    assert "One more (item) would be worth as much" in told(broker.get(page("offers", scenario)))


def test_a_large_scenario_is_solved_while_the_page_tells_how_it_goes(
    broker, kenya, offer, sofia, monkeypatch
):
    monkeypatch.setattr("matchmaking.allocation.services.solving.SMALL", 0)
    scenario = making.scenario()
    services.start_solving(scenario_id=scenario.pk, actor=sofia)
    html = told(broker.get(page("detail", scenario)))
    assert page("status", scenario) in html
    assert "<progress" in told(broker.get(page("status", scenario)))
    services.solve_scenario(scenario_id=scenario.pk, actor=sofia)
    assert broker.get(page("status", scenario))["HX-Redirect"] == page("detail", scenario)
    assert broker.post(page("solve", scenario), follow=True).status_code == 200
    assert selectors.latest(scenario).number == 2


def test_terms_are_saved_with_shares_and_earmarks(broker, kenya, offer):
    scenario = making.scenario()
    answers = terms(
        scenario,
        **{"shares-0-region_id": "002", "shares-0-at_least": 40},
        **{"earmarks-0-offer_id": offer.pk, "earmarks-0-theme_id": "MRK"},
    )
    response = broker.post(page("edit", scenario), answers)
    assert response.url == page("detail", scenario)
    (share,), (earmark,) = scenario.region_shares.all(), scenario.earmarks.all()
    assert (share.region_id, share.at_least, share.at_most) == ("002", 40, 100)
    assert (earmark.offer, earmark.theme_id, earmark.region_id) == (offer, "MRK", None)
    assert 'value="40"' in told(broker.get(page("edit", scenario)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"lot_percent": 101}, "less than or equal to 100"),
        (
            {"shares-0-region_id": "002", "shares-0-at_least": 60, "shares-0-at_most": 50},
            "This is less than",
        ),
        ({"shares-0-region_id": "002"}, "Say how much the region shall get"),
        ({"version": 99}, "changed"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(broker, offer, wrong, said):
    scenario = making.scenario()
    answers = terms(scenario, note="What I typed") | wrong
    html = told(broker.post(page("edit", scenario), answers))
    assert said in html
    assert "What I typed" in html
    scenario.refresh_from_db()
    assert (scenario.note, scenario.version) == ("", 1)


def test_who_takes_part_is_ticked_or_found(broker, kenya, bulgaria):
    scenario = making.scenario()
    address = page("choose", scenario, "needs")
    broker.post(address, {"act": "remove_ticked", "row": [kenya.pk]})
    assert list(scenario.needs.all()) == [bulgaria]
    broker.post(address, {"act": "remove_found"})
    broker.post(address, {"act": "add_ticked", "row": [kenya.pk, "x"]})
    assert list(scenario.needs.all()) == [kenya]
    broker.post(f"{address}?country=BGR", {"act": "add_found"})
    assert set(scenario.needs.all()) == {kenya, bulgaria}
    broker.post(f"{address}?priority=high", {"act": "remove_found"})
    scenario.refresh_from_db()
    assert (list(scenario.needs.all()), scenario.all_needs) == ([bulgaria], False)
    html = told(broker.get(f"{address}?chosen=yes"))
    assert "Markers for Bulgaria" in html
    assert "Markers for Kenya" not in html
    broker.post(address, {"act": "all"})
    scenario.refresh_from_db()
    assert scenario.all_needs
    assert "Marking machines with training" in told(
        broker.get(
            page("choose", scenario, "offers")
            + f"?kind=EQP.MARK&donor={making.offer().organisation_id}"
        )
    )


def test_an_amount_is_locked_on_the_page_of_a_request(broker, kenya, bulgaria, offer):
    scenario = making.solved()
    field = f"{kenya.lines.get().pk}-{offer.lines.get().pk}"
    address = page("locks", scenario, kenya)
    assert f'name="{field}"' in told(broker.get(address))
    html = told(broker.post(address, {field: 13}))
    assert "less than or equal to 12" in html
    broker.post(address, {field: 2})
    assert "have changed since this proposal" in told(broker.get(page("detail", scenario)))
    html = told(broker.post(page("solve", scenario), follow=True))
    assert "(locked)" in html
    assert 'value="2"' in told(broker.get(address))
    broker.post(address, {"act": "proposed"})
    assert scenario.locks.get().quantity == 2


def test_demands_that_cannot_hold_are_shown_above_the_proposal_of_before(broker, kenya, offer):
    scenario = making.solved()
    making.edit(scenario, shares=[ShareData("150", at_least=30)])
    html = told(broker.post(page("solve", scenario), follow=True))
    assert "Europe: at least 30 %" in html
    assert "the proposal of before" in html
    assert "Markers for Kenya" in html


def test_scenarios_stand_side_by_side(broker, kenya, bulgaria, offer):
    one, other = making.solved(name="One"), making.solved(name="Other", weight_low=9, weight_high=1)
    address = f"{page('compare')}?scenario={one.pk}&scenario={other.pk}"
    html = told(broker.get(address))
    assert html.index("One</a>") < html.index("Other</a>")
    assert "2 in all, the widest apart first" in html
    files = broker.get(f"{page('compare_export', 'csv')}?scenario={one.pk}&scenario={other.pk}")
    rows = list(csv.reader(io.StringIO(files.getvalue().decode("utf-8-sig"))))
    assert rows[0][-2:] == ["One", "Other"]
    assert [row[-2:] for row in rows[1:]] == [["1.0", "0.0"], ["0.0", "1.0"]]
    html = told(broker.get(f"{page('compare')}?scenario={one.pk}"))
    assert "Tick two or three scenarios" in html


@pytest.mark.parametrize("drawer", ["requests", "offers", "shares"])
def test_results_are_taken_as_files(broker, kenya, offer, drawer):
    scenario = making.solved()
    rows = broker.get(page("export", scenario, drawer, "csv")).getvalue().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(rows)))
    expected = {
        "requests": {"Request": "Markers for Kenya", "Met with the proposal": "1.0"},
        "offers": {"Offer": "Marking machines with training", "Given": "12.00"},
        "shares": {"State": "Kenya", "Amount": "12.00"},
    }[drawer]
    assert {name: lines[0][name] for name in expected} == expected
    book = broker.get(page("export", scenario, drawer, "xlsx"))
    assert book.getvalue().startswith(b"PK")
    book.close()


def test_a_proposal_is_shown_then_applied(broker, kenya, offer):
    matching.match_all()
    scenario = making.solved()
    assert "12 <bdi>item" in told(broker.get(page("apply", scenario)))
    html = told(broker.post(page("apply", scenario), follow=True))
    assert "1 pair is on the shortlist now; nothing is decided." in html
    assert kenya.shortlistings.get().source == "allocation"
    assert "Proposed by allocation" in told(broker.get(reverse("desk:need", args=[kenya.pk])))
    assert "Proposed by allocation" in told(broker.get(reverse("desk:offer", args=[offer.pk])))


def test_a_copy_is_begun_under_its_own_name(broker, offer):
    scenario = making.scenario()
    making.edit(scenario, earmarks=[EarmarkData(offer.pk, country_id="KEN")])
    assert "This field is required" in told(broker.post(page("copy", scenario), {"name": ""}))
    broker.post(page("copy", scenario), {"name": "Second"})
    assert Scenario.objects.get(name="Second").earmarks.get().country_id == "KEN"
    broker.post(page("delete", scenario))
    assert "Second" in told(broker.get(page("list")))
    assert broker.get(page("list_export", "csv")).status_code == 200


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("detail", "outcome=full&region=002&priority=high&sort=gain"),
        ("detail", "outcome=none&rest=used_up"),
        ("detail", "outcome=part&sort=least"),
        ("offers", "use=up&sort=offer"),
        ("offers", "use=part"),
        ("offers", "use=none"),
    ],
)
def test_results_are_filtered_and_sorted(broker, kenya, bulgaria, offer, name, params):
    scenario = making.solved()
    html = told(broker.get(f"{page(name, scenario)}?{params}"))
    shown = {"full": "Markers for Kenya", "used_up": "Markers for Bulgaria", "use=up": offer.title}
    empty = "Nothing fits these filters" in html
    expected = next((title for key, title in shown.items() if key in params), None)
    assert (expected in html) if expected else empty


@pytest.mark.parametrize("name", ["detail", "offers"])
def test_results_take_as_many_queries_for_eleven_rows_as_for_one(
    broker, kenya, offer, django_assert_max_num_queries, name
):
    scenario = making.solved()
    address = page(name, scenario)
    broker.get(address)
    with django_assert_max_num_queries(100) as counted:
        broker.get(address)
        few = len(counted)
    for at in range(10):
        making.need(quantity=1, title=f"More {at}")
        making.offer(capacity=3, title=f"Offer {at}")
    making.solve(scenario)
    broker.get(address)
    with django_assert_max_num_queries(few):
        broker.get(address)
