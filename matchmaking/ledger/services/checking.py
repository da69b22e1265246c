"""The nightly check: add everything up again, keep what was found, and never stay silent."""

from django.db import transaction
from django.utils import timezone

from matchmaking.funds.models import Fund
from matchmaking.ledger import notices
from matchmaking.ledger.checking import faults_of
from matchmaking.ledger.models import Book


def check_books(fund_ids: list[int] | None = None) -> dict[Fund, list[str]]:
    """Check the books of all funds, or of these, and return the faults of those that have any."""
    books = Book.objects.order_by("fund_id")
    wanted = books if fund_ids is None else books.filter(fund__in=fund_ids)
    found = {}
    for fund_id in wanted.values_list("fund", flat=True):
        book = check_book(fund_id=fund_id)
        if book.faults:
            found[book.fund] = book.faults
    return found


@transaction.atomic
def check_book(*, fund_id: int) -> Book:
    """Check one fund's book while nobody writes in it; tell its administrators what is wrong."""
    rows = Book.objects.select_for_update(of=("self",)).select_related("fund__organisation")
    book = rows.get(fund=fund_id)
    book.faults = faults_of(book)
    book.checked_at = timezone.now()
    book.save(update_fields=["faults", "checked_at"])
    if book.faults:
        notices.tell_of_faults(book)
    return book
