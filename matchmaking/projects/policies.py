"""Who writes which section of a proposal, who leads its team, who signs and submits it.

A role in a team lasts as long as the person speaks for the organisation they joined it for.
"""

from accounts.choices import OrganisationKind, Role
from accounts.models import Membership
from accounts.selectors import Person, memberships_of, organisation_ids
from matchmaking.projects.choices import InvitationStatus, Side, TeamRole
from matchmaking.projects.models import Proposal, TeamInvitation, TeamMember
from matchmaking.projects.querysets import RESPONSIBLE
from matchmaking.projects.sections import CODES

# Which sections each role writes; a delegate could check this table.
WRITES: dict[str, frozenset[str]] = {
    TeamRole.LEAD: frozenset(CODES),
    TeamRole.WRITER: frozenset(CODES) - {"budget"},
    TeamRole.BUDGET: frozenset({"budget", "plan"}),
    TeamRole.READER: frozenset(),
}


def place_of(user: Person, proposal: Proposal) -> TeamMember | None:
    """Return the place of `user` in the team, None for those who are not in it any more."""
    mine = organisation_ids(user)
    return next(
        (
            row
            for row in proposal.team.all()
            if row.user_id == user.pk and row.left_at is None and row.organisation_id in mine
        ),
        None,
    )


def writes_section(user: Person, proposal: Proposal, code: str) -> bool:
    """Say whether `user` writes that section."""
    place = place_of(user, proposal)
    return place is not None and code in WRITES[place.role]


def writes(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` writes any section."""
    place = place_of(user, proposal)
    return place is not None and bool(WRITES[place.role])


def is_in_team(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` is in the team, in whatever role."""
    return place_of(user, proposal) is not None


def leads(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` leads the team."""
    place = place_of(user, proposal)
    return place is not None and place.role == TeamRole.LEAD


def answers_for(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` answers for the applicant."""
    return proposal.applicant_id in organisation_ids(user, RESPONSIBLE)


def submits(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` hands it in and takes it back: its lead, who answers for the applicant."""
    return leads(user, proposal) or answers_for(user, proposal)


def begins_for(user: Person, organisation_id: int) -> bool:
    """Say whether `user` may begin a proposal of that organisation; who only looks on may not."""
    roles = (*RESPONSIBLE, Role.DRAFTER)
    return organisation_id in organisation_ids(user, roles)


def signs_for(user: Person, proposal: Proposal) -> list[Side]:
    """Return the sides for which `user` signs: focal point of the State, officer of the partner."""
    sides = []
    if any(_is_focal_point(membership, proposal.country_id) for membership in memberships_of(user)):
        sides.append(Side.STATE)
    if proposal.implementer_id in organisation_ids(user, [Role.PROGRAMME_OFFICER]):
        sides.append(Side.IMPLEMENTER)
    return sides


def signs(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` signs for a side."""
    return bool(signs_for(user, proposal))


def signing_side(user: Person, proposal: Proposal) -> Side | None:
    """Return the side for which `user` may sign now; nobody signs for both."""
    standing = [row for row in proposal.signatures.all() if row.voided_at is None]
    if any(row.signed_by_id == user.pk for row in standing):
        return None
    signed = {row.side for row in standing}
    return next((side for side in signs_for(user, proposal) if side not in signed), None)


def may_answer(user: Person, invitation: TeamInvitation) -> bool:
    """Say whether the invitation is for `user` and still waits."""
    is_mine = user.is_authenticated and user.email.lower() == invitation.email.lower()
    return is_mine and invitation.status == InvitationStatus.OPEN


def leaves_it_to_the_fund(user: Person, proposal: Proposal) -> bool:
    """Say no: this follows from what a fund does with the application."""
    return False


def _is_focal_point(membership: Membership, country: str) -> bool:
    organisation = membership.organisation
    is_state = organisation.kind == OrganisationKind.STATE and organisation.country_code == country
    return is_state and membership.role == Role.FOCAL_POINT
