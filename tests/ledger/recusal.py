"""Where the books show applications: what a recused administrator or reviewer reads there.

What is left of a fund is not among it: the money is gone, whoever looks.
"""

from django.urls import reverse, reverse_lazy

from matchmaking.funds.models import Fund
from matchmaking.ledger import selectors
from matchmaking.ledger.choices import Cause
from matchmaking.ledger.policies import reads_books
from tests.applications.recusal import address, probe, stage
from tests.ledger import making

# What donors give says nothing of the application; it only has to be there to be committed.
OF_DONORS = (Cause.PLEDGE, Cause.RECEIVE)

probe("statements", url=reverse_lazy("ledger:list"))
probe("lines of the books", text=lambda user: str(_lines(user)))


def _lines(user):
    found = []
    for fund in Fund.objects.order_by("pk"):
        if reads_books(user, fund):
            statement = selectors.fund_statement(user, fund)
            rows = statement.postings.exclude(cause__in=OF_DONORS)
            found += statement.lines(rows, statement.totals(rows.none()))
    return [(str(line.posting), str(line.posting.application), line.changes) for line in found]


@stage
def _was_committed_and_paid(application, _name):
    """Give it money and pay all of it, so that what is left of the fund is what it was."""
    fund = application.call.fund
    money, own = making.Money.of(500, fund.currency), {"actor": None}  # no deed of anybody
    donor = application.proposal.applicant  # somebody who is there already
    making.receive(making.pledged(money, of=fund, donor=donor, **own), money, **own)
    making.on_project("commit", application, money, **own)
    making.on_project("disburse", application, money, **own)


@address
def _pages(application):
    yield reverse("ledger:project", args=[application.pk])
    yield reverse("ledger:project_file", args=[application.pk, "csv"])
    for posting in application.postings.all():
        yield reverse("ledger:posting", args=[posting.pk])
        yield reverse("ledger:document", args=[posting.pk])
