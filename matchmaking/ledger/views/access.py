"""Whose books a person may open: everybody else gets to know of none."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking.applications.models import Application
from matchmaking.funds.models import Fund
from matchmaking.ledger import policies
from matchmaking.ledger.models import Posting


def read_fund(user: Person, pk: int) -> Fund:
    """Return a fund whose books `user` may read, or raise Http404."""
    fund = get_object_or_404(Fund.objects.select_related("organisation"), pk=pk)
    if not policies.reads_books(user, fund):
        raise Http404
    return fund


def read_contributor(user: Person, pk: int, donor_pk: int) -> tuple[Fund, Organisation]:
    """Return a fund and one of its contributors whose statement `user` may read."""
    fund = get_object_or_404(Fund.objects.select_related("organisation"), pk=pk)
    if not policies.reads_contributor(user, fund, donor_pk):
        raise Http404
    return fund, get_object_or_404(Organisation, pk=donor_pk)


def refuse_strangers(user: Person, application: Application) -> None:
    """Raise Http404 for those who may know of an application and not read its statement."""
    if not policies.reads_project(user, application):
        raise Http404


def read_posting(user: Person, pk: int) -> Posting:
    """Return a posting `user` may read with all its entries, as the eyes of the fund."""
    rows = Posting.objects.readable_by(user).told().select_related("fund__organisation")
    posting = get_object_or_404(rows, pk=pk)
    if not policies.reads_books(user, posting.fund):
        raise Http404
    return posting
