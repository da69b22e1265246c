"""Whatever happens to agreements, every page and file says the same, and nothing counts twice."""

import contextlib
import csv
import io
from collections import defaultdict
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from matchmaking.agreements import selectors, services
from matchmaking.agreements.models import Agreement, Amendment
from matchmaking.agreements.services.capacity import held_by
from matchmaking.errors import DomainError
from matchmaking.writing.figures import figures_of
from tests import cast
from tests.agreements import making
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db

WORDS = ("pledged", "committed", "delivered")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["agree", "sign", "amend", "answer", "give", "take", "end"]),
        st.integers(0, 3),
        st.integers(1, 9),
    ),
    min_size=4,
    max_size=14,
)


@pytest.fixture
def pairs(amina, boris, dina, diego, sofia):
    """Two requests and two offers, every pair in conversation."""
    asked = [needs.published(author=who) for who in (amina, boris)]
    given = [offers.published(author=who) for who in (dina, diego)]
    return [making.talking(need, offer) for need in asked for offer in given]


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_figures_of_both_sides_agree_after_any_sequence_of_acts(pairs, steps):
    with transaction.atomic():
        for act, number, quantity in steps:
            _play(act, pairs[number], quantity)
            _check(pairs)
        transaction.set_rollback(True)  # the next example begins afresh


def _play(act, introduction, quantity):
    # What is refused changes nothing, which the check after it says.
    with contextlib.suppress(DomainError), transaction.atomic():
        ACTS[act](introduction, quantity)


def _agree(introduction, quantity):
    making.proposed(introduction=introduction, quantity=quantity)


def _sign(introduction, quantity):
    agreement = introduction.agreements.get(status="proposed")
    services.sign_agreement(agreement_id=agreement.pk, actor=making.giver(agreement))


def _amend(introduction, quantity):
    agreement = introduction.agreements.get(status="signed")
    making.amend(agreement, making.recipient(agreement), quantity)


def _answer(introduction, quantity):
    open_now = Amendment.objects.filter(agreement__introduction=introduction, status="proposed")
    amendment = open_now.get()
    services.sign_amendment(amendment_id=amendment.pk, actor=making.giver(amendment.agreement))


def _state(side):
    def state(introduction, quantity):
        agreement = introduction.agreements.get(status="signed")
        making.deliver(agreement, side(agreement), quantity)

    return state


def _end(introduction, quantity):
    making.end(introduction.agreements.open().get())


def _quietly(act):
    """Do it where there is anything to do it to."""

    def acted(introduction, quantity):
        with contextlib.suppress(Agreement.DoesNotExist, Amendment.DoesNotExist):
            act(introduction, quantity)

    return acted


ACTS = {
    "agree": _agree,
    "sign": _quietly(_sign),
    "amend": _quietly(_amend),
    "answer": _quietly(_answer),
    "give": _quietly(_state(making.giver)),
    "take": _quietly(_state(making.recipient)),
    "end": _quietly(_end),
}


def _check(pairs):
    asked = selectors.need_figures({pair.need_id for pair in pairs})
    given = selectors.offer_figures({pair.offer_id for pair in pairs})
    sums = defaultdict(Decimal)
    for line in (line for need in asked.values() for line in need.lines):
        assert 0 <= line.delivered <= line.committed <= line.asked
        assert line.open == line.asked - line.committed
        for word in WORDS:
            sums[word] += getattr(line, word)
    for line in (line for offer in given.values() for line in offer.lines):
        assert 0 <= line.delivered <= line.committed <= line.capacity
        assert line.left == line.capacity - line.committed
        for word in WORDS:
            sums[word] -= getattr(line, word)
    assert set(sums.values()) == {Decimal(0)}, sums
    ledger = [
        held_by(row) for pair in pairs for one in pair.agreements.all() for row in one.lines.all()
    ]
    assert sum(ledger) == sum(line.committed for need in asked.values() for line in need.lines)


