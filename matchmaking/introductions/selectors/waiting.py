"""For whom an introduction waits, as a condition that a database can answer."""

from django.db.models import Exists, OuterRef, Q

from accounts.choices import Role
from accounts.policies import is_broker
from accounts.selectors import Person, organisation_ids
from matchmaking.introductions.choices import TALKING, FactStatus, IntroductionStatus, Said, Side
from matchmaking.introductions.models import Answer, Fact, Question
from matchmaking.introductions.policies import SPEAKING_ROLES
from matchmaking.introductions.querysets import IntroductionQuerySet
from matchmaking.offers.policies import OFFERING_ROLES

OWNERS = {Side.RECIPIENT: "need__organisation", Side.GIVER: "offer__organisation"}


def own_answers(user: Person) -> Q:
    """Say of an answer whether it is missing, and `user` is to give it."""
    states = organisation_ids(user, (Role.FOCAL_POINT,))
    givers = organisation_ids(user, OFFERING_ROLES)
    own = Q(side=Side.RECIPIENT, organisation__in=states)
    own |= Q(side=Side.GIVER, organisation__in=givers)
    return own & Q(said=Said.WAITING, introduction__status=IntroductionStatus.PROPOSED)


def answers_waiting(user: Person) -> Exists:
    """Say of an introduction whether it waits for the answer of a side `user` decides for."""
    return Exists(Answer.objects.filter(own_answers(user), introduction=OuterRef("pk")))


def questions_waiting(user: Person) -> Q:
    """Say of a question whether a side that `user` speaks for is to answer it."""
    return Q(answer=None, introduction__status__in=TALKING) & _of_side(user, "asked_of", own=True)


def facts_waiting(user: Person) -> Q:
    """Say of a fact whether a side that `user` speaks for is to confirm it."""
    waits = Q(status=FactStatus.PROPOSED, introduction__status__in=TALKING)
    return waits & _of_side(user, "side", own=False)


def waiting_for(user: Person) -> Q:
    """Say of an introduction whether `user` is the one who has to act."""
    here = {"introduction": OuterRef("pk")}
    waits = Q(answers_waiting(user))
    waits |= Q(Exists(Question.objects.filter(questions_waiting(user), **here)))
    waits |= Q(Exists(Fact.objects.filter(facts_waiting(user), **here)))
    if is_broker(user):
        waits |= Q(status=IntroductionStatus.ACCEPTED)
    return waits


def mine(user: Person, rows: IntroductionQuerySet) -> IntroductionQuerySet:
    """Keep those of the organisations of `user`, and those they broker."""
    own = organisation_ids(user)
    sides = Q(need__organisation__in=own) | Q(offer__organisation__in=own)
    return rows.filter(sides | Q(broker=user.pk))


def _of_side(user: Person, column: str, *, own: bool) -> Q:
    """Say of a row of a conversation whether its side is (or is across from) one of `user`."""
    ids = organisation_ids(user, SPEAKING_ROLES)
    found = Q(pk__in=[])
    for side, owner in OWNERS.items():
        named = side if own else (Side.GIVER if side == Side.RECIPIENT else Side.RECIPIENT)
        found |= Q(**{column: named, f"introduction__{owner}__in": ids})
    return found
