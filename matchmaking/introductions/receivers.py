"""What introductions do when their records or their people change."""

from typing import Any

from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from accounts.signals import person_erased, person_left
from matchmaking.introductions import services
from matchmaking.introductions.models import KeptMessage, Message
from matchmaking.writing.signals import record_changed, records_united


@receiver(record_changed, dispatch_uid="introductions.changed")
def close_with_record(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """End or flag the tries of a record that is over."""
    services.close_with_record(kind=kind, record_id=record_id)


@receiver(records_united, dispatch_uid="introductions.united")
def carry_introductions(*, kind: str, kept_id: int, merged_id: int, **_kwargs: Any) -> None:
    """Let the tries of a merged record go on under the one that was kept."""
    services.carry_introductions(kind=kind, kept_id=kept_id, merged_id=merged_id)


@receiver(person_left, dispatch_uid="introductions.left")
def hand_on(*, user_id: int, successor_id: int | None = None, **_kwargs: Any) -> None:
    """Give the introductions of a broker who left to whoever takes over."""
    services.hand_on_broker(user_id=user_id, successor_id=successor_id)


@receiver(person_erased, dispatch_uid="introductions.erased")
def forget(*, user_id: int, **_kwargs: Any) -> None:
    """Throw away what nobody else reads."""
    services.forget_person(user_id=user_id)


def _said_by(user: User) -> list[dict[str, Any]]:
    columns = ("introduction", "voice", "text", "language", "said_at")
    return list(Message.objects.filter(author=user).order_by("pk").values(*columns))


def _unsent_of(user: User) -> list[dict[str, Any]]:
    columns = ("introduction", "text", "kept_at")
    return list(KeptMessage.objects.filter(author=user).order_by("pk").values(*columns))


personal_data.register("messages in introductions", _said_by)
personal_data.register("unsent messages in introductions", _unsent_of)
