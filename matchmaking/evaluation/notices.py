"""What evaluators, parties and those who plan are told; an e-mail never says what it is about.

Only who knows of the evaluation is told: the recused are not among the recipients.
"""

import datetime
from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import Membership, User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from accounts.selectors import brokers
from matchmaking.evaluation import access, parties
from matchmaking.evaluation.choices import DECLARED, AssignmentRole
from matchmaking.evaluation.models import Assignment, Evaluation

Text = str | Promise


def known_evaluations(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these evaluations that `user` knows from inside now."""
    known = Evaluation.objects.known_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


def _kind(name: str, title: Text, text: Text, mail: Text) -> None:
    register(Kind(name=name, title=title, text=text, mail=mail, known=known_evaluations))


_kind(
    "evaluation_planned",
    _("A project or agreement of ours will be evaluated"),
    _("An evaluation is planned: %(title)s"),
    _("An evaluation that concerns your organisation is planned"),
)
_kind(
    "evaluator_asked",
    _("I am asked to evaluate"),
    _("You are asked to evaluate %(title)s: say whether you are independent"),
    _("You are asked to evaluate a project or agreement"),
)
_kind(
    "evaluator_accepted",
    _("An evaluator took an evaluation on"),
    _("%(person)s has declared to be independent and evaluates %(title)s"),
    _("An evaluator took an evaluation on"),
)
_kind(
    "evaluator_declined",
    _("An evaluator declined"),
    _("%(person)s does not evaluate %(title)s"),
    _("An evaluator declined"),
)
_kind(
    "evaluator_taken_off",
    _("I was taken off an evaluation"),
    _("You no longer evaluate %(title)s"),
    _("You were taken off an evaluation"),
)
_kind(
    "scoring_open",
    _("I may score an evaluation"),
    _("You may score %(title)s now, until %(day)s"),
    _("An evaluation waits for your scores"),
)
_kind(
    "scores_in",
    _("A colleague handed in their scores"),
    _("%(person)s has handed in their scores of %(title)s"),
    _("Scores of an evaluation were handed in"),
)
_kind(
    "evaluation_drafted",
    _("The scoring of an evaluation has ended"),
    _("All scores of %(title)s are in: the report is being written"),
    _("The scoring of an evaluation has ended"),
)
_kind(
    "draft_for_comment",
    _("A draft report waits for our comments"),
    _("The draft report on %(title)s waits for your comments until %(day)s"),
    _("A draft evaluation report waits for your comments"),
)
_kind(
    "report_commented",
    _("A party commented on a draft report"),
    _("There is a comment on the draft report on %(title)s"),
    _("There is a comment on a draft evaluation report"),
)
_kind(
    "response_wanted",
    _("Recommendations wait for our response"),
    _("The recommendations on %(title)s wait for your response until %(day)s"),
    _("Recommendations of an evaluation wait for your response"),
)
_kind(
    "response_given",
    _("A party responded to a recommendation"),
    _("There is a response to a recommendation on %(title)s"),
    _("There is a response to a recommendation of an evaluation"),
)
_kind(
    "evaluation_final",
    _("An evaluation is final"),
    _("The evaluation %(title)s is final: say whether it may be published"),
    _("An evaluation that concerns your organisation is final"),
)
_kind(
    "publication_answered",
    _("A party said whether an evaluation may be published"),
    _("A party has said whether %(title)s may be published"),
    _("A party has said whether an evaluation may be published"),
)
_kind(
    "evaluation_is_public",
    _("An evaluation is published"),
    _("The evaluation %(title)s is published"),
    _("An evaluation that concerns your organisation is published"),
)
_kind(
    "evaluation_cancelled",
    _("An evaluation is cancelled"),
    _("The evaluation %(title)s is cancelled: %(reason)s"),
    _("An evaluation is cancelled"),
)


def tell_of_plan(evaluation: Evaluation, actor: User) -> None:
    """Tell the parties that an evaluation is planned."""
    tell_parties("evaluation_planned", evaluation, actor)


def tell_parties(
    kind: str, evaluation: Evaluation, actor: User, *, day: datetime.date | None = None
) -> None:
    """Tell who acts for a party, and the evaluators."""
    people = [*parties.people_of(evaluation.undertaking), *evaluators_of(evaluation)]
    _tell(kind, evaluation, people, actor, day=day)


def tell_evaluator(kind: str, assignment: Assignment, actor: User) -> None:
    """Tell an evaluator, as long as they may know of the evaluation."""
    key = f"{assignment.pk}:{assignment.version}"
    _tell(kind, assignment.evaluation, [assignment.evaluator], actor, key=key)


def tell_planner(kind: str, assignment: Assignment, actor: User) -> None:
    """Tell who looks after the evaluation."""
    person = str(assignment.evaluator)
    key = f"{assignment.pk}:{assignment.version}"
    people = planners(assignment.evaluation)
    _tell(kind, assignment.evaluation, people, actor, key=key, person=person)


def tell_of_scoring(evaluation: Evaluation, actor: User) -> None:
    """Tell the evaluators that they may score."""
    people = evaluators_of(evaluation)
    _tell("scoring_open", evaluation, people, actor, day=evaluation.score_by)


def tell_lead_of_scores(assignment: Assignment, actor: User) -> None:
    """Tell the lead that a colleague is done."""
    person, key = str(assignment.evaluator), str(assignment.pk)
    people = leads_of(assignment.evaluation)
    _tell("scores_in", assignment.evaluation, people, actor, key=key, person=person)


def tell_of_draft(evaluation: Evaluation, actor: User) -> None:
    """Tell evaluators and who plans that the report is being written."""
    people = [*planners(evaluation), *evaluators_of(evaluation)]
    _tell("evaluation_drafted", evaluation, people, actor)


def tell_lead_of_comment(evaluation: Evaluation, actor: User) -> None:
    """Tell the lead that a party has commented."""
    key = str(evaluation.comments.count())
    _tell("report_commented", evaluation, leads_of(evaluation), actor, key=key)


def tell_of_response(evaluation: Evaluation, actor: User) -> None:
    """Tell who plans and the lead that a party has responded."""
    key = str(evaluation.recommendations.exclude(response=None).count())
    people = [*planners(evaluation), *leads_of(evaluation)]
    _tell("response_given", evaluation, people, actor, key=key)


def tell_of_consent(evaluation: Evaluation, actor: User) -> None:
    """Tell who plans that a party has said whether it may be published."""
    newest = max(row.made_at for row in evaluation.consents.all())
    people = planners(evaluation)
    _tell("publication_answered", evaluation, people, actor, key=newest.isoformat())


def tell_of_cancelling(evaluation: Evaluation, actor: User, reason: str) -> None:
    """Tell parties and evaluators why it ends."""
    people = [*parties.people_of(evaluation.undertaking), *evaluators_of(evaluation)]
    _tell("evaluation_cancelled", evaluation, people, actor, reason=reason)


def number_of(evaluation: Evaluation) -> str:
    """Return the number of the application that a project came from; of an agreement nothing."""
    project = evaluation.undertaking.project
    return project.application.number if project else ""


def planners(evaluation: Evaluation) -> list[User]:
    """Return who looks after it: the brokers; of a project, the administrators of the fund."""
    project = evaluation.undertaking.project
    if project is None:
        return list(brokers())
    rows = Membership.objects.filter(
        organisation=project.application.call.fund.organisation_id,
        role=Role.FUND_ADMINISTRATOR,
        ended_at=None,
        user__is_active=True,
    )
    return [row.user for row in rows.select_related("user")]


def evaluators_of(evaluation: Evaluation) -> list[User]:
    """Return who evaluates it and has declared to be independent."""
    rows = evaluation.assignments.filter(status__in=DECLARED)
    return [row.evaluator for row in rows.select_related("evaluator")]


def leads_of(evaluation: Evaluation) -> list[User]:
    """Return the lead evaluator, if there is one."""
    rows = evaluation.assignments.filter(status__in=DECLARED, role=AssignmentRole.LEAD)
    return [row.evaluator for row in rows.select_related("evaluator")]


def _tell(
    kind: str,
    evaluation: Evaluation,
    people: Iterable[User],
    actor: User,
    *,
    key: str = "",
    day: datetime.date | None = None,
    person: str = "",
    reason: str = "",
) -> None:
    told = [one for one in set(people) if one != actor and access.knows(one, evaluation)]
    notify(
        kind,
        recipients=told,
        key=f"evaluation:{evaluation.pk}:{kind}:{key or evaluation.version}",
        subject_id=evaluation.pk,
        url=reverse("evaluation:detail", args=[evaluation.pk]),
        params={
            "title": str(evaluation),
            "day": date_format(day, "Y-m-d") if day else "",
            "person": person,
            "reason": reason,
            # By this the news is found and deleted for somebody who is recused.
            "application": number_of(evaluation),
        },
        public={},
    )