@pytest.fixture
def story(amina, dina, sofia):
    """Three donors for one request: one delivers in part, one has signed, one pledges."""
    need = needs.published(cofinancing_minor=None)
    first = making.signed(introduction=making.talking(need), quantity=5)
    making.deliver(first, dina, 4)
    making.deliver(first, amina, 3)
    for number, how, quantity in ((1, making.signed, 4), (2, making.proposed, 2)):
        offer = offers.published(author=making.donor(number), value_minor=None)
        how(introduction=making.talking(need, offer), quantity=quantity)
    return need, first


def _row(visit, name, pk):
    text = visit(cast.join("sofia")).get(reverse(f"{name}:export", args=["csv"]))
    rows = csv.DictReader(io.StringIO(text.getvalue().decode("utf-8-sig")))
    return next(row for row in rows if row["Number"] == str(pk))


def test_pages_lists_files_and_selectors_say_the_same(visit, story):
    need, first = story
    line = selectors.figures_of_need(need.pk).lines[0]
    figures = (line.asked, line.pledged, line.committed, line.delivered, line.open)
    assert figures == (12, 2, 9, 3, 3)
    assert figures_of("need", [need.pk])[need.pk].lines[0] == line
    row = _row(visit, "needs", need.pk)
    names = ("Asked", "Pledged", "Committed", "Delivered", "Still open")
    assert [row[f"{name}, line by line"] for name in names] == [
        "12 item",
        "2 item",
        "9 item",
        "3 item",
        "3 item",
    ]
    given = _row(visit, "offers", first.offer.pk)
    assert [given[f"{name}, line by line"] for name in ("Committed", "Delivered", "Left")] == [
        "5 item",
        "3 item",
        "7 item",
    ]
    for address in (
        reverse("needs:detail", args=[need.pk]),
        reverse("needs:print", args=[need.pk]),
        reverse("agreements:detail", args=[first.pk]),
    ):
        response = visit(cast.join("amina")).get(address)
        cells = _cells(response)
        assert ["12", "2", "9", "3", "3"] in [cells[i : i + 5] for i in range(len(cells))], address
    listed = visit().get(reverse("needs:list")).content.decode()
    assert "Committed: 9 item" in listed
    assert "Still open: 3 item" in listed


def _cells(response):
    """Return the numbers of the tables of a page, in reading order."""
    page = html.fromstring(response.content)
    texts = (" ".join(cell.text_content().split()) for cell in page.iter("td"))
    return [text for text in texts if text.replace(".", "").isdigit()]


def test_amounts_in_other_currencies_are_converted_at_the_day_of_signature_and_it_is_said(
    visit, amina, dina, sofia
):
    need = needs.published(cofinancing_minor=None)
    introduction = making.talking(need)
    line = making.terms(introduction, 5, amount_minor=1_000_000, currency="EUR")
    making.signed(introduction=introduction, lines=[line])
    figures = selectors.figures_of_need(need.pk)
    assert figures.is_converted
    assert figures.committed_value.currency == "USD"
    assert figures.open_value == figures.asked_value - figures.committed_value
    page = visit(amina).get(reverse("needs:detail", args=[need.pk])).content.decode()
    assert str(figures.committed_value) in page
    assert "converted at the indicative rates of the day of signature" in page


def test_where_no_amount_is_named_no_sum_is_claimed(visit, amina, dina, sofia):
    agreement = making.signed()
    for figures in (
        selectors.figures_of_need(agreement.need.pk),
        selectors.figures_of_offer(agreement.offer.pk),
    ):
        assert figures.is_partial
    assert selectors.figures_of_need(agreement.need.pk).open_value is None
    assert selectors.figures_of_offer(agreement.offer.pk).left_value is None


@pytest.mark.parametrize("select", [selectors.need_figures, selectors.offer_figures])
def test_figures_take_as_many_queries_for_eleven_records_as_for_one(
    select, amina, dina, sofia, django_assert_num_queries
):
    agreement = making.signed()
    making.deliver(agreement, dina, 1)
    is_need = select is selectors.need_figures
    first = (agreement.need if is_need else agreement.offer).pk
    more = [(needs if is_need else offers).published().pk for _ in range(10)]
    with django_assert_num_queries(4):
        select([first])
    with django_assert_num_queries(4):
        select([first, *more])
