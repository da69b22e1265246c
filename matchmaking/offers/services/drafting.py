"""Writing an offer: begin it, change it, save it in passing, throw a draft away."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import Organisation, User
from matchmaking.offers.models import Offer
from matchmaking.offers.services.lines import LineData
from matchmaking.offers.services.record import OFFER
from matchmaking.writing import services as writing


def draft_offer(
    *,
    actor: User,
    organisation: Organisation,
    fields: Mapping[str, Any],
    lines: Iterable[LineData] = (),
) -> Offer:
    """Begin an offer of an organisation that gives; it may be incomplete."""
    return writing.draft_record(
        OFFER, actor=actor, organisation=organisation, fields=fields, lines=lines
    )


def edit_offer(*, offer_id: int, **what: Any) -> Offer:
    """Change what an offer says; see `edit_record`. What States can see must stay complete."""
    return writing.edit_record(OFFER, record_id=offer_id, **what)


def autosave_offer(*, offer_id: int, **what: Any) -> Offer:
    """Keep the text of a draft while it is being typed; see `autosave_record`."""
    return writing.autosave_record(OFFER, record_id=offer_id, **what)


def delete_draft(*, offer_id: int, actor: User) -> None:
    """Throw a draft away that was never submitted."""
    writing.delete_record(OFFER, record_id=offer_id, actor=actor)
