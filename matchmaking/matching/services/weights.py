"""Versions of the weights: writing a new one, and ranking with another one."""

from collections.abc import Mapping
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.matching import policies
from matchmaking.matching.engine import DEFAULT_WEIGHTS
from matchmaking.matching.models import WeightSet
from matchmaking.matching.signals import weights_activated

MOST_WEIGHT = 20.0


@transaction.atomic
def write_weights(*, actor: User, weights: Mapping[str, float], note: str) -> WeightSet:
    """Write a new version of the weights; it ranks nothing before it is made active."""
    if not policies.changes_weights(actor):
        raise PermissionDenied
    _check(weights)
    if not note.strip():
        raise ReasonMissing
    last = WeightSet.objects.select_for_update().aggregate(last=Max("number"))["last"] or 0
    row = WeightSet.objects.create(
        number=max(last, DEFAULT_WEIGHTS.version) + 1,
        weights={name: float(value) for name, value in weights.items()},
        note=note.strip(),
        created_by=actor,
    )
    audit.record(row, "create", actor=actor, reason=row.note)
    return row


@transaction.atomic
def activate_weights(*, weight_set_id: int, actor: User | None, reason: str = "") -> WeightSet:
    """Rank with another version of the weights from now on; every match is computed anew."""
    if actor is not None and not policies.changes_weights(actor):
        raise PermissionDenied
    before = WeightSet.objects.select_for_update().filter(is_active=True).first()
    WeightSet.objects.filter(is_active=True).update(is_active=False)
    if not WeightSet.objects.filter(pk=weight_set_id).update(is_active=True):
        raise DomainError(_("There is no such version of the weights."))
    weights = WeightSet.objects.get(pk=weight_set_id)
    changes = {"active": (str(before) if before else "", str(weights))}
    audit.record(weights, "activate", actor=actor, reason=reason.strip(), changes=changes)
    transaction.on_commit(
        partial(weights_activated.send, sender=WeightSet, weight_set_id=weights.pk)
    )
    return weights


def _check(weights: Mapping[str, float]) -> None:
    """Refuse weights that name other features, leave a range, or add up to nothing."""
    if weights.keys() != DEFAULT_WEIGHTS.values.keys():
        raise DomainError(_("Each feature needs exactly one weight."))
    if not all(0 <= value <= MOST_WEIGHT for value in weights.values()):
        raise DomainError(_("A weight is a number from 0 to 20."))
    if not any(weights.values()):
        raise DomainError(_("At least one weight must be more than 0."))
