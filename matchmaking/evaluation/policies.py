"""Who plans, scores, writes, comments, responds, consents and publishes.

Whoever is recused from an application knows nothing of the evaluation of its project: each of
these asks whether the person knows of it at all.
"""

from accounts.choices import Role
from accounts.policies import is_broker, is_secretariat
from accounts.selectors import Person, memberships_of
from matchmaking.applications import policies as applications
from matchmaking.evaluation import access, parties
from matchmaking.evaluation.choices import (
    DECLARED,
    OVER,
    SENT,
    WRITING,
    AssignmentRole,
    AssignmentStatus,
    EvaluationStatus,
    Side,
)
from matchmaking.evaluation.models import (
    Assignment,
    Comment,
    Evaluation,
    Recommendation,
    Response,
)
from matchmaking.monitoring.models import Undertaking


def plans_for(user: Person, undertaking: Undertaking) -> bool:
    """Say whether `user` has it evaluated: a broker; of a project, who administers the fund."""
    if undertaking.project is None:
        return is_broker(user)
    return applications.runs(user, undertaking.project.application)


def plans(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` looks after the evaluation, without a word in what it says."""
    return plans_for(user, evaluation.undertaking)


def is_asked(user: Person, assignment: Assignment) -> bool:
    """Say whether it is `user` who is asked to evaluate."""
    return assignment.evaluator_id == user.pk and access.knows(user, assignment.evaluation)


def takes_off(user: Person, assignment: Assignment) -> bool:
    """Say whether `user` takes an evaluator off: who looks after the evaluation."""
    return plans(user, assignment.evaluation)


def evaluates(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` is an evaluator who has declared to be independent."""
    own = access.assignment_of(user, evaluation)
    return own is not None and own.status in DECLARED


def leads(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` leads the evaluators: settles, writes the report, sends it out."""
    own = access.assignment_of(user, evaluation)
    return own is not None and own.status in DECLARED and own.role == AssignmentRole.LEAD


def scores(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` may write their scores now."""
    own = access.assignment_of(user, evaluation)
    is_open = evaluation.status == EvaluationStatus.SCORING
    return is_open and own is not None and own.status == AssignmentStatus.ACCEPTED


def writes_report(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` may work on the words of the report now."""
    return evaluation.status in WRITING and leads(user, evaluation)


def party_of(user: Person, evaluation: Evaluation) -> list[tuple[Side, int]]:
    """Return the sides that `user` acts for, if they know of the evaluation."""
    found = parties.acts_for(user, evaluation.undertaking)
    return found if found and access.knows(user, evaluation) else []


def comments(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` may comment on the draft now."""
    return evaluation.status == EvaluationStatus.COMMENTING and bool(party_of(user, evaluation))


def answers_comment(user: Person, comment: Comment) -> bool:
    """Say whether `user` may say what became of a comment."""
    return writes_report(user, comment.evaluation)


def responds(user: Person, recommendation: Recommendation) -> bool:
    """Say whether `user` may respond to a recommendation now: the side it is addressed to."""
    evaluation = recommendation.evaluation
    if evaluation.status != EvaluationStatus.RESPONDING:
        return False
    return any(side == recommendation.addressee for side, _pk in party_of(user, evaluation))


def follows_up(user: Person, response: Response) -> bool:
    """Say whether `user` may tell what became of an action: who responded."""
    evaluation = response.recommendation.evaluation
    own = [pk for _side, pk in party_of(user, evaluation)]
    return evaluation.status in OVER and response.organisation_id in own


def consents(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` says for a party what may be published: once the report is final."""
    return evaluation.status in OVER and bool(party_of(user, evaluation))


def reads_comments(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` reads comments, responses and consents: who knows it from inside."""
    return evaluation.status in SENT and access.knows(user, evaluation)


def sees_agreement(user: Person) -> bool:
    """Say whether `user` reads how far evaluators agree: the secretariat, evaluators, funds."""
    roles = {row.role for row in memberships_of(user)}
    return is_secretariat(user) or bool(roles & {Role.EVALUATOR, Role.FUND_ADMINISTRATOR})


def writes_rules(user: Person) -> bool:
    """Say whether `user` writes versions of scales and of the rule of the sample: a broker."""
    return is_broker(user)
