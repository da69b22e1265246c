"""What this slice does when a record is written."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from matchmaking.disclosure import services
from matchmaking.disclosure.models import DisclosedRecord
from matchmaking.writing.models import DRAFT
from matchmaking.writing.signals import record_rewritten


@receiver(record_rewritten, dispatch_uid="disclosure.agree_by_saving")
def agree_by_saving(*, record: DisclosedRecord, actor: User, **_kwargs: Any) -> None:
    """Keep the consent beside what is published, in the transaction that changed it."""
    if record.status != DRAFT:
        services.consent_by_saving(record=record, actor=actor)
