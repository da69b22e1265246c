"""Who sits, scores, opens ballots, votes, answers evidence and appeals.

Whoever has a conflict of interest may do nothing of it: each of these asks the applications.
"""

from django.utils import timezone

from accounts.policies import holds
from accounts.selectors import Person
from matchmaking.applications import policies as applications
from matchmaking.applications.access import FUND_EYES
from matchmaking.applications.models import Application
from matchmaking.decisions.choices import AppealStatus, DecisionKind
from matchmaking.decisions.models import Appeal, Ballot, Condition, Decision, Seat
from matchmaking.funds import policies as funds
from matchmaking.funds.models import Call

ADMINISTRATOR = "administrator"


def seat_of(user: Person, call: Call) -> Seat | None:
    """Return the seat of `user` on the committee of the call."""
    return Seat.objects.taken().filter(call=call, person=user.pk).first()


def sits_on(user: Person, call: Call) -> bool:
    """Say whether `user` sits on the committee of the call."""
    return seat_of(user, call) is not None


def follows(user: Person, call: Call) -> bool:
    """Say whether `user` may see how the committee works: its members, the fund's eyes."""
    return holds(user, call.fund.organisation_id, *FUND_EYES) or sits_on(user, call)


def appoints(user: Person, call: Call) -> bool:
    """Say whether `user` names the members: an administrator of the fund."""
    return funds.administers_call(user, call)


def plays(user: Person, call: Call) -> bool:
    """Say whether `user` makes scenarios: members, and the administrators."""
    return appoints(user, call) or sits_on(user, call)


def runs_ballots(user: Person, application: Application) -> bool:
    """Say whether `user` opens, counts and cancels ballots: an administrator free of conflict."""
    return applications.screens(user, application)


def counts(user: Person, ballot: Ballot) -> bool:
    """Say whether `user` counts the ballot, or cancels it."""
    return runs_ballots(user, ballot.application)


def votes(user: Person, ballot: Ballot) -> bool:
    """Say whether `user` votes: a member who declared to have no conflict."""
    return decides_on(user, ballot.application)


def decides_on(user: Person, application: Application) -> bool:
    """Say whether `user` is a member who may read the application and judge it."""
    if not (sits_on(user, application.call) and applications.knows_of(user, application)):
        return False
    return not applications.must_declare(user, application)


def scores(user: Person, application: Application) -> bool:
    """Say whether `user` writes the committee's score: its chair, or who keeps its minutes."""
    seat = seat_of(user, application.call)
    leads = seat is not None and seat.is_chair and decides_on(user, application)
    return leads or runs_ballots(user, application)


def hands_in_evidence(user: Person, condition: Condition) -> bool:
    """Say whether `user` acts for those who have to meet the condition."""
    return applications.is_applicant(user, condition.decision.application)


def answers_evidence(user: Person, condition: Condition) -> bool:
    """Say whether `user` accepts what was handed in: an administrator, never who handed it in."""
    last = condition.evidence.order_by("-pk").first()
    is_own = last is not None and last.handed_in_by_id == user.pk
    return not is_own and runs_ballots(user, condition.decision.application)


def waives(user: Person, condition: Condition) -> bool:
    """Say whether `user` alone waives a condition: an administrator, where the rules say so."""
    terms = condition.decision.application.call.terms
    by_one = terms.waived_by == ADMINISTRATOR
    return by_one and runs_ballots(user, condition.decision.application)


def may_appeal(user: Person, decision: Decision) -> bool:
    """Say whether `user` may appeal now: once, in time, for the applicant."""
    until = decision.appeal_until
    if decision.kind != DecisionKind.REJECT or until is None or until < timezone.localdate():
        return False
    appealed = Appeal.objects.filter(decision__application=decision.application_id).exists()
    return not appealed and applications.is_applicant(user, decision.application)


def hears(user: Person, appeal: Appeal) -> bool:
    """Say whether `user` opens the ballot by which an appeal is heard."""
    is_waiting = appeal.status == AppealStatus.FILED
    return is_waiting and runs_ballots(user, appeal.decision.application)


def leaves_it_to_a_ballot(user: Person, record: object) -> bool:
    """Say no: this follows from a ballot that was counted."""
    return False


def draws_lots(user: Person, call: Call) -> bool:
    """Say whether `user` records lots: the chair; an administrator where there is none."""
    seat = seat_of(user, call)
    if seat is not None and seat.is_chair:
        return True
    has_chair = Seat.objects.taken().filter(call=call, is_chair=True).exists()
    return not has_chair and appoints(user, call)
