"""Who may do what with a round table."""

from accounts.choices import Role
from accounts.policies import is_broker, is_secretariat
from accounts.selectors import Person, memberships_of
from matchmaking.roundtables.models import Outcome, Participant, RoundTable

# Who acts for an organisation at a table: not those who only look, nor those who judge.
ACTING_ROLES = tuple(role for role in Role.values if role not in {Role.VIEWER, Role.EVALUATOR})


def prepares_round_tables(user: Person, round_table: RoundTable | None = None) -> bool:
    """Say whether `user` makes round tables, invites to them and enters what came of them."""
    return is_broker(user)


def sees_preparation(user: Person) -> bool:
    """Say whether `user` sees answers, papers of others and outcomes: the secretariat."""
    return is_secretariat(user)


def answers_invitation(user: Person, participant: Participant) -> bool:
    """Say whether `user` answers: the person invited, or who acts for the organisation invited."""
    if participant.invited_at is None:
        return False
    roles = [
        m.role for m in memberships_of(user) if m.organisation_id == participant.organisation_id
    ]
    if participant.person_id is not None:
        return bool(roles) and participant.person_id == user.pk
    return any(role in ACTING_ROLES for role in roles)


def finishes_follow_up(user: Person, outcome: Outcome) -> bool:
    """Say whether `user` may say that it is done: who promised it, or a broker."""
    return is_broker(user) or (user.is_authenticated and outcome.person_id == user.pk)
