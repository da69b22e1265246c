"""The figures agree with the records, with the portfolio, and with the lists behind them."""

from django.contrib.auth.models import AnonymousUser

from matchmaking.insights import services
from matchmaking.insights.asking import Asked
from matchmaking.insights.choices import Measure
from matchmaking.insights.models import Fact
from matchmaking.insights.selectors import figures, rows_behind, steps
from matchmaking.needs.services import withdraw_need
from matchmaking.payments.models import Project
from matchmaking.portfolio.asking import Asked as PortfolioAsked
from matchmaking.portfolio.selectors import Portfolio
from tests.agreements import making as agreements
from tests.insights import making
from tests.needs import making as needs
from tests.offers import making as offers
from tests.payments import making as payments

BOTH_KNOW = (
    Measure.ASKED,
    Measure.OFFERED,
    Measure.AGREED,
    Measure.DELIVERED,
    Measure.UNMET,
)


def _sums(tally, count):
    return {
        measure: tally[measure].number if count == "number" else tally[measure].minor / 100
        for measure in BOTH_KNOW
    }


def test_figures_agree_with_the_records_and_the_lists(db):
    """In a world of chance; the portfolio reads the records themselves, as a visitor may."""
    making.world(size=6)
    for where in ({}, {"theme": "STK.01", "region": "002"}, {"country": "BGR"}):
        found = figures(Asked(**where))
        for count in ("number", "usd"):
            oracle = Portfolio(AnonymousUser(), PortfolioAsked(count=count, **where)).sheet
            assert _sums(found.tally.total, count) == {
                measure: oracle.total.of(measure) for measure in BOTH_KNOW
            }
            for code, sums in oracle.by_state.items():
                assert _sums(found.tally.by_state[code], count) == {
                    measure: sums.of(measure) for measure in BOTH_KNOW
                }
        for measure in Measure:
            behind = rows_behind(Asked(**where), measure)
            assert len(behind) == found.tally.total[measure].number
            assert sum(minor or 0 for _row, minor in behind) == found.tally.total[measure].minor


def test_facts_follow_what_happens(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        need = needs.published()
        offer = offers.published()
    assert _numbers("asked", "unmet", "agreed", "taken") == [1, 1, 0, 0]
    with django_capture_on_commit_callbacks(execute=True):
        agreement = agreements.signed(introduction=agreements.talking(need, offer), quantity=12)
    assert _numbers("asked", "unmet", "agreed", "taken") == [1, 0, 1, 1]
    with django_capture_on_commit_callbacks(execute=True):
        for side in (need.created_by, offer.created_by):
            agreements.deliver(agreement, side, 12)
        project = payments.running()
    assert _numbers("delivered", "given", "funded", "paid") == [1, 1, 1, 0]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_need(need_id=needs.published().pk, actor=need.created_by)
    assert _numbers("asked") == [1]
    assert services.disagreements() == []
    Project.objects.filter(pk=project.pk).update(amount_minor=1)
    Fact.objects.filter(subject="offer").delete()
    found = {(one.subject, one.fields) for one in services.disagreements()}
    assert found == {("offer", ()), ("project", ("amounts",))}
    assert len(services.rebuild()) == 2
    assert services.disagreements() == []


def _numbers(*measures):
    total = figures(Asked()).tally.total
    return [total[measure].number for measure in measures]


def test_times_of_fewer_than_five_are_not_told(db):
    for _n in range(4):
        needs.published()
    services.rebuild()
    assert steps(Asked())[0].summary is None
    needs.published()
    services.rebuild()
    found = steps(Asked())[0]
    assert (found.count, found.summary.waiting, found.summary.median) == (5, 5, None)
