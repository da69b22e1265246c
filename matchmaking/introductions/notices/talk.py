"""What people are told of a conversation: that something was said, never what."""

from django.utils.formats import date_format

from accounts.models import User
from matchmaking.introductions.choices import FactStatus, Side, Voice, other_side
from matchmaking.introductions.models import BrokerSeat, Fact, Introduction, Message, Question
from matchmaking.introductions.notices.moves import tell
from matchmaking.introductions.notices.people import speakers


def tell_of_message(message: Message) -> None:
    """Tell the other side and a broker who sits in; the own side reads it when it looks."""
    sides = [side for side in Side.values if side != message.voice]
    people = [*speakers(message.introduction, sides), *_seated(message.introduction)]
    key = f"message:{message.pk}"
    who = _who(message.introduction, message.voice)
    tell("introduction_message", message.introduction, people, message.author, key, who=who)


def tell_of_question(question: Question) -> None:
    """Tell those who are asked, and by when they are to answer."""
    _ask("introduction_question", question, [question.asked_of], f"question:{question.pk}")


def remind_of_question(question: Question) -> None:
    """Remind those asked that the day comes near."""
    key = f"question:{question.pk}:soon"
    _ask("introduction_question_due", question, [question.asked_of], key)


def tell_of_overdue(question: Question) -> None:
    """Tell both sides that the day has passed."""
    _ask("introduction_question_due", question, Side.values, f"question:{question.pk}:late")


def tell_of_answer(question: Question) -> None:
    """Tell those who asked that there is an answer."""
    if question.answer:
        tell_of_message(question.answer)


def tell_of_fact(fact: Fact) -> None:
    """Tell the side that is to confirm a fact, or the one whose fact was answered."""
    waits = fact.status == FactStatus.PROPOSED
    people = speakers(fact.introduction, [other_side(fact.side) if waits else fact.side])
    key = f"fact:{fact.pk}:{fact.status}"
    status = str(fact.get_status_display())
    actor = fact.proposed_by if waits else fact.answered_by
    tell("introduction_fact", fact.introduction, people, actor, key, status=status)


def tell_of_invitation(seat: BrokerSeat) -> None:
    """Tell the broker."""
    who = _who(seat.introduction, seat.side)
    key = f"seat:{seat.pk}"
    tell("introduction_seat", seat.introduction, [seat.broker], seat.invited_by, key, who=who)


def _ask(kind: str, question: Question, sides: list[str], key: str) -> None:
    tell(
        kind,
        question.introduction,
        speakers(question.introduction, sides),
        None,
        key,
        who=_who(question.introduction, other_side(question.asked_of)),
        day=f"{date_format(question.due_on)} ({question.time_zone})",
    )


def _seated(introduction: Introduction) -> list[User]:
    seats = BrokerSeat.objects.filter(introduction=introduction, left_at=None)
    return [seat.broker for seat in seats.select_related("broker")]


def _who(introduction: Introduction, voice: str) -> str:
    if voice == Voice.BROKER:
        return str(Voice.BROKER.label)
    record = introduction.need if voice == Side.RECIPIENT else introduction.offer
    return str(record.organisation)
