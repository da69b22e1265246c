"""The ledger of capacity: never more than there is, never twice, never edited."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.offers import services
from matchmaking.offers.models import CapacityUse, Offer, OfferLine
from matchmaking.offers.signals import offer_capacity_changed
from matchmaking.writing.selectors import record_history
from tests.offers import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(dina):
    return making.published()


@pytest.fixture
def line(offer):
    return offer.lines.get()


def _reserve(line, quantity, key, actor=None):
    return services.reserve_capacity(
        line_id=line.pk, quantity=Decimal(quantity), key=key, actor=actor
    )


def _remaining(line):
    return OfferLine.objects.with_remaining().get(pk=line.pk).remaining


def test_what_is_left_is_the_capacity_less_what_is_committed(line, dina):
    assert _remaining(line) == 12
    _reserve(line, 5, "a", dina)
    _reserve(line, "1.5", "b", dina)
    assert _remaining(line) == Decimal("5.5")
    services.release_capacity(key="a", actor=dina)
    assert _remaining(line) == Decimal("10.5")


def test_more_than_is_left_cannot_be_committed(line, dina):
    _reserve(line, 11, "a", dina)
    with pytest.raises(services.CapacityTaken) as refusal:
        _reserve(line, 2, "b", dina)
    assert "only 1 are left" in str(refusal.value.message)
    assert CapacityUse.objects.count() == 1


@pytest.mark.parametrize("quantity", ["0", "-3", "0.001"])
def test_nothing_cannot_be_committed(line, quantity):
    with pytest.raises(DomainError):
        _reserve(line, quantity, "a")
    assert not CapacityUse.objects.exists()


def test_asking_twice_with_the_same_key_commits_once(line, dina):
    assert _reserve(line, 12, "agreement 7", dina) == _reserve(line, 12, "agreement 7", dina)
    assert _remaining(line) == 0


def test_a_key_stands_for_one_commitment_only(line, dina):
    other = making.published().lines.get()
    _reserve(line, 2, "a", dina)
    for attempt in ((line, 3), (other, 2)):
        with pytest.raises(services.KeyTaken):
            _reserve(*attempt, "a", dina)
    services.release_capacity(key="a", actor=dina)
    with pytest.raises(services.KeyTaken):
        _reserve(line, 2, "a", dina)


def test_giving_back_twice_gives_back_once_and_edits_no_row(line, dina):
    reserved = _reserve(line, 4, "a", dina)
    first = services.release_capacity(key="a", actor=dina, note="The State withdrew.")
    assert services.release_capacity(key="a", actor=dina) == first
    assert list(CapacityUse.objects.order_by("pk").values_list("quantity", "note")) == [
        (reserved.quantity, ""),
        (-4, "The State withdrew."),
    ]


def test_a_line_without_a_limit_is_never_used_up(dina):
    offer = making.published(lines=[making.line(capacity=None)])
    _reserve(offer.lines.get(), 1_000_000, "a", dina)
    offer.refresh_from_db()
    assert (offer.status, _remaining(offer.lines.get())) == ("published", None)


def test_an_offer_is_exhausted_when_nothing_is_left_and_open_again_when_released(dina):
    offer = making.published(lines=[making.line(), making.line(kind_id="TRN.COURSE", capacity=1)])
    machines, course = offer.lines.order_by("position")
    _reserve(machines, 12, "machines", dina)
    offer.refresh_from_db()
    assert offer.status == "published"
    _reserve(course, 1, "course", dina)
    offer.refresh_from_db()
    assert offer.status == "exhausted"
    services.release_capacity(key="course", actor=dina)
    offer.refresh_from_db()
    assert offer.status == "published"
    system = [e for e in audit.history(offer) if not e.who]
    assert [str(e.verb) for e in system] == ["resumed", "marked as exhausted"]


def test_a_paused_offer_can_still_be_committed_and_is_exhausted_on_resuming(offer, line, dina):
    services.pause_offer(offer_id=offer.pk, actor=dina)
    _reserve(line, 12, "a", dina)
    offer.refresh_from_db()
    assert offer.status == "paused"
    assert services.resume_offer(offer_id=offer.pk, actor=dina).status == "exhausted"


@pytest.mark.parametrize("status", ["draft", "submitted", "exhausted", "expired", "withdrawn"])
def test_nothing_is_committed_of_an_offer_that_is_not_open(dina, status):
    line = making.in_state(status).lines.get()
    with pytest.raises(NotInThisState):
        _reserve(line, 1, "late", dina)


def test_what_was_committed_can_be_given_back_after_the_offer_has_closed(offer, line, dina):
    _reserve(line, 12, "a", dina)
    services.withdraw_offer(offer_id=offer.pk, actor=dina)
    services.release_capacity(key="a", actor=dina)
    offer.refresh_from_db()
    assert (offer.status, _remaining(line)) == ("withdrawn", 12)


def test_only_the_owner_and_the_broker_commit(line, dina, sofia, diego, amina, omar):
    _reserve(line, 1, "dina", dina)
    _reserve(line, 1, "sofia", sofia)
    _reserve(line, 1, "system")
    for stranger in (diego, amina, omar):
        with pytest.raises(PermissionDenied):
            _reserve(line, 1, "stranger", stranger)
        with pytest.raises(PermissionDenied):
            services.release_capacity(key="dina", actor=stranger)
    assert _remaining(line) == 9


def test_the_trail_says_what_was_committed(offer, line, dina):
    services.reserve_capacity(
        line_id=line.pk, quantity=Decimal(3), key="a", actor=dina, note="For Kenya"
    )
    entry = record_history(services.OFFER, dina, offer)[0]
    assert (entry.who, entry.verb, entry.reason) == ("Dina", audit.VERBS["reserve"], "For Kenya")
    assert entry.changes["committed"] == ("Marking machines, 0, item", "Marking machines, 3, item")


def test_a_change_of_capacity_is_announced_after_commit(
    offer, line, dina, django_capture_on_commit_callbacks
):
    heard = []

    def listen(offer_id, **kwargs):
        heard.append(offer_id)

    offer_capacity_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            _reserve(line, 1, "a", dina)
            assert heard == []
    finally:
        offer_capacity_changed.disconnect(listen)
    assert heard == [offer.pk]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "release"]),
        st.sampled_from("abcdef"),
        st.decimals(min_value="0.01", max_value="15", places=2),
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_whatever_is_asked_the_ledger_never_exceeds_the_capacity(offer, line, acts):
    expected: dict[str, Decimal] = {}  # what each key holds; zero: given back
    with transaction.atomic():
        for act, key, quantity in acts:
            _play(line, act, key, quantity, expected)
            used = sum(CapacityUse.objects.values_list("quantity", flat=True), Decimal(0))
            assert used == sum(expected.values())
            assert 0 <= used <= 12
            assert _remaining(line) == 12 - used
            status = Offer.objects.get(pk=offer.pk).status
            assert status == ("exhausted" if used == 12 else "published")
        transaction.set_rollback(True)  # the next example starts from a full line


def _play(line, act, key, quantity, expected):
    if act == "release":
        if key in expected:
            services.release_capacity(key=key, actor=None)
            expected[key] = Decimal(0)
        return
    is_new = key not in expected
    fits = quantity <= 12 - sum(expected.values())
    try:
        services.reserve_capacity(line_id=line.pk, quantity=quantity, key=key, actor=None)
    except (services.CapacityTaken, services.KeyTaken, NotInThisState):
        assert not (is_new and fits)
    else:
        assert expected.setdefault(key, quantity) == quantity
