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
            rows = statement.with_changes(statement.postings.exclude(cause__in=OF_DONORS))
            found += statement.lines(rows, statement.totals(rows.none()))
    return [(str(line.posting), str(line.posting.application), line.changes) for line in found]


@stage
def _was_committed_and_paid(application, _name):
    """Give it money, part of which it gets."""
    fund = application.call.fund
    donor = application.proposal.applicant  # somebody who is there already
    own = {"actor": None}  # no deed of anybody
    gift = making.pledged(making.Money.of(900, fund.currency), of=fund, donor=donor, **own)
    making.receive(gift, making.Money.of(900, fund.currency), **own)
    making.on_project("commit", application, making.Money.of(500, fund.currency), **own)
    making.on_project("disburse", application, making.Money.of(200, fund.currency), **own)


@address
def _pages(application):
    yield reverse("ledger:project", args=[application.pk])
    yield reverse("ledger:project_file", args=[application.pk, "csv"])
    for posting in application.postings.all():
        yield reverse("ledger:posting", args=[posting.pk])
        yield reverse("ledger:document", args=[posting.pk])
