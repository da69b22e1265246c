"""The figures agree with the records, with the portfolio, and with the lists behind them."""

from django.contrib.auth.models import AnonymousUser

from matchmaking.insights.asking import Asked
from matchmaking.insights.choices import Measure
from matchmaking.insights.selectors import figures, rows_behind
from matchmaking.portfolio.asking import Asked as PortfolioAsked
from matchmaking.portfolio.selectors import Portfolio
from tests.insights import making

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
    making.world()
    for where in ({}, {"theme": "MRK"}, {"region": "002"}, {"country": "BGR"}, {"theme": "STK.01"}):
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
