"""Setting how long a stage may take."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.clocks import policies
from matchmaking.clocks.models import StageTarget
from matchmaking.errors import DomainError, ReasonMissing


@transaction.atomic
def set_target(
    *, actor: User, stage: str, note: str, valid_from: datetime.date, **values: Any
) -> StageTarget:
    """Say for the secretariat how long a stage may take from a day on, and why.

    What began before that day is held against what was in force then, so that nobody is late by
    a decision taken afterwards.
    """
    if not policies.sets_targets(actor):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing
    if valid_from < timezone.localdate():
        raise DomainError(_("A target holds from today on at the earliest."), field="valid_from")
    row = StageTarget(stage=stage, note=note.strip(), valid_from=valid_from, set_by=actor, **values)
    row.full_clean()
    row.save()
    audit.record(row, "create", actor=actor, reason=row.note)
    return row
