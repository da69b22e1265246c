"""Proposals that were handed in: waiting, in review, turned away; a try that failed; a conflict."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from accounts.choices import Role
from accounts.models import User
from config.example_world import people
from config.example_world.funds import OPEN, OVER, ROLLING
from config.example_world.projects import KENYA, SOUTH_SUDAN, write_proposal
from matchmaking.applications import eligibility, services
from matchmaking.applications.models import Application, Attempt
from matchmaking.applications.services import Judgement
from matchmaking.funds.models import Call
from matchmaking.projects.models import Proposal
from matchmaking.vocabulary.models import Country

ZAMBIA = "A national register of small arms for Zambia"
JORDAN = "Safe stores for the border guards of Jordan"
UGANDA = "Records of the arms of the police of Uganda"
FIRST_KENYA = "Tracing training for the police of Kenya"
FIRST_ZAMBIA = "Marking machines for the army of Zambia"
URGENT = "Urgent repair of two ammunition stores in Zambia"
WHY = Judgement("met", "The letter of the Ministry shows it.")
TURNED_AWAY = "Under this call only States may hand in proposals."


class Planned(NamedTuple):
    """An application of the example world, and how far it has come: "", "yes", "no".

    `need` is how the title of the request begins that its proposal grows from.
    """

    title: str
    state: str
    call: str
    is_eligible: str = ""
    need: str = ""


APPLICATIONS = (
    Planned(FIRST_KENYA, "KEN", OVER, "yes", need="A workshop on tracing"),
    Planned(FIRST_ZAMBIA, "ZMB", OVER, "yes"),
    Planned(KENYA, "KEN", OPEN, "yes"),
    Planned(ZAMBIA, "ZMB", OPEN, "yes"),
    Planned(JORDAN, "JOR", OPEN),
    Planned(URGENT, "ZMB", ROLLING, "no"),
    Planned(UGANDA, "UGA", OPEN, "yes"),
)


def build_applications() -> Iterator[Application]:
    """Hand in what is missing; Hugo is of Zambia, and Petra has worked for Jordan."""
    hugo = _person("hugo@example.org")
    services.add_interest(actor=hugo, country=Country.objects.get(pk="ZMB"), words="By birth")
    for planned in APPLICATIONS:
        if not Application.objects.filter(proposal__title=planned.title).exists():
            yield _application(planned)
    _try_unfinished()


def _application(planned: Planned) -> Application:
    proposal = Proposal.objects.filter(title=planned.title).first()
    application = services.submit_application(
        call_id=Call.objects.get(title=planned.call).pk,
        proposal_id=(proposal or _written(planned)).pk,
        actor=_writer(),
    )
    tomas = _person("tomas@example.org")
    about: dict[str, Any] = {"application_id": application.pk, "actor": tomas}
    services.declare_no_conflict(**about)
    if planned.is_eligible:
        is_yes = planned.is_eligible == "yes"
        found = eligibility.of_submission(application.submission) if is_yes else []
        services.screen_application(
            **about,
            is_eligible=is_yes,
            overrides={eligibility.key_of(row): WHY for row in found if row.verdict != "met"},
            words="" if is_yes else TURNED_AWAY,
        )
    if planned.title == JORDAN:
        services.declare_conflict(
            application_id=application.pk,
            actor=_person("petra@example.org"),
            ground="earlier_work",
            words="I advised the border guards two years ago.",
        )
    return application


def _written(planned: Planned) -> Proposal:
    return write_proposal(planned.title, planned.state, need=planned.need)


def _try_unfinished() -> None:
    """Let somebody try to hand in what is half written: the try stays on record."""
    proposal = Proposal.objects.filter(title=SOUTH_SUDAN).first()
    if proposal is None or Attempt.objects.filter(proposal=proposal).exists():
        return
    try:
        services.submit_application(
            call_id=Call.objects.get(title=OPEN).pk, proposal_id=proposal.pk, actor=_writer()
        )
    except services.Refused:
        return


def _writer() -> User:
    return people.speaker(people.organisation(people.IMPLEMENTER), Role.PROGRAMME_OFFICER)


def _person(email: str) -> User:
    return User.objects.get(email=email)
