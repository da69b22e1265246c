"""Taking hold of a round table before it is changed."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.roundtables.models import RoundTable
from matchmaking.roundtables.policies import prepares_round_tables


def locked(round_table_id: int, actor: User, version: int | None = None) -> RoundTable:
    """Return the round table for `actor` to change, or raise; `version` is what they had read."""
    table = RoundTable.objects.select_for_update().get(pk=round_table_id)
    if not prepares_round_tables(actor, table):
        raise PermissionDenied
    if version is not None and version != table.version:
        raise ChangedMeanwhile
    return table


def in_preparation(round_table_id: int, actor: User, version: int | None = None) -> RoundTable:
    """Return a round table whose agenda and participants may still change, or raise."""
    table = locked(round_table_id, actor, version)
    if not table.is_in_preparation:
        raise NotInThisState
    return table


def minutes_between(minutes: int, longest: int = 600) -> int:
    """Return a length that a part of a meeting can have, or refuse it."""
    if not 1 <= minutes <= longest:
        raise DomainError(
            _("Give it between 1 and %(longest)s minutes.") % {"longest": longest}, field="minutes"
        )
    return minutes
