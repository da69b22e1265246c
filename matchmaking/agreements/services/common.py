"""What every act on an agreement does: lock, write lines, announce."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

import search
from matchmaking.agreements import limits
from matchmaking.agreements.models import Agreement, AgreementLine
from matchmaking.agreements.terms import TermsData, data_of
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

PARTIES = ("introduction__need__organisation", "introduction__offer__organisation")


def locked(agreement_id: int, version: int | None = None) -> Agreement:
    """Return an agreement for writing, as its reader last saw it, with both its records.

    All that commits something to one request stands in one line, and then in that of the offer:
    only then is it sure what is open and left.
    """
    rows = Agreement.objects.select_for_update(of=("self",)).select_related(*PARTIES)
    agreement = rows.get(pk=agreement_id)
    Need.objects.select_for_update(of=("self",)).get(pk=agreement.introduction.need_id)
    Offer.objects.select_for_update(of=("self",)).get(pk=agreement.introduction.offer_id)
    if version is not None:
        agreement.version = version
    return agreement


def lines_of(agreement: Agreement) -> list[AgreementLine]:
    """Return the lines in their order, with what they name."""
    rows = agreement.lines.select_related("need_line__kind", "offer_line__kind")
    return list(rows.order_by("position", "pk"))


def terms_of(agreement: Agreement) -> list[TermsData]:
    """Return the lines as data, in their order."""
    return [data_of(line) for line in lines_of(agreement)]


def void_signatures(agreement: Agreement) -> None:
    """Let the signatures under the words before count no longer; they stay on record."""
    standing = agreement.signatures.filter(voided_at=None, amendment=None)
    standing.update(voided_at=timezone.now())


def write_lines(agreement: Agreement, lines: Iterable[TermsData]) -> None:
    """Write the lines in order, keeping the identity of those that were there before."""
    dropped = set(agreement.lines.values_list("pk", flat=True))
    for position, line in enumerate(lines):
        values = line.columns() | {"position": position}
        if line.pk in dropped:
            agreement.lines.filter(pk=line.pk).update(**values)
            dropped.discard(line.pk)
        else:
            agreement.lines.create(**values)
    agreement.lines.filter(pk__in=dropped).delete()


def checked_lines(
    agreement: Agreement, lines: Iterable[TermsData], held: Iterable[TermsData] = ()
) -> list[TermsData]:
    """Return lines that could be agreed on now, or raise FaultyLines."""
    rows = list(lines)
    limits.refuse_faults(limits.room_of(agreement.introduction, held), rows)
    return rows


def announce(signal: Signal, agreement: Agreement) -> None:
    """Tell the slices further down, once it is certain, and find both records anew."""
    pair = agreement.introduction
    search.enqueue("need", [pair.need_id])
    search.enqueue("offer", [pair.offer_id])
    send = partial(
        signal.send_robust,
        sender=Agreement,
        agreement_id=agreement.pk,
        need_id=pair.need_id,
        offer_id=pair.offer_id,
    )
    transaction.on_commit(send)
