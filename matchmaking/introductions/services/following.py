"""What becomes of introductions when their records, or the people in them, go."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import is_broker
from matchmaking.introductions import notices
from matchmaking.introductions.choices import RUNNING, IntroductionStatus, Side
from matchmaking.introductions.models import Answer, BrokerSeat, Introduction, KeptMessage, Seen
from matchmaking.introductions.services.moving import end_introduction
from matchmaking.writing.models import Record
from matchmaking.writing.records import kind_named

# A record in one of these is over; paused or exhausted ones may come back.
OVER = ("withdrawn", "expired", "met")
# Nobody has talked yet: such a try ends with its record.
NOT_TALKING = (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED)


@transaction.atomic
def close_with_record(*, kind: str, record_id: int) -> int:
    """End the tries of a record that is over; tell those who talk already. Return how many."""
    record = kind_named(kind).model._default_manager.filter(pk=record_id).first()
    if record is None or record.status not in OVER or record.merged_into_id:
        return 0
    tries = list(Introduction.objects.running().filter(**{kind: record_id}))
    for introduction in tries:
        _close(introduction, record, f"{kind}:{record.version}")
    return len(tries)


@transaction.atomic
def carry_introductions(*, kind: str, kept_id: int, merged_id: int) -> None:
    """Let the tries of a merged record go on under the one that was kept.

    Where both are being introduced to the same other side, the try that has come farther stands.
    """
    other = "offer" if kind == "need" else "need"
    kept = kind_named(kind).model._default_manager.get(pk=kept_id)
    theirs = Introduction.objects.running().filter(**{kind: kept_id})
    rivals = {getattr(one, f"{other}_id"): one for one in theirs}
    for introduction in Introduction.objects.filter(**{kind: merged_id}):
        rival = rivals.get(getattr(introduction, f"{other}_id"))
        if introduction.status not in RUNNING or rival is None or _end_one(introduction, rival):
            _point_to(introduction, kind, kept)


@transaction.atomic
def hand_on_broker(*, user_id: int, successor_id: int | None) -> None:
    """Let a colleague take over the introductions of a broker who left, and give up their seats."""
    leaver = User.objects.filter(pk=user_id).first()
    if leaver is None or is_broker(leaver):
        return
    successor = User.objects.filter(pk=successor_id).first() if successor_id else None
    heir = successor if successor and is_broker(successor) else None
    Introduction.objects.running().filter(broker=user_id).update(broker=heir)
    BrokerSeat.objects.filter(broker=user_id, left_at=None).update(left_at=timezone.now())


@transaction.atomic
def forget_person(*, user_id: int) -> None:
    """Throw away what only the erased person had; what they said to others stays said."""
    KeptMessage.objects.filter(author=user_id).delete()
    Seen.objects.filter(reader=user_id).delete()
    hand_on_broker(user_id=user_id, successor_id=None)


def _close(introduction: Introduction, record: Record, key: str) -> None:
    if introduction.status in NOT_TALKING:
        words = str(record.get_status_display())  # type: ignore[attr-defined]
        end_introduction(
            introduction_id=introduction.pk, actor=None, reason_code="withdrawn", words=words
        )
    else:
        notices.tell_of_closed_record(introduction, key)


def _end_one(introduction: Introduction, rival: Introduction) -> bool:
    """End one of two tries for what is now one pair; not where both have come to an agreement."""
    loser = rival if introduction.status == IntroductionStatus.AGREED else introduction
    if loser.status == IntroductionStatus.AGREED:
        return False
    end_introduction(introduction_id=loser.pk, actor=None, reason_code="duplicate")
    return True


def _point_to(introduction: Introduction, kind: str, kept: Record) -> None:
    Introduction.objects.filter(pk=introduction.pk).update(**{f"{kind}_id": kept.pk})
    side = Side.RECIPIENT if kind == "need" else Side.GIVER
    Answer.objects.filter(introduction=introduction, side=side).update(
        organisation_id=kept.organisation_id
    )
