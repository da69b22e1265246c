"""Applications for the tests, made through their services."""

from types import SimpleNamespace

from accounts.models import User
from matchmaking.applications import eligibility, services
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.applications.services import Judgement
from matchmaking.vocabulary.models import Country
from tests import cast
from tests.funds import making as funds
from tests.projects import making as projects
from tests.projects.coordination import making as papers

# Rules that ask little, so that a test says what it is about.
EASY = {
    "applicants": ("state", "ngo"),
    "joint_at_least": 0,
    "needs_government": False,
    "needs_reported_need": False,
    "needs_endorsement": False,
    "ceiling_minor": None,
    "minimum_minor": None,
    "months_min": None,
    "months_max": None,
    "shares": (),
    "cofinancing_percent": 0,
    "groups": (),
    "sections": (),
    "annexes": (),
    "reviewers": 0,
}


def call(terms=None, **changes):
    """Open a call that asks little of anybody."""
    return funds.open_call("states", EASY | (terms or {}), **changes)


def proposal(**options):
    """Write a proposal of Kenya with the example implementer, signed by both."""
    return projects.signed(cast.join("amina"), cast.join("nadia"), **options)


def submitted(of=None, call_=None, **options):
    """Hand a signed proposal in."""
    of = of or proposal(**options)
    call_ = call_ or call()
    return services.submit_application(
        call_id=call_.pk, proposal_id=of.pk, actor=cast.join("amina")
    )


def declared(application, *names):
    """Let people of the fund say that they have no conflict of interest."""
    for name in names:
        services.declare_no_conflict(application_id=application.pk, actor=cast.join(name))
    return application


def eligible(*, actor="tomas", application=None, **options):
    """Screen an application; what the rules leave open is judged as met."""
    application = declared(application or submitted(**options), actor)
    services.screen_application(
        application_id=application.pk,
        actor=cast.join(actor),
        is_eligible=True,
        overrides=judged(application),
    )
    return fresh(application)


def judged(application, verdict="met", reason="The letter says so."):
    """Set aside whatever is not met."""
    found = eligibility.of_submission(fresh(application).submission)
    return {
        eligibility.key_of(row): Judgement(verdict, reason)
        for row in found
        if row.verdict != verdict
    }


def ineligible(**options):
    application = declared(submitted(**options), "tomas")
    services.screen_application(
        application_id=application.pk,
        actor=cast.join("tomas"),
        is_eligible=False,
        words="The State is not among those the call is for.",
    )
    return fresh(application)


def reviewed(**options):
    application = eligible(**options)
    services.close_reviews(application_id=application.pk, actor=cast.join("tomas"))
    return fresh(application)


def returned(**options):
    application = reviewed(**options)
    services.return_application(
        application_id=application.pk, actor=cast.join("tomas"), reason="Shorten the plan."
    )
    return fresh(application)


def rejected(**options):
    application = reviewed(**options)
    services.reject_application(
        application_id=application.pk, actor=cast.join("tomas"), reason="Too dear."
    )
    return fresh(application)


def approved(**options):
    application = reviewed(**options)
    services.approve_application(application_id=application.pk, actor=cast.join("tomas"))
    return fresh(application)


def withdrawn(**options):
    application = submitted(**options)
    services.withdraw_application(
        application_id=application.pk, actor=cast.join("amina"), reason="Another fund said yes."
    )
    return fresh(application)


IN_STATE = {
    ApplicationStatus.SUBMITTED: submitted,
    ApplicationStatus.ELIGIBLE: eligible,
    ApplicationStatus.INELIGIBLE: ineligible,
    ApplicationStatus.REVIEWED: reviewed,
    ApplicationStatus.RETURNED: returned,
    ApplicationStatus.REJECTED: rejected,
    ApplicationStatus.APPROVED: approved,
    ApplicationStatus.WITHDRAWN: withdrawn,
}


def recuse(application, name, words="My brother works there."):
    """Let somebody of the fund declare a conflict."""
    services.declare_conflict(
        application_id=application.pk, actor=person(name), ground="personal", words=words
    )


def person(name):
    """Bring one of the cast on stage, with nothing remembered from before."""
    return User.objects.get(pk=cast.join(name).pk)


def fresh(application):
    return Application.objects.get(pk=application.pk)


def records_for_the_table():
    """Make what the table of addresses names; tomas has declared to have no conflict."""
    draft = projects.fill(projects.begin(cast.join("amina")), cast.join("amina"))
    annex = papers.annex(draft)
    ready = projects.sign(draft, cast.join("amina"), cast.join("nadia"))
    application = declared(submitted(of=ready), "tomas")
    conflict = services.report_conflict(
        application_id=application.pk,
        person=cast.join("hugo"),
        actor=cast.join("tomas"),
        ground="personal",
        words="A friend of the applicant.",
    )
    return {
        "application": application,
        "enclosure": SimpleNamespace(pk=annex.key),
        "our-call": application.call,
        "conflict": conflict,
        "ready-proposal": proposal(title="Another project"),
        "turned-away": ineligible(),
        "interest": services.add_interest(
            actor=cast.join("rania"), country=Country.objects.get(pk="FRA")
        ),
    }
