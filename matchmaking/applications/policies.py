"""Who hands in, screens, decides on conflicts, and who must first say that they have none.

Whoever has a conflict of interest may do nothing at all: each of these asks visible_to.
"""

from accounts.choices import OrganisationKind, Role
from accounts.policies import belongs_to, holds, is_member
from accounts.selectors import Person, organisations_of
from matchmaking.applications import access
from matchmaking.applications.models import Application, Conflict
from matchmaking.funds.models import Call
from matchmaking.projects import policies as projects
from matchmaking.projects.models import Proposal

ANSWERS = (Role.FOCAL_POINT, Role.PROGRAMME_OFFICER)


def hands_in(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` hands in a proposal: its lead, or who answers for the applicant."""
    return projects.submits(user, proposal)


def knows_of(user: Person, application: Application) -> bool:
    """Say whether `user` may know of it at all."""
    return Application.objects.visible_to(user).filter(pk=application.pk).exists()


def is_recused(user: Person, application: Application) -> bool:
    """Say whether a conflict of interest keeps `user` away."""
    return Application.objects.recusing(user).filter(pk=application.pk).exists()


def stands_for_applicant(user: Person, application: Application) -> bool:
    """Say whether `user` knows of it as one of those who handed it in."""
    return Application.objects.of_applicant(user).filter(pk=application.pk).exists()


def is_applicant(user: Person, application: Application) -> bool:
    """Say whether `user` acts for the applicant or the implementer: evidence, answers, appeals."""
    proposal = application.proposal
    sides = [pk for pk in (proposal.applicant_id, proposal.implementer_id) if pk]
    answers = any(holds(user, pk, *ANSWERS) for pk in sides)
    return answers and not is_recused(user, application)


def stands_for_fund(user: Person, application: Application) -> bool:
    """Say whether `user` knows of it with the eyes of the fund: runs, audits, reviews, decides."""
    rows = Application.objects.visible_to(user).filter(pk=application.pk)
    return rows.filter(access.from_the_fund(user)).exists()


def runs(user: Person, application: Application) -> bool:
    """Say whether `user` administers its fund and has no conflict of interest."""
    organisation_id = application.call.fund.organisation_id
    administers = holds(user, organisation_id, Role.FUND_ADMINISTRATOR)
    return administers and knows_of(user, application)


def withdraws(user: Person, application: Application) -> bool:
    """Say whether `user` may withdraw it, or hand it in again."""
    return hands_in(user, application.proposal) and not is_recused(user, application)


def must_declare(user: Person, application: Application) -> bool:
    """Say whether `user` must first say that they have no conflict: everybody of the fund."""
    if not stands_for_fund(user, application):
        return False
    return not application.declarations.filter(person=user.pk).exists()


def screens(user: Person, application: Application) -> bool:
    """Say whether `user` screens it: an administrator who declared to have no conflict."""
    return runs(user, application) and not must_declare(user, application)


def decides_conflict(user: Person, conflict: Conflict) -> bool:
    """Say whether `user` confirms or dismisses a conflict: an administrator, never their own."""
    return conflict.person_id != user.pk and runs(user, conflict.application)


def audits(user: Person, application: Application) -> bool:
    """Say whether `user` reads who declared what: who runs or audits the fund."""
    return Application.objects.of_fund_of(user).filter(pk=application.pk).exists()


def works_for_fund_as(user: Person, *roles: str) -> bool:
    """Say whether `user` has one of `roles`, or any role, in some fund."""
    places = organisations_of(user, roles or None)
    return any(place.kind == OrganisationKind.FUND for place in places)


def may_apply(user: Person) -> bool:
    """Say whether `user` may be among those who hand in: any member of an organisation."""
    return is_member(user)


def works_for_call(user: Person, call: Call) -> bool:
    """Say whether `user` works for the fund of a call, and so hands nothing in to it."""
    return belongs_to(user, call.fund.organisation_id)
