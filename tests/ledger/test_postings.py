"""The chart of accounts at work: what each act debits and credits."""

import pytest

from matchmaking.ledger.facts import left_of
from tests.ledger import making
from tests.ledger.making import eur, usd

pytestmark = pytest.mark.django_db


def sides(posting):
    """Return {number of the account and currency: amount, amount in dollars}, in whole units."""
    rows = posting.entries.select_related("account").order_by("pk")
    return {
        f"{row.account.kind} {row.account.currency}": (
            row.amount_minor / 100,
            row.reporting_minor / 100,
        )
        for row in rows
    }


def test_each_act_debits_and_credits_what_the_chart_says():
    contribution = making.pledged(usd(1000))
    project = making.application()
    posted = {"pledge": contribution.postings.get()}
    posted["receive"] = making.receive(contribution, usd(1000))
    for act, amount in (("commit", 500), ("disburse", 300), ("spend", 200), ("refund", 60)):
        posted[act] = making.on_project(act, project, usd(amount))
    posted["release"] = making.on_project("close_project", project)
    assert {name: sides(posting) for name, posting in posted.items()} == {
        "pledge": {"1100 USD": (1000, 1000), "2100 USD": (-1000, -1000)},
        "receive": {
            "1100 USD": (-1000, -1000),
            "2100 USD": (1000, 1000),
            "1000 USD": (1000, 1000),
            "3100 USD": (-1000, -1000),
        },
        "commit": {"3200 USD": (500, 500), "2000 USD": (-500, -500)},
        "disburse": {
            "2000 USD": (300, 300),
            "3200 USD": (-300, -300),
            "3300 USD": (300, 300),
            "1000 USD": (-300, -300),
        },
        "spend": {"6000 USD": (200, 200), "6100 USD": (-200, -200)},
        "refund": {"1000 USD": (60, 60), "3400 USD": (-60, -60)},
        "release": {"2000 USD": (200, 200), "3200 USD": (-200, -200)},
    }
    assert left_of(making.fund().pk) == {contribution.pk: 760_00}


def test_what_the_rates_changed_is_booked_as_gain_or_loss():
    making.rate("EUR", "0.8", on=making.days(-30))
    making.rate("EUR", "0.5")
    contribution = making.pledged(eur(800), pledged_on=making.days(-10))
    assert sides(contribution.postings.get())["1100 EUR"] == (800, 1000)
    posting = making.receive(contribution, eur(400))
    assert sides(posting) == {
        "1100 EUR": (-400, -500),
        "2100 EUR": (400, 500),
        "1000 USD": (800, 800),
        "3100 EUR": (-400, -500),
        "9000 EUR": (400, 500),
        "9000 USD": (-500, -500),
        "4000 USD": (-300, -300),
    }
    assert posting.rates == {"EUR": {"rate": "2", "on": str(making.TODAY), "source": "Test rates"}}
