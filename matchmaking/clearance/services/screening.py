"""Comparing the names of a pair with the list in force, and deciding on what they resemble."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.clearance import policies
from matchmaking.clearance.models import Checklist, HitStatus, NameHit
from matchmaking.clearance.models.names import DECISIONS
from matchmaking.clearance.selectors.names import (
    EntryHit,
    ScreenedName,
    current_list,
    hits_for,
    names_of,
    undecided_hits,
)
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.workflow import compare_and_set

# Who looks a name up may know only a part of it, and judges what comes up.
LOOKED_UP = 0.65
# What makes a hit the same as one decided before.
IDENTITY = ("organisation_id", "role", "name", "key", "digest")


def screen_names(checklist: Checklist) -> bool:
    """Compare the names of a pair with the list where either changed; say whether any waits."""
    names = names_of(checklist.need, checklist.offer)
    current = current_list()
    seen = hashlib.sha256(repr((current and current.pk, names)).encode()).hexdigest()
    if checklist.screened != seen:
        _screen(checklist, names)
        checklist.screened = seen
        checklist.save(update_fields=["screened"])
    return undecided_hits(checklist).exists()


def decide(hit: NameHit, status: str, reason: str, actor: User) -> list[NameHit]:
    """Write a decision on a hit, and on the same one of other pairs that nobody decided yet."""
    others = NameHit.objects.filter(
        status=HitStatus.UNDECIDED, **{name: getattr(hit, name) for name in IDENTITY}
    ).exclude(pk=hit.pk)
    said = {"reason": reason, "decided_by": actor, "decided_at": timezone.now()}
    compare_and_set(hit, status=status, is_taken_over=False, **said)
    for other in others:
        compare_and_set(other, status=status, is_taken_over=True, **said)
    return [hit, *others]


def refuse_unfounded(hit: NameHit, status: str, reason: str, actor: User) -> None:
    """Refuse a decision of somebody who may not decide, or without a reason."""
    if not policies.screens_names(actor):
        raise PermissionDenied
    if status not in DECISIONS or hit.gone_at is not None:
        raise DomainError(_("There is nothing to decide here any more."))
    if not reason.strip():
        raise ReasonMissing


@transaction.atomic
def look_up_name(*, text: str, actor: User) -> list[EntryHit]:
    """Return what a name resembles on the list in force; for brokers."""
    if not policies.screens_names(actor):
        raise PermissionDenied
    return hits_for(text, threshold=LOOKED_UP)


def _screen(checklist: Checklist, names: list[ScreenedName]) -> None:
    present = {_identity(hit): hit for hit in checklist.hits.all()}
    found = {
        (name.organisation_id, name.role, name.text[:400], hit.entry.key, hit.entry.digest): hit
        for name in names
        for hit in hits_for(name.text, is_entity=name.is_entity)
    }
    gone = [hit.pk for identity, hit in present.items() if identity not in found]
    NameHit.objects.filter(pk__in=gone, gone_at=None).update(gone_at=timezone.now())
    back = [hit.pk for identity, hit in present.items() if identity in found]
    NameHit.objects.filter(pk__in=back).update(gone_at=None)
    NameHit.objects.bulk_create(
        _new_hit(checklist, identity, hit)
        for identity, hit in found.items()
        if identity not in present
    )
    audit.record(checklist, "screen", actor=None)


def _identity(hit: NameHit) -> tuple[Any, ...]:
    return tuple(getattr(hit, name) for name in IDENTITY)


def _new_hit(checklist: Checklist, identity: tuple[Any, ...], found: EntryHit) -> NameHit:
    """Return a hit; with the decision of an earlier one of the same name and the same entry."""
    same = dict(zip(IDENTITY, identity, strict=True))
    hit = NameHit(
        checklist=checklist,
        **same,
        listed_name=found.entry.name,
        alias=found.hit.listed.text,
        score=round(100 * found.hit.score),
        parts=[[part.ours, part.theirs, part.how] for part in found.hit.parts],
    )
    decided = NameHit.objects.filter(**same).exclude(status=HitStatus.UNDECIDED)
    before = decided.order_by("-decided_at").first()
    if before is not None:
        hit.status, hit.reason = before.status, before.reason
        hit.decided_by_id, hit.decided_at = before.decided_by_id, before.decided_at
        hit.is_taken_over = True
    return hit
