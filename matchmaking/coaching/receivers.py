"""What the coach does when a record changes."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from matchmaking.coaching import services
from matchmaking.writing.models import Record
from matchmaking.writing.records import kind_named, kind_of
from matchmaking.writing.signals import record_changed


@receiver(record_changed, dispatch_uid="coaching.score_record")
def score_record(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """Score the record anew."""
    services.score_record(kind_named(kind), record_id=record_id)


@receiver(post_delete, dispatch_uid="coaching.forget_record")
def forget_record(*, instance: Any, **_kwargs: Any) -> None:
    """Forget the scores of a record that was thrown away, and what was set aside for it."""
    if isinstance(instance, Record):
        services.forget_record(kind_of(instance), record_id=instance.pk)
