"""Taking back a posting: by another one that says the opposite."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.ledger.choices import AccountKind, Cause
from matchmaking.ledger.legs import Leg, Place
from matchmaking.ledger.models import Contribution, Posting
from matchmaking.ledger.policies import reverses
from matchmaking.ledger.services.book import Request, hold, repeated, write
from matchmaking.ledger.services.contributing import set_pledged

# An earmark is set again, and what was reversed is booked again: neither is a mistake in figures.
FINAL = (Cause.REVERSE, Cause.EARMARK)


@transaction.atomic
def reverse(*, posting_id: int, actor: User | None, reason: str, key: str) -> Posting:
    """Book the opposite of a posting, with the reason; the posting itself stays as it is.

    Raise DomainError where later postings build on it: they must be reversed first.
    """
    posting = Posting.objects.select_related("fund").get(pk=posting_id)
    book = hold(posting.fund_id)
    if actor is not None and not reverses(actor, posting):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    request = Request(
        Cause.REVERSE,
        key,
        actor,
        {"posting": posting.pk},
        words=reason,
        application_id=posting.application_id,
        contribution_id=posting.contribution_id,
        reverses=posting,
    )
    if found := repeated(book, request):
        return found
    _refuse_final(posting)
    book.rates |= posting.rates
    legs = _legs(posting)
    _restore_pledge(posting, legs, actor)
    audit.record(posting, "reverse", actor=actor, reason=reason.strip())
    return write(book, request, legs)


def _refuse_final(posting: Posting) -> None:
    if posting.cause in FINAL:
        raise DomainError(_("This cannot be reversed. Book it anew instead."))
    if Posting.objects.filter(reverses=posting).exists():
        raise DomainError(_("This was reversed already."))


def _legs(posting: Posting) -> list[Leg]:
    names = ("contribution_id", "kind", "currency", "application_id")
    return [
        Leg(
            Place(*(getattr(entry.account, name) for name in names)),
            -entry.amount_minor,
            -entry.reporting_minor,
        )
        for entry in posting.entries.select_related("account").order_by("pk")
    ]


def _restore_pledge(posting: Posting, legs: list[Leg], actor: User | None) -> None:
    """Let the contribution say again what was pledged before."""
    if posting.cause not in (Cause.PLEDGE, Cause.REDUCE_PLEDGE):
        return
    change = sum(leg.minor for leg in legs if leg.place.kind == AccountKind.PLEDGED)
    contribution = Contribution.objects.get(postings=posting)
    set_pledged(contribution, contribution.pledged_minor + change, actor)
