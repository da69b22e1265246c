"""Who may propose, answer, introduce and end; who may read and say what.

Each side decides through the one who answers for its record. Until it is invited, the secretariat
knows that a conversation runs, and since when, but not what is said.
"""

from accounts.choices import Role
from accounts.policies import belongs_to, holds, is_broker
from accounts.selectors import Person, memberships_of
from matchmaking.introductions.choices import TALKING, Said, Side, Voice
from matchmaking.introductions.models import BrokerSeat, Introduction
from matchmaking.needs.models import Need
from matchmaking.needs.policies import owns_need
from matchmaking.offers.models import Offer
from matchmaking.offers.policies import owns_offer

# Those who speak for their side; viewers read.
SPEAKING_ROLES = (
    Role.FOCAL_POINT,
    Role.DRAFTER,
    Role.PROGRAMME_OFFICER,
    Role.FUND_ADMINISTRATOR,
)


def organisation_of(introduction: Introduction, side: str) -> int:
    """Return the id of the organisation that is a side."""
    return (introduction.need if side == Side.RECIPIENT else introduction.offer).organisation_id


def decided_sides(user: Person, need: Need, offer: Offer) -> list[Side]:
    """Return the sides for which `user` decides; both where one person answers for both."""
    found = [Side.RECIPIENT] if owns_need(user, need) else []
    return [*found, *([Side.GIVER] if owns_offer(user, offer) else [])]


def decides_for(user: Person, introduction: Introduction) -> list[Side]:
    """Return the sides of an introduction for which `user` decides."""
    return decided_sides(user, introduction.need, introduction.offer)


def may_propose(user: Person, need: Need, offer: Offer) -> bool:
    """Say whether `user` may bring these two together: either side, or a broker, who know both."""
    if need.organisation_id == offer.organisation_id:
        return False
    if not (decided_sides(user, need, offer) or is_broker(user)):
        return False
    knows_need = Need.objects.visible_to(user).filter(pk=need.pk).exists()
    return knows_need and Offer.objects.visible_to(user).filter(pk=offer.pk).exists()


def waiting_sides(introduction: Introduction) -> list[str]:
    """Return the sides that have not answered yet."""
    return [a.side for a in introduction.answers.all() if a.said == Said.WAITING]


def answers(user: Person, introduction: Introduction) -> bool:
    """Say whether a side waits for the word of `user`."""
    own = decides_for(user, introduction)
    return bool(own) and any(side in own for side in waiting_sides(introduction))


def answers_first(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may answer, and the other side is still to answer after them."""
    return answers(user, introduction) and len(waiting_sides(introduction)) > 1


def answers_last(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may answer, and nobody else has to."""
    return answers(user, introduction) and len(waiting_sides(introduction)) == 1


def records_answers(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may record a signed answer: of their own side, a broker of any."""
    return bool(waiting_sides(introduction)) and (is_broker(user) or answers(user, introduction))


def records_first_answer(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may record an answer after which another is still to come."""
    return records_answers(user, introduction) and len(waiting_sides(introduction)) > 1


def records_last_answer(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may record the answer that is still missing."""
    return records_answers(user, introduction) and len(waiting_sides(introduction)) == 1


def brokers(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` introduces the parties to each other: a broker who is not one of them."""
    return is_broker(user) and not decides_for(user, introduction)


def may_conclude(user: Person, introduction: Introduction) -> bool:
    """Say whether an agreement that `user` signs last concludes it: either side, or a broker."""
    return bool(decides_for(user, introduction)) or is_broker(user)


def may_end(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may end it: a side that has said yes, or a broker."""
    waiting = waiting_sides(introduction)
    own = decides_for(user, introduction)
    return is_broker(user) or any(side not in waiting for side in own)


def is_side(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` belongs to one of the two sides."""
    return any(belongs_to(user, organisation_of(introduction, side)) for side in Side)


def spoken_side(user: Person, introduction: Introduction) -> Side | None:
    """Return the side for which `user` speaks; None for viewers and everybody else."""
    sides = (
        side for side in Side if holds(user, organisation_of(introduction, side), *SPEAKING_ROLES)
    )
    return next(sides, None)


def sits_in(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` is the broker who was invited into the conversation."""
    if not is_broker(user):
        return False
    seats = BrokerSeat.objects.filter(introduction=introduction, left_at=None, broker=user.pk)
    return seats.exists()


def reads_words(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may read what is said: both sides, and an invited broker."""
    return is_side(user, introduction) or sits_in(user, introduction)


def voice_of(user: Person, introduction: Introduction) -> Voice | None:
    """Return for whom `user` may speak in the conversation now; None: not at all."""
    if introduction.status not in TALKING:
        return None
    side = spoken_side(user, introduction)
    if side:
        return Voice(side)
    return Voice.BROKER if sits_in(user, introduction) else None


def writes_letters(user: Person, introduction: Introduction) -> bool:
    """Say whether `user` may make letters and record signed ones: who decides, or a broker."""
    return bool(memberships_of(user)) and may_conclude(user, introduction)
