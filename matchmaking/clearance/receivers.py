"""What the checks do when a record or the reference data change."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from matchmaking.clearance import tasks
from matchmaking.clearance.models import Checklist, Ruling
from matchmaking.vocabulary.models import Edition
from matchmaking.writing.signals import record_changed


@receiver(record_changed, dispatch_uid="clearance.record")
def look_at_a_record(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """Look again at the checks of the pairs of a record."""
    if Checklist.objects.filter(**{kind: record_id}).exists():
        tasks.refresh_record.delay(kind, record_id)


@receiver(post_save, sender=Edition, dispatch_uid="clearance.embargoes")
def look_at_the_embargoes(**_signal: Any) -> None:
    """Look again at the embargoes after any edit of the reference data, loads included.

    Rows are loaded in bulk, which sends no signal of their own; the edition is always renewed.
    """
    transaction.on_commit(tasks.refresh_embargoes.delay, robust=True)


def _decided_by(user: User) -> list[dict[str, Any]]:
    rows = Ruling.objects.filter(by=user).order_by("at", "pk")
    names = ("of__code", "verdict", "at", "words", "reference", "dated_on")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]


personal_data.register("decisions on checks", _decided_by)
