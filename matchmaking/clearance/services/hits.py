"""Deciding on a name that resembles an entry of the list."""

from django.db import transaction

from accounts.models import User
from matchmaking import audit
from matchmaking.clearance.models import NameHit
from matchmaking.clearance.services.opening import open_checks
from matchmaking.clearance.services.screening import decide, refuse_unfounded


@transaction.atomic
def decide_hit(
    *, hit_id: int, actor: User, status: str, reason: str, version: int | None = None
) -> NameHit:
    """Say whether a name is that of the entry: the same fails the check of every pair it is in."""
    rows = NameHit.objects.select_for_update(of=("self",)).select_related("checklist")
    hit = rows.get(pk=hit_id)
    if version is not None:
        hit.version = version
    refuse_unfounded(hit, status, reason, actor)
    before = hit.status
    for one in decide(hit, status, reason.strip(), actor):
        changes = {"name": (before, status)}
        audit.record(one.checklist, "decide_hit", actor=actor, reason=reason, changes=changes)
        open_checks(need_id=one.checklist.need_id, offer_id=one.checklist.offer_id)
    hit.refresh_from_db()
    return hit
