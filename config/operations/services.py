"""What operators do about failures: try again, or leave it at that."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.errors import NotInThisState, ReasonMissing
from accounts.models import User
from config.operations.choices import Source
from config.operations.models import Dismissal
from config.operations.policies import operates
from config.operations.sources import SOURCES, failures

audit.VERBS |= {
    "retry_work": _("started again by hand"),
    "dismiss_work": _("failure dismissed"),
}
MOST_TOGETHER = 500


@transaction.atomic
def retry(*, source: str, row_id: int, actor: User) -> None:
    """Try what was given up again, from the first attempt."""
    row = _failure(source, row_id, actor)
    if not SOURCES[Source(source)].retry(row_id):
        raise NotInThisState
    Dismissal.objects.filter(source=source, row_id=row_id).delete()
    audit.record(row, "retry_work", actor=actor)


@transaction.atomic
def retry_all(*, sources: list[str], actor: User) -> int:
    """Try everything of these sources that nobody dismissed; say how much it was."""
    if not operates(actor):
        raise PermissionDenied
    rows = list(failures(sources, dismissed=False).order_by("at", "row_id")[:MOST_TOGETHER])
    for row in rows:
        retry(source=row["source"], row_id=row["row_id"], actor=actor)
    return len(rows)


@transaction.atomic
def dismiss(*, source: str, row_id: int, actor: User, reason: str) -> Dismissal:
    """Leave a failure as it is, and say why; it no longer counts."""
    row = _failure(source, row_id, actor)
    if not reason.strip():
        raise ReasonMissing
    try:
        with transaction.atomic():
            dismissal = Dismissal.objects.create(
                source=source, row_id=row_id, by=actor, reason=reason.strip()
            )
    except IntegrityError as error:
        raise NotInThisState from error
    audit.record(row, "dismiss_work", actor=actor, reason=dismissal.reason)
    return dismissal


def _failure(source: str, row_id: int, actor: User) -> Model:
    if not operates(actor):
        raise PermissionDenied
    row = SOURCES[Source(source)].find(row_id)
    if row is None:
        raise NotInThisState
    return row
