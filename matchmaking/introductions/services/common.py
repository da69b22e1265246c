"""What every act on an introduction does: lock, move, record, announce."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import Organisation, User
from matchmaking.errors import DomainError
from matchmaking.introductions.choices import Side
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import Reason
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.writing.models import PUBLISHED


def locked(introduction_id: int, version: int | None = None) -> Introduction:
    """Return an introduction for writing, as its reader last saw it."""
    rows = Introduction.objects.select_for_update(of=("self",))
    introduction = rows.select_related("need__organisation", "offer__organisation").get(
        pk=introduction_id
    )
    if version is not None:
        introduction.version = version
    return introduction


def organisation_of(introduction: Introduction, side: str) -> Organisation:
    """Return the organisation that is a side."""
    record = introduction.need if side == Side.RECIPIENT else introduction.offer
    return record.organisation


def refuse_closed(need: Need, offer: Offer) -> None:
    """Refuse to bring together what is not open on both sides."""
    if need.status != PUBLISHED:
        raise DomainError(_("This assistance request is not open now."))
    if offer.status != PUBLISHED:
        raise DomainError(_("This offer is not open now."))


def checked_reason(purpose: str, code: str, words: str) -> Reason:
    """Return a reason that can be given today, or refuse."""
    reason = Reason.objects.usable(purpose).filter(pk=code).first()
    if reason is None:
        raise DomainError(_("Choose a reason from the list."), field="reason")
    if reason.needs_words and not words.strip():
        raise DomainError(_("Say the reason in words."), field="words")
    return reason


def in_words(reason: Reason, words: str) -> str:
    """Return a reason as the history holds it."""
    return f"{reason}: {words.strip()}" if words.strip() else str(reason)


def finish(introduction: Introduction, *columns: str) -> None:
    """Write the other columns of a move, and find both records anew under who may read them."""
    introduction.save(update_fields=[*columns, "moved_at"])
    search.enqueue("need", [introduction.need_id])
    search.enqueue("offer", [introduction.offer_id])


def announce(signal: Signal, introduction: Introduction) -> None:
    """Tell the slices above, once it is certain."""
    send = partial(signal.send_robust, sender=Introduction, introduction_id=introduction.pk)
    transaction.on_commit(send)


def secretariat_of(actor: User) -> Organisation | None:
    """Return the secretariat for which a broker acts."""
    rows = Organisation.objects.filter(memberships__user=actor, kind="secretariat")
    return rows.first()
