"""Track records: computed from what is published, counted in matches, drawn towards the mean."""

from collections.abc import Collection
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ReasonMissing
from matchmaking.lessons import judging
from matchmaking.lessons.models import PriorStrength, TrackRecord
from matchmaking.lessons.policies import sets_strength
from matchmaking.lessons.selectors import strength_in_force
from matchmaking.lessons.shrinking import Standing, counted, standings
from matchmaking.matching.tasks import match_offer
from matchmaking.offers.models import Offer


@transaction.atomic
def renew_track_records() -> list[int]:
    """Compute all track records anew; return the organisations that now count for more or less.

    Their open offers are matched anew once this is committed.
    """
    before = {row.organisation_id: row for row in TrackRecord.objects.select_for_update()}
    judged = list(judging.judged(judging.latest_published()))
    now = standings(judged, float(strength_in_force()))
    TrackRecord.objects.exclude(organisation__in=now).delete()
    for organisation, standing in now.items():
        TrackRecord.objects.update_or_create(
            organisation_id=organisation, defaults=standing._asdict()
        )
    changed = [
        pk
        for pk in sorted(before.keys() | now.keys())
        if _counts(before.get(pk)) != _counts(now.get(pk))
    ]
    transaction.on_commit(partial(_match_anew, changed))
    return changed


@transaction.atomic
def set_strength(*, actor: User, projects: Decimal, note: str) -> PriorStrength:
    """Say how many average projects are added to each track record from now on, and why."""
    if not sets_strength(actor):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing
    before = strength_in_force()
    row = PriorStrength.objects.create(projects=projects, note=note.strip(), set_by=actor)
    changes = {"projects": (str(before), str(projects))}
    audit.record(row, "set_strength", actor=actor, reason=row.note, changes=changes)
    renew_track_records()
    return row


def _counts(row: TrackRecord | Standing | None) -> tuple[Any, ...]:
    """Return what of a track record matches show or count."""
    if row is None:
        return ()
    return counted(row.shrunk, row.overall), row.projects, round(row.mean, 2), round(row.overall, 2)


def _match_anew(organisation_ids: Collection[int]) -> None:
    offers = Offer.objects.published().filter(organisation__in=organisation_ids)
    for offer_id in offers.order_by("pk").values_list("pk", flat=True):
        match_offer.delay(offer_id)
