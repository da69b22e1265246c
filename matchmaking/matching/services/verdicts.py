"""What people make of a match: looking at it, setting it aside, bringing it back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ReasonMissing
from matchmaking.matching import policies
from matchmaking.matching.models import Dismissal, Look
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


@transaction.atomic
def look_at_match(*, need_id: int, offer_id: int, actor: User) -> None:
    """Remember, for the actor's side, that someone has opened this pair."""
    need, offer = Need.objects.get(pk=need_id), Offer.objects.get(pk=offer_id)
    places = policies.looks_for(actor, need, offer)
    if not places:
        raise PermissionDenied
    Look.objects.bulk_create(
        [Look(need=need, offer=offer, organisation=place, looked_by=actor) for place in places],
        ignore_conflicts=True,
    )


@transaction.atomic
def dismiss_match(*, need_id: int, offer_id: int, actor: User, reason: str) -> Dismissal:
    """Set a suggestion aside for the actor's side; the other side goes on seeing it."""
    need, offer = Need.objects.get(pk=need_id), Offer.objects.get(pk=offer_id)
    organisation = policies.dismisses_for(actor, need, offer)
    if organisation is None:
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    dismissal, _created = Dismissal.objects.update_or_create(
        need=need,
        offer=offer,
        organisation=organisation,
        defaults={"reason": reason.strip(), "dismissed_by": actor},
    )
    audit.record(dismissal, "dismiss", actor=actor, reason=reason.strip())
    return dismissal


@transaction.atomic
def restore_match(*, need_id: int, offer_id: int, actor: User) -> None:
    """Bring back what the actor's side had set aside; nothing happens where it had not."""
    need, offer = Need.objects.get(pk=need_id), Offer.objects.get(pk=offer_id)
    organisation = policies.dismisses_for(actor, need, offer)
    if organisation is None:
        raise PermissionDenied
    pair = Dismissal.objects.filter(need=need, offer=offer, organisation=organisation)
    for dismissal in pair:
        audit.record(dismissal, "restore", actor=actor)
        dismissal.delete()


@transaction.atomic
def carry_verdicts(*, kind: str, kept_id: int, merged_id: int) -> None:
    """Move dismissals and looks of a merged record to the one that was kept.

    Where the kept one has its own for the same pair and organisation, that stands.
    """
    other = "offer" if kind == "need" else "need"
    for model in (Dismissal, Look):
        own = set(
            model.objects.filter(**{kind: kept_id}).values_list(f"{other}_id", "organisation_id")
        )
        for row in model.objects.filter(**{kind: merged_id}):
            if (getattr(row, f"{other}_id"), row.organisation_id) not in own:
                model.objects.filter(pk=row.pk).update(**{f"{kind}_id": kept_id})
