"""Who has the form of a record open, and the text they could not save."""

from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.traces import GONE_AFTER, KeptText, Presence

NOT_KEPT = ("csrfmiddlewaretoken", "seen", "kept")


@transaction.atomic
def be_present(kind: RecordKind[Any], record: Record, *, user: User) -> None:
    """Note that `user` has the form open now, and forget who has gone."""
    Presence.objects.of(record).filter(seen_at__lt=timezone.now() - GONE_AFTER).delete()
    Presence.objects.update_or_create(
        kind=kind.name, record_id=record.pk, user=user, defaults={"seen_at": timezone.now()}
    )


def leave(record: Record, *, user: User) -> None:
    """Note that `user` has closed the form."""
    Presence.objects.of(record).filter(user=user).delete()


def keep_text(
    kind: RecordKind[Any], record: Record, *, user: User, number: int, posted: QueryDict
) -> None:
    """Keep what `user` typed over version `number`, though a newer one stands in its way."""
    data = posted.copy()
    for name in NOT_KEPT:
        data.pop(name, None)
    KeptText.objects.update_or_create(
        kind=kind.name,
        record_id=record.pk,
        user=user,
        number=number,
        defaults={"data": data.urlencode(), "kept_at": timezone.now()},
    )


def drop_text(record: Record, *, user: User, number: int) -> None:
    """Forget a kept text: it was saved, or its author throws it away."""
    KeptText.objects.of(record).filter(user=user, number=number).delete()


@transaction.atomic
def forget_texts(*, user_id: int) -> None:
    """Forget the texts set aside and the presences of somebody."""
    KeptText.objects.filter(user=user_id).delete()
    Presence.objects.filter(user=user_id).delete()
