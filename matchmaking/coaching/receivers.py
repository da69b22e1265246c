"""What the coach does when a record changes."""

from typing import Any

from django.dispatch import receiver

from matchmaking.coaching import services
from matchmaking.writing.records import kind_named
from matchmaking.writing.signals import record_changed


@receiver(record_changed, dispatch_uid="coaching.score_record")
def score_record(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """Score the record anew."""
    services.score_record(kind_named(kind), record_id=record_id)
