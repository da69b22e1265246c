"""What new records keep back, as the secretariat sets it."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking import audit
from matchmaking.disclosure import policies, selectors
from matchmaking.disclosure.models import DefaultLevel


@transaction.atomic
def set_default_levels(*, levels: Mapping[str, str], actor: User) -> None:
    """Set the levels that new records begin with; records that exist keep theirs."""
    if not policies.sets_default_levels(actor):
        raise PermissionDenied
    before = selectors.levels_by_default()
    for part, level in levels.items():
        if before[part] == level:
            continue
        row, _created = DefaultLevel.objects.update_or_create(part=part, defaults={"level": level})
        audit.record(row, "edit", actor=actor, changes={"level": (before[part], level)})
