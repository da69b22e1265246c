"""Who may do what with a report. National ownership: the State itself reviews what was read."""

from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation
from accounts.policies import belongs_to, holds, is_secretariat
from accounts.selectors import Person, organisations_of
from matchmaking.reports.models import NationalReport

DRAFTING_ROLES = (Role.FOCAL_POINT, Role.DRAFTER)


def uploads_reports(user: Person, organisation: Organisation) -> bool:
    """Say whether `user` files reports of that State."""
    return organisation in states_reported_for(user)


def states_reported_for(user: Person) -> list[Organisation]:
    """Return the States for which `user` may file reports."""
    return [o for o in organisations_of(user, DRAFTING_ROLES) if o.kind == OrganisationKind.STATE]


def reviews_candidates(user: Person, report: NationalReport) -> bool:
    """Say whether `user` decides for the State which candidates become requests."""
    return holds(user, report.organisation_id, *DRAFTING_ROLES)


def sees_report(user: Person, report: NationalReport) -> bool:
    """Say whether `user` may know of the report: the State's own people and the secretariat."""
    return belongs_to(user, report.organisation_id) or is_secretariat(user)
