"""A committee at work: a project approved on a condition since met, another to be decided."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from config.example_world.applications import FIRST_KENYA
from config.example_world.ledger import paper
from config.example_world.projects import KENYA
from matchmaking.applications import services as applications
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions import services
from matchmaking.decisions.choices import BallotStatus, DecisionKind, Says, Tie
from matchmaking.decisions.models import Ballot, Choice, Condition, Decision, Seat
from matchmaking.decisions.services import ConditionData, Proposed
from matchmaking.funds.models import Call
from matchmaking.reviews import services as reviews

ELIGIBLE, REVIEWED = ApplicationStatus.ELIGIBLE, ApplicationStatus.REVIEWED

MEMBERS = ("rania", "hugo", "mei")
CHAIR = "rania"
ADMINISTRATOR = "tomas"
CONDITION = "Show the letter by which the ministry assigns the stores to the project."
PLAYED = "All that the money allows"


def build_decisions() -> Iterator[Seat | Decision | Choice]:
    """Decide on what is reviewed; put one more before the committee, to be tried out."""
    if Decision.objects.exists():
        return
    done, open_ = _closed(FIRST_KENYA), _closed(KENYA)
    for application in (one for one in (done, open_) if one):
        yield from _committee(application.call)
        _judge(application)
    if done:
        decision = _decided(done)
        _met(decision.conditions.get())
        yield decision
    if open_:
        yield from _played(open_.call)


def _closed(title: str) -> Application | None:
    """Close the reviews of an application, whoever has reviewed it."""
    rows = Application.objects.filter(proposal__title=title)
    application = rows.filter(status__in=(ELIGIBLE, REVIEWED)).first()
    if application and application.status == ELIGIBLE:
        reason = "The committee reads it without waiting for more reviews."
        reviews.close_reviews(
            application_id=application.pk, actor=_person(ADMINISTRATOR), reason=reason
        )
    return application and Application.objects.get(pk=application.pk)


def _committee(call: Call) -> Iterator[Seat]:
    for name in MEMBERS:
        if not Seat.objects.filter(call=call, person=_person(name)).exists():
            yield services.take_seat(
                call_id=call.pk,
                person=_person(name),
                is_chair=name == CHAIR,
                actor=_person(ADMINISTRATOR),
            )


def _judge(application: Application) -> None:
    """Let all declare to have no conflict, and write the committee's score."""
    for name in (ADMINISTRATOR, *MEMBERS):
        person = _person(name)
        if not _may_read(person, application):
            continue
        if not application.declarations.filter(person=person).exists():
            applications.declare_no_conflict(application_id=application.pk, actor=person)
    services.score_together(
        application_id=application.pk,
        value=Decimal(78),
        words="The need is well shown and the plan can be carried out.",
        version=0,
        actor=_person(ADMINISTRATOR),
    )


def _may_read(person: User, application: Application) -> bool:
    return Application.objects.visible_to(person).filter(pk=application.pk).exists()


def _opened(application: Application) -> Ballot:
    due_on = timezone.localdate() + datetime.timedelta(days=45)
    proposed = Proposed(
        kind=DecisionKind.CONDITIONS,
        amount=services.asked_of(application),
        reasons="The project serves a need that the State has reported.",
        conditions=[ConditionData(CONDITION, due_on, Tie.SIGNATURE)],
    )
    return services.open_ballot(
        application_id=application.pk, proposed=proposed, actor=_person(ADMINISTRATOR)
    )


def _decided(application: Application) -> Decision:
    ballot = _opened(application)
    for name in MEMBERS:
        if _may_read(_person(name), application):
            services.vote(ballot_id=ballot.pk, says=Says.YES, words="Sound.", actor=_person(name))
    counted = services.count_ballot(
        ballot_id=ballot.pk, version=ballot.version, actor=_person(ADMINISTRATOR)
    )
    if counted.status != BallotStatus.CARRIED:
        raise LookupError(f"The committee of the example world did not carry {application}")
    return Decision.objects.get(ballot=ballot)


def _met(condition: Condition) -> None:
    services.hand_in_evidence(
        condition_id=condition.pk,
        version=condition.version,
        words="The ministry's letter of assignment is attached.",
        file=paper("letter-of-assignment.pdf"),
        actor=_person("nadia"),
    )
    condition.refresh_from_db()
    services.accept_evidence(
        condition_id=condition.pk, version=condition.version, actor=_person(ADMINISTRATOR)
    )


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
