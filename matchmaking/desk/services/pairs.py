"""What a broker does with a pair: shortlist, pin, note, reject with a reason, bring back."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.desk import policies
from matchmaking.desk.choices import LISTED, PairSource, PairState
from matchmaking.desk.models import Shortlisting
from matchmaking.desk.services.queue import refresh_cases
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.introductions.selectors import open_by_pair
from matchmaking.matching.models import Reason
from matchmaking.matching.services import dismiss_match, restore_match
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.workflow import compare_and_set


@transaction.atomic
def shortlist_pair(
    *,
    need_id: int,
    offer_id: int,
    actor: User,
    note: str = "",
    source: str = PairSource.DESK,
    group: str = "",
    quantity: Decimal | None = None,
) -> Shortlisting:
    """Put a pair on the shortlist; one that is pinned stays pinned.

    What a broker rejected comes back by a broker's own choice only, never by a plan.
    """
    row = _pair_of(need_id, offer_id, actor)
    if row.state == PairState.REJECTED:
        if source != PairSource.DESK:
            raise DomainError(_("A broker has rejected this pair."))
        restore_match(need_id=need_id, offer_id=offer_id, actor=actor)
    state = PairState.PINNED if row.state == PairState.PINNED else PairState.SHORTLISTED
    values: dict[str, Any] = {"state": state, "note": note.strip() or row.note}
    if source != PairSource.DESK or row.state not in LISTED:
        values |= {"source": source, "group": group, "quantity": quantity}
    return _change(row, "shortlist", actor, _without_reason(values), reason=note.strip())


@transaction.atomic
def pin_pair(*, need_id: int, offer_id: int, actor: User, note: str = "") -> Shortlisting:
    """Keep a pair at the head of the shortlist."""
    row = _pair_of(need_id, offer_id, actor)
    if row.state == PairState.REJECTED:
        raise NotInThisState
    values = {"state": PairState.PINNED, "note": note.strip() or row.note}
    return _change(row, "pin", actor, values, reason=note.strip())


@transaction.atomic
def note_pair(*, need_id: int, offer_id: int, actor: User, note: str) -> Shortlisting:
    """Write down what should be known of a pair; an empty note takes the old one away."""
    row = _pair_of(need_id, offer_id, actor, must_be_open=False)
    return _change(row, "note", actor, {"note": note.strip()}, reason=note.strip())


@transaction.atomic
def reject_pair(
    *, need_id: int, offer_id: int, actor: User, reason_code: str, words: str = ""
) -> Shortlisting:
    """Reject a pair with a reason of the list; the lists of matches leave it out from now on."""
    row = _pair_of(need_id, offer_id, actor, must_be_open=False)
    if open_by_pair([(need_id, offer_id)]):
        raise DomainError(_("An introduction of this pair is under way: end it first."))
    reason = Reason.objects.usable("rejecting").filter(pk=reason_code).first()
    if reason is None or (reason.needs_words and not words.strip()):
        raise ReasonMissing
    said = ": ".join(filter(None, (str(reason), words.strip())))
    values = {"state": PairState.REJECTED, "reason": reason, "reason_words": words.strip()}
    row = _change(row, "reject", actor, values, reason=said)
    dismiss_match(need_id=need_id, offer_id=offer_id, actor=actor, reason=said)
    return row


@transaction.atomic
def restore_pair(*, need_id: int, offer_id: int, actor: User, note: str = "") -> Shortlisting:
    """Take a pair off the shortlist, or bring back a rejected one; its note stays."""
    row = _pair_of(need_id, offer_id, actor, must_be_open=False)
    if row.state == PairState.NOTED:
        raise NotInThisState
    was_rejected = row.state == PairState.REJECTED
    if was_rejected:
        restore_match(need_id=need_id, offer_id=offer_id, actor=actor)
    values = _without_reason({"state": PairState.NOTED})
    verb = "restore" if was_rejected else "unlist"
    return _change(row, verb, actor, values, reason=note.strip())


def _pair_of(
    need_id: int, offer_id: int, actor: User, *, must_be_open: bool = True
) -> Shortlisting:
    """Return the row of a pair, made where it was missing."""
    if not policies.works_at_desk(actor):
        raise PermissionDenied
    need, offer = Need.objects.get(pk=need_id), Offer.objects.get(pk=offer_id)
    if must_be_open and not _is_open(need, offer):
        raise DomainError(_("The request or the offer is no longer open."))
    row, _created = Shortlisting.objects.get_or_create(
        need=need, offer=offer, defaults={"by": actor, "at": timezone.now()}
    )
    return row


def _is_open(need: Need, offer: Offer) -> bool:
    needs, offers = Need.objects.published(), Offer.objects.published()
    return needs.filter(pk=need.pk).exists() and offers.filter(pk=offer.pk).exists()


def _change(
    row: Shortlisting, verb: str, actor: User, values: dict[str, Any], *, reason: str
) -> Shortlisting:
    """Write what differs with who and when, into the history too; nothing where nothing does."""
    changes = {
        name: (_plain(getattr(row, name)), _plain(value))
        for name, value in values.items()
        if getattr(row, name) != value
    }
    if changes:
        compare_and_set(row, **values, by=actor, at=timezone.now())
        audit.record(row, verb, actor=actor, reason=reason, changes=changes)
        refresh_cases(need_ids=[row.need_id], offer_ids=[row.offer_id])
    return row


def _without_reason(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"reason": None, "reason_words": ""}


def _plain(value: Any) -> Any:
    return value if value is None else str(value)


@transaction.atomic
def carry_pairs(*, kind: str, kept_id: int, merged_id: int) -> None:
    """Move the pairs of a merged record to the one that was kept; where it has its own, it stands.

    The case of the merged record is closed by itself: it is no longer open.
    """
    other = "offer" if kind == "need" else "need"
    own = set(Shortlisting.objects.filter(**{kind: kept_id}).values_list(f"{other}_id", flat=True))
    for row in Shortlisting.objects.filter(**{kind: merged_id}):
        if getattr(row, f"{other}_id") not in own:
            compare_and_set(row, **{f"{kind}_id": kept_id})
    ids = {"need_ids" if kind == "need" else "offer_ids": [kept_id, merged_id]}
    refresh_cases(**ids)
