import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matchmaking import audit
from matchmaking.bundles import selectors, services
from matchmaking.bundles.choices import BundleStatus
from matchmaking.bundles.models import Bundle
from matchmaking.bundles.workflow import BUNDLE_WORKFLOW
from matchmaking.desk import services as desk
from matchmaking.desk.models import Shortlisting
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.introductions import services as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import Reason
from matchmaking.offers import services as offers
from tests import cast
from tests.bundles import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db):
    return making.market()


@pytest.fixture
def bundle(market):
    return making.saved(market)


def offers_of(rows):
    return {row.offer for row in rows}


def test_three_offers_are_proposed_for_what_none_covers_alone(market):
    bench = selectors.workbench(market.need)
    found = selectors.combination(bench, bench.proposals(3)[0].parts)
    machines, course = found.lines
    assert {share.amount for share in machines.shares} == {"8 × item", "USD 20,000"}
    assert [share.amount for share in course.shares] == ["24 × participant"]
    assert (found.sure, found.open, found.single_offer) == (100, 0, market.course)
    assert found.gain == 50


def test_a_neighbour_who_trains_and_a_donor_who_pays_are_named_triangular(market):
    bench = selectors.workbench(market.need)
    found = selectors.combination(bench, bench.proposals(3)[0].parts)
    assert found.cooperation == "triangular"
    assert {str(party.peer) for party in found.parties} == {"", "neighbour"}


def test_only_the_kinds_of_givers_that_were_ticked_take_part(market):
    bench = selectors.workbench(market.need)
    (found,) = bench.proposals(3, givers=["state"])
    assert found.offers == {market.course.pk}


def test_an_offer_that_fails_a_gate_is_not_proposed(market):
    closed = making.machines(capacity=12, eligible_countries=["BGR"])
    assert closed.pk not in selectors.workbench(market.need).offers


def test_an_offer_the_broker_rejected_is_not_proposed(market, sofia):
    reason = Reason.objects.usable("rejecting").filter(needs_words=False).first()
    pair = {"need_id": market.need.pk, "offer_id": market.course.pk}
    desk.reject_pair(**pair, actor=sofia, reason_code=reason.pk)
    assert market.course.pk not in selectors.workbench(market.need).offers


def test_goods_for_an_embargoed_state_are_flagged(db):
    market = making.market()
    market.need.__class__.objects.filter(pk=market.need.pk).update(country="SDN", version=99)
    market.need.refresh_from_db()
    bench = selectors.workbench(market.need)
    flagged = {one.offer for one in bench.problem.candidates if one.needs_clearance}
    assert flagged == {market.machines.pk}


def test_a_bundle_is_saved_with_what_it_covers(bundle):
    assert (bundle.covered, bundle.perhaps, bundle.givers) == (1.0, 0.0, 3)
    assert bundle.cooperation == "triangular"
    assert bundle.parts.count() == 3
    assert [str(entry.verb) for entry in audit.history(bundle)] == ["created"]


def test_editing_replaces_the_parts_and_tells_the_history(market, bundle, sofia):
    only = making.parts(market, (0, market.machines, 6))
    services.edit_bundle(
        bundle_id=bundle.pk, version=bundle.version, actor=sofia, name="Less", parts=only
    )
    bundle.refresh_from_db()
    assert (bundle.name, bundle.covered, bundle.parts.count()) == ("Less", 0.25, 1)
    assert "parts" in audit.history(bundle)[0].changes


def test_two_brokers_editing_at_once_do_not_overwrite_each_other(market, bundle, sofia):
    said = {"actor": sofia, "name": "x", "parts": making.all_parts(market)}
    services.edit_bundle(bundle_id=bundle.pk, version=bundle.version, **said)
    with pytest.raises(ChangedMeanwhile):
        services.edit_bundle(bundle_id=bundle.pk, version=bundle.version, **said)


REFUSED = (
    ([], "at least one"),
    ([(0, "machines", 9)], "only 8 × item are left"),
    ([(0, "grant", 20_001)], "only USD 20,000 are left"),
    ([(0, "machines", 2), (0, "machines", 3)], "twice"),
    ([(1, "machines", 2)], "no longer serve"),
)


def test_parts_that_cannot_be_are_refused(market):
    for rows, words in REFUSED:
        said = [(line, getattr(market, name), amount) for line, name, amount in rows]
        with pytest.raises(DomainError) as refused:
            making.saved(market, parts=making.parts(market, *said))
        assert words in str(refused.value.message)
    assert not Bundle.objects.exists()


def test_a_bundle_needs_a_name(market):
    with pytest.raises(DomainError):
        making.saved(market, name="  ")


def test_a_saved_bundle_becomes_pairs_on_the_shortlist(market, bundle, sofia):
    services.shortlist_bundle(bundle_id=bundle.pk, actor=sofia)
    rows = Shortlisting.objects.listed()
    assert offers_of(rows) == {market.machines, market.course, market.grant}
    assert {(row.source, row.group) for row in rows} == {("bundle", bundle.group)}
    assert {row.quantity for row in rows} == {8, 24, 20_000}


