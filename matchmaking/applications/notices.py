"""What applicants and the people of a fund are told of an application."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from matchmaking.applications.choices import Source
from matchmaking.applications.models import Application, Conflict
from matchmaking.applications.policies import ANSWERS
from matchmaking.applications.telling import kind, tell

kind(
    "application_received",
    _("Our application was received"),
    _("“%(proposal)s” was received for “%(call)s” as number %(number)s"),
    _("An application of your organisation was received"),
)
kind(
    "application_submitted",
    _("A proposal is handed in to a call of ours"),
    _("%(applicant)s has handed in “%(proposal)s” for “%(call)s”: number %(number)s"),
    _("A proposal was handed in to a call of your fund"),
)
kind(
    "application_screened",
    _("Our application was screened"),
    _("Application %(number)s, “%(proposal)s”: %(verdict)s"),
    _("An application of your organisation was screened"),
)
kind(
    "application_withdrawn",
    _("An application to a call of ours is withdrawn"),
    _("Application %(number)s, “%(proposal)s”, was withdrawn"),
    _("An application was withdrawn"),
)
kind(
    "conflict_noted",
    _("A conflict of interest is to be confirmed or dismissed"),
    _("Application %(number)s: a possible conflict of interest of %(person)s"),
    _("A possible conflict of interest waits for your decision"),
)
kind(
    "application_withdrawn_by_us",
    _("Our application is withdrawn"),
    _("Application %(number)s, “%(proposal)s”, is withdrawn"),
    _("An application of your organisation is withdrawn"),
)


def applicants_of(application: Application) -> list[User]:
    """Return who answers for the applicant and the implementer, and who leads the writing."""
    proposal = application.proposal
    sides = [pk for pk in (proposal.applicant_id, proposal.implementer_id) if pk]
    answer = User.objects.filter(
        memberships__organisation__in=sides,
        memberships__role__in=ANSWERS,
        memberships__ended_at=None,
    )
    lead = User.objects.filter(
        proposal_roles__proposal=proposal, proposal_roles__role="lead", proposal_roles__left_at=None
    )
    found = {*answer.filter(is_active=True), *lead.filter(is_active=True)}
    return sorted(found, key=lambda user: user.pk)


def administrators_of(application: Application) -> list[User]:
    """Return who administers the fund."""
    rows = User.objects.filter(
        memberships__organisation=application.call.fund.organisation_id,
        memberships__role=Role.FUND_ADMINISTRATOR,
        memberships__ended_at=None,
        is_active=True,
    )
    return list(rows.distinct().order_by("pk"))


def tell_of_receipt(application: Application, round_: int, actor: User) -> None:
    """Acknowledge the receipt, to the actor as well, and tell the fund."""
    call = str(application.call)
    people = applicants_of(application)
    receivers = people if actor in people else [actor, *people]
    tell("application_received", application, receivers, key=str(round_), call=call)
    applicant = str(application.proposal.applicant)
    tell(
        "application_submitted",
        application,
        administrators_of(application),
        key=str(round_),
        applicant=applicant,
        call=call,
    )


def tell_of_screening(application: Application, actor: User) -> None:
    """Tell the applicant whether it is eligible; the reasons are on the page."""
    tell(
        "application_screened",
        application,
        applicants_of(application),
        key=str(application.version),
        actor=actor,
        verdict=str(application.get_status_display()),
    )


def tell_of_withdrawal(application: Application, actor: User, beside: Iterable[User] = ()) -> None:
    """Tell both sides that it is withdrawn."""
    key = str(application.version)
    fund = [*administrators_of(application), *beside]
    tell("application_withdrawn", application, fund, key=key, actor=actor)
    people = applicants_of(application)
    tell("application_withdrawn_by_us", application, people, key=key, actor=actor)


def tell_of_conflict(conflict: Conflict, actor: User | None) -> None:
    """Tell the administrators, except the one it is about, what waits for their decision."""
    if conflict.source == Source.DECLARED:
        return
    application = conflict.application
    tell(
        "conflict_noted",
        application,
        [one for one in administrators_of(application) if one.pk != conflict.person_id],
        key=str(conflict.pk),
        actor=actor,
        url=reverse("applications:conflicts", args=[application.pk]),
        person=str(conflict.person),
    )
