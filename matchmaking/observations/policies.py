"""Who says what is left of an undertaking, who checks it, and who names the evaluator.

The recipient answers; an evaluator who belongs to none of the parties verifies. Of a project the
fund names the evaluator, of an agreement the secretariat.
"""

from accounts.choices import Role
from accounts.policies import holds, is_broker
from accounts.selectors import Person, employer_ids, organisation_ids
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import parties
from matchmaking.observations.models import Observation
from matchmaking.payments import policies as projects

ANSWERING = (Role.FOCAL_POINT, Role.PROGRAMME_OFFICER)


def knows_of(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` may know of the undertaking at all; the recused do not."""
    return Undertaking.objects.visible_to(user).filter(pk=undertaking.pk).exists()


def enters(user: Person, observation: Observation) -> bool:
    """Say whether `user` answers for the recipient."""
    answers = holds(user, observation.asked_id, *ANSWERING)
    return answers and knows_of(user, observation.undertaking)


def is_independent(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` is an evaluator who belongs to none of the parties."""
    evaluates = bool(organisation_ids(user, [Role.EVALUATOR]))
    return evaluates and not employer_ids(user) & parties(undertaking).everybody


def verifies(user: Person, observation: Observation) -> bool:
    """Say whether `user` checks the answers: the evaluator named for it, still independent."""
    if observation.evaluator_id != user.pk or observation.entered_by_id == user.pk:
        return False
    known = knows_of(user, observation.undertaking)
    return known and is_independent(user, observation.undertaking)


def assigns(user: Person, observation: Observation) -> bool:
    """Say whether `user` names the evaluator."""
    project = observation.undertaking.project
    return is_broker(user) if project is None else projects.administers(user, project)