def test_a_saved_bundle_becomes_introductions_proposed_together(market, bundle, sofia):
    services.propose_bundle(bundle_id=bundle.pk, actor=sofia, message="Please meet.")
    rows = Introduction.objects.filter(group=bundle.group)
    assert offers_of(rows) == {market.machines, market.course, market.grant}
    bundle.refresh_from_db()
    assert bundle.status == BundleStatus.PROPOSED


def test_an_introduction_under_way_is_left_as_it_is(market, bundle, sofia):
    introductions.propose_introduction(
        need_id=market.need.pk, offer_id=market.course.pk, actor=sofia
    )
    services.propose_bundle(bundle_id=bundle.pk, actor=sofia)
    rows = Introduction.objects.filter(group=bundle.group)
    assert offers_of(rows) == {market.machines, market.grant}


def test_one_offer_that_no_longer_stands_stops_all_introductions(market, bundle, sofia):
    offers.pause_offer(offer_id=market.grant.pk, actor=market.grant.created_by)
    with pytest.raises(DomainError) as refused:
        services.propose_bundle(bundle_id=bundle.pk, actor=sofia)
    assert str(market.grant) in str(refused.value.message)
    assert not Introduction.objects.exists()
    bundle.refresh_from_db()
    assert bundle.status == BundleStatus.SAVED


def test_a_refusal_half_way_undoes_the_introductions_before_it(market, bundle, sofia, monkeypatch):
    real, calls = services.propose_introduction, []

    def fails_at_the_second(**said):
        calls.append(said)
        if len(calls) == 2:
            raise DomainError("no")
        return real(**said)

    monkeypatch.setattr(services, "propose_introduction", fails_at_the_second)
    with pytest.raises(DomainError):
        services.propose_bundle(bundle_id=bundle.pk, actor=sofia)
    assert not Introduction.objects.exists()


def test_setting_aside_asks_for_a_reason(bundle, sofia):
    with pytest.raises(ReasonMissing):
        services.move_bundle(bundle_id=bundle.pk, name="shelve", actor=sofia)
    services.move_bundle(bundle_id=bundle.pk, name="shelve", actor=sofia, reason="Too dear.")
    services.move_bundle(bundle_id=bundle.pk, name="reopen", actor=sofia)
    bundle.refresh_from_db()
    assert bundle.status == BundleStatus.SAVED


def test_a_bundle_whose_introductions_are_proposed_is_no_longer_edited(market, bundle, sofia):
    services.propose_bundle(bundle_id=bundle.pk, actor=sofia)
    bundle.refresh_from_db()
    with pytest.raises(NotInThisState):
        services.edit_bundle(
            bundle_id=bundle.pk,
            version=bundle.version,
            actor=sofia,
            name="x",
            parts=making.all_parts(market),
        )


# state: the moves a broker has
MOVES = {
    "saved": {"shortlist", "propose", "shelve"},
    "shortlisted": {"propose", "shelve"},
    "proposed": set(),
    "set_aside": {"reopen"},
}


def test_the_moves_of_a_bundle(sofia, elena, amina, dina):
    for status in BundleStatus.values:
        bundle = Bundle(status=status)
        found = {move.name for move in BUNDLE_WORKFLOW.available(bundle, actor=sofia)}
        assert found == MOVES[status]
        for other in (elena, amina, dina):
            assert BUNDLE_WORKFLOW.available(bundle, actor=other) == []


def test_nobody_but_a_broker_saves_or_uses_a_bundle(market, bundle):
    for other in map(cast.join, ("amina", "dina", "elena", "omar")):
        with pytest.raises(PermissionDenied):
            making.saved(market, actor=other)
        for act in (services.shortlist_bundle, services.propose_bundle):
            with pytest.raises(PermissionDenied):
                act(bundle_id=bundle.pk, actor=other)
        with pytest.raises(PermissionDenied):
            services.move_bundle(bundle_id=bundle.pk, name="shelve", actor=other, reason="x")


def test_what_agreements_cover_is_no_longer_proposed(market, monkeypatch):
    real = selectors.workbench.__globals__["need_figures"]
    done = market.need.lines.order_by("position", "pk").first()

    def figures(ids):
        found = real(ids)
        one = found[market.need.pk]
        lines = tuple(
            line.__class__(**{**vars_of(line), "committed": line.asked})
            if line.line_id == done.pk
            else line
            for line in one.lines
        )
        return {market.need.pk: one.__class__(**{**vars_of(one), "lines": lines})}

    monkeypatch.setitem(selectors.workbench.__globals__, "need_figures", figures)
    bench = selectors.workbench(market.need)
    found = selectors.combination(bench, bench.proposals(3)[0].parts)
    assert found.lines[0].is_done
    assert {party.organisation.name for party in found.parties} == {"Uganda"}


def vars_of(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_the_workbench_asks_no_more_for_six_offers_than_for_three(market):
    def queries():
        selectors.workbench(market.need)  # the matcher reads what is new once
        with CaptureQueriesContext(connection) as asked:
            bench = selectors.workbench(market.need)
            selectors.combination(bench, bench.proposals(3)[0].parts)
        return len(bench.offers), len(asked)

    _three, before = queries()
    for make in (making.machines, making.course, making.grant):
        make()
    six, after = queries()
    assert (six, after) == (6, before)
