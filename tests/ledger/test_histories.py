"""Random histories: whatever is tried, in whatever order, the books stay right."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from matchmaking.ledger import selectors, services
from matchmaking.ledger.checking import faults_of
from matchmaking.ledger.errors import KeyTaken
from matchmaking.ledger.facts import EarmarkData, left_of, project_of, said_of
from matchmaking.ledger.models import Account, Balance, Book, Contribution, Entry, Posting
from matchmaking.money import Money
from tests.ledger import making

pytestmark = pytest.mark.django_db

EARMARKS = [
    EarmarkData(),
    EarmarkData(countries=("KEN",)),
    EarmarkData(regions=("002",), themes=("COL",)),
    EarmarkData(countries=("MLI",)),
]
rates = st.sampled_from([Decimal("0.9"), Decimal("1"), Decimal("1.25")])
MONEY = ("receive", "charge_fee", "give_back", "reduce_pledge")
PROJECT = ("commit", "disburse", "spend", "refund", "release")
# What happens often in life is tried often.
OFTEN = ("receive", "commit", "commit", "disburse", "disburse", "spend", "refund")
ACTS = (*MONEY, *PROJECT, *OFTEN, "earmark", "revalue", "reverse")
acts = st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(1, 20_000), rates)


class World:
    """A fund in dollars, three contributions in two currencies, two projects in two currencies."""

    def __init__(self):
        self.fund = making.fund()
        self.contributions = [
            making.received(making.usd(500)),
            making.received(making.eur(400), earmark=EARMARKS[1]),
            making.pledged(making.usd(300), earmark=EARMARKS[2]),
        ]
        mali = making.application(country="MLI")
        self.projects = [making.application(), mali]
        self.currencies = ["USD", "EUR"]
        making.on_project("commit", self.projects[0], making.usd(500))
        making.on_project("disburse", self.projects[0], making.usd(300))

    def attempt(self, act, which, number, rate, key):
        """Try an act; return its posting, or None where it was refused."""
        try:
            with transaction.atomic():
                return self.do(act, which, number, rate, key)
        except DomainError:
            return None

    def do(self, act, which, number, rate, key):
        said = {"actor": None, "key": key}
        own = services.OwnRate(rate, "Bank advice")
        if act in PROJECT:
            said |= {"rate": own} if act in ("disburse", "refund") else {}
            amount = Money(number, self.currencies[which % 2])
            project = self.projects[which % 2]
            return getattr(services, act)(application_id=project.pk, amount=amount, **said)
        if act in MONEY or act == "earmark":
            return self.do_to_contribution(act, which, number, own, said)
        if act == "revalue":
            making.rate("EUR", 1 / rate)
            return services.revalue(fund_id=self.fund.pk, on=making.TODAY, **said)[0]
        posting = self.postings[number % len(self.postings)]
        return services.reverse(posting_id=posting.pk, reason="Wrong", **said)

    def do_to_contribution(self, act, which, number, own, said):
        contribution = self.contributions[which]
        said |= {"contribution_id": contribution.pk}
        if act == "earmark":
            return services.earmark(earmark=EARMARKS[number % 4], **said)
        currency = contribution.currency if act in ("receive", "reduce_pledge") else "USD"
        said |= {"rate": own} if act == "receive" else {}
        return getattr(services, act)(amount=Money(number, currency), **said)

    @property
    def postings(self):
        return list(Posting.objects.order_by("number"))


def each_in_its_own_transaction(run):
    """Roll back what an example wrote, so that the next one begins with the same world."""
    with transaction.atomic():
        run()
        transaction.set_rollback(True)


@pytest.fixture
def world():
    making.rate("EUR", "0.8", on=making.days(-30))
    return World()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(acts, min_size=8, max_size=16))
def test_no_history_leads_to_books_that_are_wrong(world, history):
    each_in_its_own_transaction(lambda: live(world, history))


def live(world, history):
    for number, (act, *how) in enumerate(history):
        before = snapshot()
        posting = world.attempt(act, *how, key=f"h:{number}")
        if posting is None:
            assert snapshot() == before, f"{act} was refused and left something behind"
            continue
        assert all(left >= 0 for left in left_of(world.fund.pk).values())
        again(world, act, how, number, posting)
    look_at_everything(world)


def snapshot():
    balances = Balance.objects.order_by("pk").values_list("account", "minor", "reporting_minor")
    pledges = Contribution.objects.order_by("pk").values_list("pledged_minor")
    return list(balances), list(pledges), Posting.objects.count(), Entry.objects.count()


def again(world, act, how, number, posting):
    """Ask the same again with the same key, and then something else with it."""
    before = snapshot()
    if act != "reverse":  # another posting would be the last one now
        assert world.do(act, *how, key=f"h:{number}") == posting
    with pytest.raises(KeyTaken), transaction.atomic():
        services.charge_fee(
            contribution_id=world.contributions[0].pk,
            amount=making.usd(99_999),
            actor=None,
            key=f"h:{number}",
        )
    assert snapshot() == before


def look_at_everything(world):
    assert faults_of(Book.objects.get()) == []
    assert selectors.trial_balance(world.fund.pk).is_balanced
    nobody_commits_elsewhere()
    statements_add_up(world)
    last = Posting.objects.order_by("number").last()
    if last.cause not in ("reverse", "earmark"):
        reversal_restores(world, last)


def nobody_commits_elsewhere():
    """Look at every commitment that stands: the earmark of the contribution fits the project."""
    open_ones = Balance.objects.filter(account__kind="2000").exclude(minor=0)
    for account in Account.objects.filter(balance__in=open_ones):
        contribution = Contribution.objects.with_earmarks().get(pk=account.contribution_id)
        project = project_of(Application.objects.get(pk=account.application_id))
        assert said_of(contribution).widened().fits(project)


def statements_add_up(world):
    tomas = making.cast.join("tomas")
    donor = world.contributions[0].donor
    for statement in (
        selectors.fund_statement(tomas, world.fund),
        selectors.contributor_statement(tomas, world.fund, donor),
        *map(selectors.project_statement, world.projects),
    ):
        rows = statement.postings.order_by("booked_on", "number")
        nothing = statement.totals(rows.none())
        lines = statement.lines(rows, nothing)
        assert (lines[-1].running if lines else nothing) == statement.totals(statement.postings)
    figures = selectors.fund_figures([world.fund.pk])[world.fund.pk]
    assert figures.available.minor == sum(left_of(world.fund.pk).values())
    left = selectors.money_left(world.fund.pk)
    assert sum(row.available.minor for row in left) == figures.available.minor
    assert left[0].is_free


def reversal_restores(world, last):
    def balances():
        rows = Entry.objects.values("account").annotate(
            a=Sum("amount_minor"), r=Sum("reporting_minor")
        )
        return {row["account"]: (row["a"], row["r"]) for row in rows if row["a"] or row["r"]}

    with_last = balances()
    entries = last.entries.values_list("account", "amount_minor", "reporting_minor")
    expected = dict(with_last)
    for account, minor, worth in entries:
        was = expected[account]
        expected[account] = (was[0] - minor, was[1] - worth)
    services.reverse(posting_id=last.pk, actor=None, reason="Wrong", key="h:last")
    assert balances() == {pk: pair for pk, pair in expected.items() if any(pair)}


def test_a_day_is_part_of_what_a_key_stands_for():
    contribution = making.pledged()
    making.receive(contribution, making.usd(1), key="k", booked_on=making.days(-1))
    with pytest.raises(KeyTaken):
        making.receive(contribution, making.usd(1), key="k", booked_on=making.days(-2))


def test_nothing_is_booked_for_a_day_to_come():
    contribution = making.pledged()
    with pytest.raises(DomainError, match="day to come"):
        making.receive(contribution, making.usd(1), booked_on=datetime.date(2999, 1, 1))
