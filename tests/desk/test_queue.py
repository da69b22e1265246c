"""The queue: ordered, filtered, shared by its address, as a file, and acted on."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from matchmaking.clearance.services import open_checks
from matchmaking.desk import services
from matchmaking.desk.models import Case, QueueOrder
from matchmaking.desk.ordering import DEFAULT_WEIGHTS
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.introductions.services import decline_introduction, propose_introduction
from matchmaking.needs import services as needs
from matchmaking.needs.models import Need
from tests import cast
from tests.desk import making
from tests.needs import making as need_making
from tests.offers import making as offer_making

pytestmark = pytest.mark.django_db
QUEUE = "/desk/"
TODAY = timezone.localdate()


@pytest.fixture
def market(db):
    """Two requests of Kenya and one of Bulgaria, one offer that fits them."""
    rows = {
        "high": need_making.published(title="Machines for marking"),
        "low": need_making.published(title="Machines some day", priority="low"),
        "balkan": need_making.published(author=cast.join("boris"), title="Border police"),
        "offer": offer_making.published(title="Machines and training"),
    }
    making.weigh()
    return rows


def titles(page):
    return [str(case) for case in page.context["results"].rows]


def case_of(record):
    return making.case_of(record)


def parts_of(record):
    return {part["name"]: part for part in case_of(record).parts}


def aged(record, days):
    then = timezone.now() - datetime.timedelta(days=days)
    type(record).objects.filter(pk=record.pk).update(published_at=then)
    services.refresh_queue()


def test_the_queue_is_in_the_order_of_the_scores_and_says_why(market, visit, sofia):
    page = visit(sofia).get(QUEUE)
    scores = [case.score for case in page.context["results"].rows]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    found = titles(page)
    assert found.index("Machines for marking") < found.index("Machines some day")
    assert "The State gives it high priority." in page.text
    assert "Nothing is under way." in page.text


def test_what_happens_to_a_pair_moves_both_its_cases(market, sofia, dina):
    need, offer = market["high"], market["offer"]
    pair = {"need_id": need.pk, "offer_id": offer.pk}
    assert parts_of(need)["idle"]["message"] == "idle.nothing"
    services.shortlist_pair(**pair, actor=sofia)
    for record in (need, offer):
        assert parts_of(record)["idle"]["message"] == "idle.listed"
    open_checks(**pair, actor=sofia)
    row = propose_introduction(**pair, actor=sofia)
    services.refresh_cases(need_ids=[need.pk], offer_ids=[offer.pk])
    for record in (need, offer):
        case = case_of(record)
        assert (case.running, case.unanswered) == (1, 1)
        assert case.open_checks > 0
        assert parts_of(record)["idle"]["message"] == "idle.running"
    decline_introduction(introduction_id=row.pk, actor=dina, reason_code="timing", words="")
    services.refresh_cases(need_ids=[need.pk], offer_ids=[offer.pk])
    assert (case_of(need).running, case_of(need).unanswered) == (0, 0)


def test_an_introduction_moves_the_queue_by_itself(
    market, sofia, django_capture_on_commit_callbacks
):
    pair = {"need_id": market["high"].pk, "offer_id": market["offer"].pk}
    with django_capture_on_commit_callbacks(execute=True):
        propose_introduction(**pair, actor=sofia)
    assert case_of(market["high"]).running == case_of(market["offer"]).running == 1


def test_waiting_counts_from_the_last_try(market, sofia, dina):
    aged(market["high"], 60)
    assert parts_of(market["high"])["waiting"]["params"] == {"days": 60}
    pair = {"need_id": market["high"].pk, "offer_id": market["offer"].pk}
    row = propose_introduction(**pair, actor=sofia)
    decline_introduction(introduction_id=row.pk, actor=dina, reason_code="timing", words="")
    services.refresh_queue()
    assert case_of(market["high"]).waiting_since == TODAY


def test_a_closed_request_leaves_the_queue_and_comes_back_with_its_broker(market, sofia, amina):
    case = case_of(market["high"])
    services.take_case(case_id=case.pk, actor=sofia)
    needs.withdraw_need(need_id=market["high"].pk, actor=amina)
    services.refresh_cases(need_ids=[market["high"].pk])
    assert not Case.objects.in_queue().filter(pk=case.pk).exists()
    Need.objects.filter(pk=market["high"].pk).update(status="published")
    services.refresh_queue()
    case.refresh_from_db()
    assert (case.is_open, case.assignee) == (True, sofia)


def test_a_new_request_comes_onto_the_desk_by_itself(
    market, visit, sofia, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        need_making.published(title="Brand new")
    assert "Brand new" in titles(visit(sofia).get(QUEUE))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"kind": "offer"}, ["Machines and training"]),
        ({"country": "BGR"}, ["Border police"]),
        ({"priority": "low"}, ["Machines some day"]),
        ({"who": "mine"}, ["Border police"]),
        ({"stage": "running"}, ["Machines and training", "Machines for marking"]),
        ({"stage": "answers", "kind": "need"}, ["Machines for marking"]),
        ({"stage": "checks", "kind": "need"}, ["Machines for marking"]),
        ({"stage": "nothing", "kind": "need"}, ["Border police"]),
        ({"postponed": "only"}, ["Machines some day"]),
        ({"theme": "STK"}, []),
        ({"matched": "no"}, []),
        ({"who": "nobody", "kind": "need", "postponed": "with", "stage": "nothing"},
         ["Machines some day"]),
    ],
)  # fmt: skip
def test_the_queue_is_filtered(market, visit, sofia, query, kept):
    propose_introduction(
        need_id=market["high"].pk, offer_id=market["offer"].pk, actor=cast.join("sofia")
    )
    services.take_case(case_id=case_of(market["balkan"]).pk, actor=sofia)
    services.postpone_case(
        case_id=case_of(market["low"]).pk,
        actor=sofia,
        until=TODAY + datetime.timedelta(days=9),
        because="Elections.",
    )
    services.refresh_queue()
    kept = [title for title in kept if query.get("postponed") or title != "Machines some day"]
    assert sorted(titles(visit(sofia).get(QUEUE, query))) == sorted(kept)


def test_an_address_with_nonsense_still_shows_the_queue(market, visit, sofia):
    nonsense = {"who": "x", "country": "XXX", "sort": "?", "page": "x", "theme": "-"}
    assert len(titles(visit(sofia).get(QUEUE, nonsense))) == 4


@pytest.mark.parametrize("sort", ["waiting", "expiry", "best", "newest"])
def test_the_queue_can_be_sorted_otherwise(market, visit, sofia, sort):
    aged(market["low"], 30)
    page = visit(sofia).get(QUEUE, {"sort": sort, "kind": "need"})
    found = titles(page)
    assert len(found) == 3
    if sort == "waiting":
        assert found[0] == "Machines some day"
    if sort == "newest":
        assert found[-1] == "Machines some day"


def test_the_file_holds_what_the_filters_find_with_reasons(market, visit, sofia):
    url = reverse("desk:export", args=["csv"])
    text = visit(sofia).get(url, {"kind": "need"}).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["Title"] for row in rows} == {
        "Machines for marking",
        "Machines some day",
        "Border police",
    }
    assert {row["State or donor"] for row in rows} == {"Kenya", "Bulgaria"}
    assert rows[0]["Reasons"].endswith(".")
    assert need_making.SECRET not in text
    assert visit(sofia).get(reverse("desk:export", args=["pdf"])).status_code == 404


def test_an_act_with_several_rows_tells_what_became_of_each(market, visit, sofia):
    client = visit(sofia)
    cases = [case_of(market[name]).pk for name in ("high", "offer")]
    address = f"{QUEUE}?kind=need"
    answer = client.post(
        reverse("desk:act"), {"case": cases, "act": "shortlist_best", "next": address}
    )
    assert answer.url == address
    page = client.get(address)
    said = {one["title"]: one["is_done"] for one in page.context["outcomes"]}
    assert set(said) == {"Machines for marking", "Machines and training"}
    assert "What was done" in page.text
    assert client.get(address).context["outcomes"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"act": "take"}, "case"),
        ({"act": "assign", "case": True}, "assignee"),
        ({"act": "postpone", "case": True, "note": "Elections."}, "until"),
        ({"act": "postpone", "case": True, "until": "2020-01-01", "note": "x"}, "until"),
        ({"act": "postpone", "case": True, "until": "2099-01-01"}, "note"),
        ({"act": "postpone", "case": True, "until": "soon", "note": "Later"}, "until"),
    ],
)
def test_a_form_with_a_mistake_comes_back_with_what_was_typed(market, visit, sofia, sent, field):
    case = case_of(market["high"])
    data = sent | ({"case": [case.pk]} if "case" in sent else {})
    page = visit(sofia).post(f"{reverse('desk:act')}?kind=need", data)
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert len(titles(page)) == 3  # the filters of the address still hold
    assert sent.get("note", "") in page.text
    assert ("checked" in page.text) is ("case" in sent)
    case.refresh_from_db()
    assert case.postponed_until is None


def test_a_ticked_case_of_another_page_is_carried_along(market, visit, sofia):
    case = case_of(market["offer"])
    url = f"{reverse('desk:act')}?kind=need"
    page = visit(sofia).post(url, {"act": "assign", "case": [case.pk]})
    assert page.context["carried"] == [case]


def test_nobody_but_the_secretariat_reads_the_queue(market, visit, elena, amina, dina, omar):
    page = visit(elena).get(QUEUE)
    assert page.status_code == 200
    assert 'id="bulk"' not in page.text
    for person in (amina, dina, omar):
        assert visit(person).get(QUEUE).status_code == 403


def test_a_longer_queue_asks_no_more_queries(visit, sofia, django_assert_max_num_queries):
    client, counts = visit(sofia), []
    for size in (1, 10):
        for number in range(size):
            need, _offer = need_making.published(title=f"Need {size} {number}"), None
            offer_making.published(title=f"Offer {size} {number}")
        making.weigh()
        services.take_case(case_id=case_of(need).pk, actor=sofia)
        client.get(QUEUE)
        with django_assert_max_num_queries(30) as captured:
            client.get(QUEUE)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_weighing_more_cases_asks_no_more_queries(market, django_assert_max_num_queries, sofia):
    counts = []
    for size in (1, 10):
        for number in range(size):
            need = need_making.published(title=f"Need {size} {number}")
        making.weigh()
        pair = {"need_id": need.pk, "offer_id": market["offer"].pk, "actor": sofia}
        services.shortlist_pair(**pair)
        propose_introduction(**pair)
        services.refresh_queue()
        with django_assert_max_num_queries(60) as captured:
            services.refresh_queue()
        counts.append(len(captured))
    assert counts[1] <= counts[0]  # the first may ask what a process then remembers


def test_a_new_order_is_a_version_with_a_reason_and_weighs_everything(
    market, visit, sofia, django_capture_on_commit_callbacks
):
    weights = dict.fromkeys(DEFAULT_WEIGHTS, 0) | {"priority": 1}
    client = visit(sofia)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("desk:order"), weights | {"note": "States first."})
    assert answer.url == QUEUE
    active = services.active_order()
    assert (active.number, active.note, active.created_by) == (2, "States first.", sofia)
    assert QueueOrder.objects.get(number=1).weights == DEFAULT_WEIGHTS
    assert case_of(market["high"]).score == 1
    page = client.get(reverse("desk:order"))
    assert "States first." in page.text
    assert client.get(QUEUE).context["weighing"].is_running is False


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (dict.fromkeys(DEFAULT_WEIGHTS, 0), "__all__"),
        ({"priority": 21}, "priority"),
        ({"priority": "much"}, "priority"),
        ({"note": ""}, "note"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_at_its_field(visit, sofia, changes, field):
    data = DEFAULT_WEIGHTS | {"note": "Why not."} | changes
    page = visit(sofia).post(reverse("desk:order"), data)
    assert field in page.context["form"].errors
    assert services.active_order().number == 1


def test_the_service_refuses_what_the_form_would_not_send(db, sofia):
    good = dict(DEFAULT_WEIGHTS)
    for weights in ({"priority": 1.0}, good | {"match": -1}, dict.fromkeys(good, 0.0)):
        with pytest.raises(DomainError):
            services.order_queue(actor=sofia, weights=weights, note="Because.")
    with pytest.raises(ReasonMissing):
        services.order_queue(actor=sofia, weights=good, note=" ")
