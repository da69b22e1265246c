"""The votes on a ballot as they stand: who may vote, what counts, and what that comes to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from django.db.models import QuerySet

from accounts.selectors import Person
from matchmaking.applications.choices import BLOCKING
from matchmaking.applications.models import Application
from matchmaking.decisions.choices import About, Says
from matchmaking.decisions.engine import quorum
from matchmaking.decisions.models import Ballot, Seat, Vote
from matchmaking.funds.terms import Terms


@dataclass(frozen=True)
class Ballotist:
    """A member who may vote, and what they said."""

    seat: Seat
    vote: Vote | None
    carried_before: bool  # voted for the decision that is appealed


@dataclass(frozen=True)
class Tally:
    """A ballot counted: the members who may vote, and what their votes come to."""

    members: tuple[Ballotist, ...]
    verdict: quorum.Verdict

    def said(self) -> dict[str, Any]:
        """Return it as it is kept: what stood behind the result on the day."""
        return {
            "is_quorate": self.verdict.is_quorate,
            "is_carried": self.verdict.is_carried,
            "findings": [asdict(finding) for finding in self.verdict.findings],
            "members": [_said(member) for member in self.members],
        }


def entitled(application: Application) -> QuerySet[Seat]:
    """Return the seats that decide on an application: those of the recused do not."""
    recused = application.conflicts.filter(status__in=BLOCKING).values("person")
    seats = Seat.objects.taken().filter(call=application.call_id, person__is_active=True)
    seats = seats.exclude(person__in=recused).select_related("person")
    return seats.order_by("-is_chair", "person__full_name", "pk")


def count(ballot: Ballot) -> Tally:
    """Count the votes on a ballot as they stand now."""
    seats = list(entitled(ballot.application))
    votes = {vote.seat.person_id: vote for vote in ballot.votes.select_related("seat")}
    before = carried_before(ballot)
    verdict = quorum.judge(
        {person: cast(quorum.Said, vote.says) for person, vote in votes.items()},
        [seat.person_id for seat in seats],
        next((seat.person_id for seat in seats if seat.is_chair), None),
        rules_of(ballot.application.call.terms, len(seats)),
        before,
    )
    members = (Ballotist(s, votes.get(s.person_id), s.person_id in before) for s in seats)
    return Tally(tuple(members), verdict)


def carried_before(ballot: Ballot) -> frozenset[int]:
    """Return who voted for the decision that is appealed; nobody where none is."""
    if ballot.about != About.APPEAL or ballot.appeal is None:
        return frozenset()
    votes = Vote.objects.filter(ballot__decision__appeal=ballot.appeal, says=Says.YES)
    return frozenset(votes.values_list("seat__person", flat=True))


def rules_of(terms: Terms, seats: int) -> quorum.Rules:
    """Return the quorum of a call for a committee of so many; at least one has to vote."""
    return quorum.Rules(
        members=max(1, -(-seats * terms.present_percent // 100)),
        yes_percent=terms.yes_percent,
        chair_must_vote=terms.needs_chair,
        abstentions_count=terms.abstentions_count,
    )


def has_voted(user: Person, tally: Tally) -> bool:
    """Say whether `user` has voted; who still has to, is not shown how the others did."""
    mine = [member for member in tally.members if member.seat.person_id == user.pk]
    return not mine or mine[0].vote is not None


def _said(member: Ballotist) -> Mapping[str, Any]:
    vote = member.vote
    return {
        "person": str(member.seat.person),
        "person_id": member.seat.person_id,
        "is_chair": member.seat.is_chair,
        "says": vote.says if vote else "",
        "words": vote.words if vote else "",
        "carried_before": member.carried_before,
    }
