"""Changing what a contribution may be used for."""

from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from matchmaking.ledger.choices import AccountKind, Cause
from matchmaking.ledger.facts import EarmarkData, project_of, said_of
from matchmaking.ledger.legs import Leg, Place, credit, debit
from matchmaking.ledger.models import Balance, Contribution, Posting
from matchmaking.ledger.services.book import How, Request, hold, repeated, write
from matchmaking.ledger.services.values import held, refuse_stranger
from matchmaking.vocabulary.models import Country, Region, Theme
from matchmaking.workflow import compare_and_set


@transaction.atomic
def earmark(
    *,
    contribution_id: int,
    earmark: EarmarkData,
    actor: User | None,
    key: str,
    **how: Unpack[How],
) -> Posting:
    """Write down for what the money may be used from now on.

    Raise DomainError where some of it is committed already to what would no longer fit.
    """
    fund_id = Contribution.objects.values_list("fund", flat=True).get(pk=contribution_id)
    book = hold(fund_id)
    refuse_stranger(actor, book.fund)
    contribution = Contribution.objects.with_earmarks().get(pk=contribution_id)
    asked = {"contribution": contribution_id, "earmark": earmark.as_data()}
    request = Request(Cause.EARMARK, key, actor, asked, contribution_id=contribution_id, **how)
    if found := repeated(book, request):
        return found
    _refuse_misfits(contribution, earmark)
    before = said_of(contribution)
    legs = (
        _moved(contribution, to_free=earmark.is_free) if before.is_free != earmark.is_free else []
    )
    compare_and_set(contribution)
    write_earmark(contribution, earmark)
    changes = {"earmark": (before.as_data(), earmark.as_data())}
    audit.record(contribution, "earmark", actor=actor, reason=request.words, changes=changes)
    return write(book, request, legs)


def write_earmark(contribution: Contribution, earmark: EarmarkData) -> None:
    """Write the earmark on the contribution itself."""
    contribution.themes.set(Theme.objects.filter(pk__in=earmark.themes))
    contribution.regions.set(Region.objects.filter(pk__in=earmark.regions))
    contribution.countries.set(Country.objects.filter(pk__in=earmark.countries))
    contribution.call_id = earmark.call_id
    contribution.save(update_fields=["call"])


def _refuse_misfits(contribution: Contribution, earmark: EarmarkData) -> None:
    committed = Balance.objects.filter(account__contribution=contribution)
    committed = committed.filter(account__kind=AccountKind.COMMITTED).exclude(minor=0)
    ids = committed.values("account__application")
    wanted = earmark.widened()
    rows = Application.objects.filter(pk__in=ids).select_related("proposal")
    if not all(wanted.fits(project_of(application)) for application in rows):
        raise DomainError(
            _("Some of this money is committed already to what the new earmark does not allow.")
        )


def _moved(contribution: Contribution, *, to_free: bool) -> list[Leg]:
    """Return what carries all that was received to the other of the two accounts."""
    kinds = (AccountKind.EARMARKED, AccountKind.UNEARMARKED)
    source, target = kinds if to_free else kinds[::-1]
    currency = contribution.currency
    legs = []
    for row in held(source, contribution=contribution):
        here, there = (Place(contribution.pk, kind, currency) for kind in (source, target))
        legs.append(debit(here, row.minor, row.reporting))
        legs.append(credit(there, row.minor, row.reporting))
    return legs
