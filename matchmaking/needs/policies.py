"""Who may do what with a request. National ownership: the State's focal point decides."""

from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation
from accounts.policies import belongs_to, holds, is_broker, is_secretariat
from accounts.selectors import Person, organisations_of
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need

DRAFTING_ROLES = (Role.FOCAL_POINT, Role.DRAFTER)


def owns_need(user: Person, need: Need) -> bool:
    """Say whether `user` is the focal point of the State that asks."""
    return holds(user, need.organisation_id, Role.FOCAL_POINT)


def drafts_need(user: Person, need: Need) -> bool:
    """Say whether `user` may work on the text while it is a draft."""
    return holds(user, need.organisation_id, *DRAFTING_ROLES)


def edits_need(user: Person, need: Need) -> bool:
    """Say whether `user` may change the text: of a draft its drafters, later the focal point."""
    if need.status == NeedStatus.DRAFT:
        return drafts_need(user, need)
    return owns_need(user, need)


def moderates_needs(user: Person, need: Need | None = None) -> bool:
    """Say whether `user` publishes and sends back for the secretariat."""
    return is_broker(user)


def sees_inside(user: Person, need: Need) -> bool:
    """Say whether `user` may read the whole history and the report: the State, the secretariat."""
    return belongs_to(user, need.organisation_id) or is_secretariat(user)


def leaves_it_to_the_system(user: Person, need: Need) -> bool:
    """Say no: this step is taken by the calendar, not by a person."""
    return False


def drafts_for(user: Person, organisation: Organisation) -> bool:
    """Say whether `user` may begin a request of that State."""
    return organisation in states_drafted_for(user)


def states_drafted_for(user: Person) -> list[Organisation]:
    """Return the States for which `user` may begin a request."""
    return [o for o in organisations_of(user, DRAFTING_ROLES) if o.kind == OrganisationKind.STATE]
