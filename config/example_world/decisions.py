"""A committee at work: one project approved, one on a condition, one put to the vote."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from matchmaking.applications import services as applications
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions import services
from matchmaking.decisions.choices import BallotStatus, DecisionKind, Says, Tie
from matchmaking.decisions.models import Ballot, Choice, Decision, Seat
from matchmaking.decisions.services import ConditionData, Proposed
from matchmaking.funds.models import Call

MEMBERS = ("rania", "hugo", "mei")
CHAIR = "rania"
ADMINISTRATOR = "tomas"
CONDITION = "Show the letter by which the ministry assigns the stores to the project."
PLAYED = "All that the money allows"


def build_decisions() -> Iterator[Seat | Decision | Ballot | Choice]:
    """Let the committee work on what is reviewed and not decided yet."""
    rows = Application.objects.filter(status=ApplicationStatus.REVIEWED)
    rows = rows.select_related("call__fund").order_by("pk")
    waiting = list(rows)
    for call in {row.call_id: row.call for row in waiting}.values():
        yield from _committee(call)
    for at, application in enumerate(waiting):
        _judge(application, at)
    if not Decision.objects.exists() and len(waiting) > 2:
        yield _decided(waiting[0], DecisionKind.APPROVE)
        yield _decided(waiting[1], DecisionKind.CONDITIONS)
        yield _opened(waiting[2], DecisionKind.APPROVE)
        yield from _played(waiting[2].call)


def _committee(call: Call) -> Iterator[Seat]:
    for name in MEMBERS:
        if not Seat.objects.filter(call=call, person=_person(name)).exists():
            yield services.take_seat(
                call_id=call.pk,
                person=_person(name),
                is_chair=name == CHAIR,
                actor=_person(ADMINISTRATOR),
            )


def _judge(application: Application, at: int) -> None:
    """Let all declare to have no conflict, and the chair write the committee's score."""
    for name in (ADMINISTRATOR, *MEMBERS):
        person = _person(name)
        if not _may_read(person, application):
            continue
        if not application.declarations.filter(person=person).exists():
            applications.declare_no_conflict(application_id=application.pk, actor=person)
    if not hasattr(application.submission, "committee_score"):
        services.score_together(
            application_id=application.pk,
            value=Decimal(84 - 6 * at),
            words="The need is well shown and the plan can be carried out.",
            version=0,
            actor=_person(ADMINISTRATOR),
        )


def _may_read(person: User, application: Application) -> bool:
    return Application.objects.visible_to(person).filter(pk=application.pk).exists()


def _opened(application: Application, kind: str) -> Ballot:
    condition = ConditionData(
        CONDITION, timezone.localdate() + datetime.timedelta(days=45), Tie.SIGNATURE
    )
    proposed = Proposed(
        kind=kind,
        amount=services.asked_of(application),
        reasons="The project serves a need that the State has reported.",
        conditions=[condition] if kind == DecisionKind.CONDITIONS else [],
    )
    return services.open_ballot(
        application_id=application.pk, proposed=proposed, actor=_person(ADMINISTRATOR)
    )


def _decided(application: Application, kind: str) -> Decision:
    ballot = _opened(application, kind)
    for name in MEMBERS:
        if _may_read(_person(name), application):
            services.vote(ballot_id=ballot.pk, says=Says.YES, words="Sound.", actor=_person(name))
    counted = services.count_ballot(
        ballot_id=ballot.pk, version=ballot.version, actor=_person(ADMINISTRATOR)
    )
    if counted.status != BallotStatus.CARRIED:
        raise LookupError(f"The committee of the example world did not carry {application}")
    return Decision.objects.get(ballot=ballot)


def _played(call: Call) -> Iterator[Choice]:
    if not Choice.objects.filter(call=call).exists():
        yield services.create_choice(
            call_id=call.pk,
            actor=_person(ADMINISTRATOR),
            fields={"name": PLAYED, "budget_minor": call.budget_minor or 20_000_000},
        )


def _person(name: str) -> User:
    # Read anew each time: what somebody may see is remembered with the person.
    return User.objects.get(email=f"{name}@example.org")
