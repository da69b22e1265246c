"""Who asks for an endorsement and who gives it, who answers due diligence, who attaches annexes."""

from accounts.choices import OrganisationKind, Role
from accounts.policies import belongs_to, holds
from accounts.selectors import Person, memberships_of
from matchmaking.projects import policies
from matchmaking.projects.choices import ProposalStatus
from matchmaking.projects.coordination.choices import DiligenceStatus, EndorsementStatus
from matchmaking.projects.coordination.querysets import bodies_of
from matchmaking.projects.models import DueDiligence, Endorsement, Proposal
from matchmaking.projects.querysets import RESPONSIBLE

# A body may be asked until a fund has decided, and what it answers is taken in until then.
COORDINATING = (
    ProposalStatus.DRAFT,
    ProposalStatus.SIGNED,
    ProposalStatus.SUBMITTED,
    ProposalStatus.REVISION,
)


def coordinates(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` asks bodies for the team, and records their letters."""
    return policies.writes_section(user, proposal, "coordination")


def may_ask(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` may ask a body now."""
    return proposal.status in COORDINATING and coordinates(user, proposal)


def is_of_a_body(user: Person) -> bool:
    """Say whether `user` belongs to a regional body, and so knows what it was asked."""
    return bool(bodies_of(user))


def speaks_for_body(user: Person, endorsement: Endorsement) -> bool:
    """Say whether `user` answers for the body that was asked."""
    return any(
        membership.organisation.kind == OrganisationKind.BODY
        and membership.organisation.body_code == endorsement.body_id
        and membership.role == Role.PROGRAMME_OFFICER
        for membership in memberships_of(user)
    )


def coordinates_endorsement(user: Person, endorsement: Endorsement) -> bool:
    """Say whether `user` asked for this, or could have: reminds, takes back, records letters."""
    return coordinates(user, endorsement.proposal)


def answers(user: Person, endorsement: Endorsement) -> bool:
    """Say whether an answer may come through `user`: the body's own, or a letter the team holds."""
    return speaks_for_body(user, endorsement) or coordinates_endorsement(user, endorsement)


def may_answer_online(user: Person, endorsement: Endorsement) -> bool:
    """Say whether `user` may answer on this site now."""
    return endorsement.status == EndorsementStatus.ASKED and speaks_for_body(user, endorsement)


def answers_diligence(user: Person, diligence: DueDiligence) -> bool:
    """Say whether `user` answers: the writers of the section, who answers for the party."""
    in_team = policies.writes_section(user, diligence.proposal, "due_diligence")
    return in_team or holds(user, diligence.organisation_id, *RESPONSIBLE)


def confirms_diligence(user: Person, diligence: DueDiligence) -> bool:
    """Say whether `user` stands by the answers: who answers for the party itself."""
    return holds(user, diligence.organisation_id, *RESPONSIBLE)


def may_fill_in(user: Person, diligence: DueDiligence) -> bool:
    """Say whether `user` may answer now."""
    return diligence.status == DiligenceStatus.OPEN and answers_diligence(user, diligence)


def sees_evidence(user: Person, diligence: DueDiligence) -> bool:
    """Say whether `user` may open the documents: the team, and the party itself."""
    in_team = policies.is_in_team(user, diligence.proposal)
    return in_team or belongs_to(user, diligence.organisation_id)


def changes_annexes(user: Person, proposal: Proposal) -> bool:
    """Say whether `user` may attach and withdraw annexes now."""
    return proposal.is_editable and policies.writes_section(user, proposal, "annexes")
