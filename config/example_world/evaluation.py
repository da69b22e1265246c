"""One evaluation that is published with its response, and one that is being scored."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accounts.models import User
from matchmaking.evaluation import evidence, notices, parties, services
from matchmaking.evaluation.choices import AssignmentRole, CriterionCode, Side
from matchmaking.evaluation.models import Assignment, Evaluation
from matchmaking.evaluation.services import (
    Advice,
    PlanData,
    ReportData,
    ResponseData,
    ScoreData,
)
from matchmaking.evaluation.wording import QUESTIONS
from matchmaking.monitoring.choices import ValueStatus
from matchmaking.monitoring.models import Undertaking

LEAD, SECOND = "elena@example.org", "ines@example.org"
MANAGERS = {Side.RECIPIENT: "Teach the course at the national academy."}
# What each of the two gives under the three criteria of the mandate.
POINTS = {LEAD: (5, 4, 3), SECOND: (5, 3, 3)}
WHY = (
    "What was given answers the request in kind and number, and came in the language asked for.",
    "Those who were trained work where exhibits are kept; the targets are not reached yet.",
    "The instructors stay in post, but no budget line pays for the next course.",
)
SUMMARY = (
    "The training fits what was asked for and is used. It has not yet reached everybody it was "
    "meant for, and will last only if the State pays for the next courses itself."
)
METHOD = "Values of the first period with their papers; no visit. The second period was not over."
FINDINGS = (
    "The courses were held in the working language of the registries.",
    "Registries outside the capital were reached last.",
)


def build_evaluations() -> Iterator[Evaluation]:
    """Evaluate what has approved values: the agreement to the end, the project to the scores."""
    if Evaluation.objects.exists():
        return
    approved = {"indicators__values__status": ValueStatus.APPROVED}
    rows = Undertaking.objects.filter(**approved).with_parties().distinct().order_by("pk")
    agreement = rows.filter(project=None).first()
    if agreement is not None:
        yield _publish(_scored(_begin(agreement)))
    project = rows.filter(agreement=None).first()
    if project is not None:
        evaluation = _begin(project)
        _score(evaluation, LEAD)
        yield evaluation


def _begin(undertaking: Undertaking) -> Evaluation:
    """Plan it, ask both evaluators, and let the scoring begin."""
    codes = (CriterionCode.ADEQUACY, CriterionCode.EFFECTIVENESS, CriterionCode.SUSTAINABILITY)
    plan = PlanData(
        title=f"{undertaking.title[:200]}: first year",
        timing="interim",
        purpose="To decide what the second year should do otherwise.",
        language="en",
        score_by=_in_days(30),
        questions={code: [str(one) for one in QUESTIONS[code]] for code in codes},
    )
    actor = notices.planners(Evaluation(undertaking=undertaking))[0]
    evaluation = services.plan_evaluation(undertaking_id=undertaking.pk, actor=actor, plan=plan)
    for email, role in ((LEAD, AssignmentRole.LEAD), (SECOND, AssignmentRole.SECOND)):
        person = _person(email)
        asked = services.ask_evaluator(
            evaluation_id=evaluation.pk, evaluator_id=person.pk, role=role, actor=actor
        )
        services.declare_independence(assignment_id=asked.pk, actor=person)
    return services.begin_scoring(evaluation_id=evaluation.pk, actor=actor)


def _score(evaluation: Evaluation, email: str) -> None:
    person = _person(email)
    row = Assignment.objects.get(evaluation=evaluation, evaluator=person)
    cited = [key for key in evidence.citable(evaluation) if key.startswith("value:")][:2]
    criteria = evaluation.criteria.order_by("position")
    said = zip(criteria, POINTS[email], WHY, strict=True)
    scores = {one.pk: ScoreData("score", points, why, cited) for one, points, why in said}
    about: dict[str, Any] = {"assignment_id": row.pk, "actor": person}
    services.save_scores(**about, version=row.version, scores=scores)
    services.hand_in_scores(**about)


def _scored(evaluation: Evaluation) -> Evaluation:
    """Let both score and the lead settle where they differ; write the report and send it out."""
    for email in POINTS:
        _score(evaluation, email)
    lead = _person(LEAD)
    about: dict[str, Any] = {"evaluation_id": evaluation.pk, "actor": lead}
    services.close_scoring(**about)
    for criterion in evaluation.criteria.filter(answer=""):
        services.settle_score(
            criterion_id=criterion.pk,
            actor=lead,
            answer="score",
            points=4,
            words="Both see the same facts; the lower score gave more weight to what is missing.",
        )
    version = Evaluation.objects.get(pk=evaluation.pk).version
    advice = [Advice("Put the next courses into the budget of the academy.", Side.RECIPIENT)]
    advice.append(Advice("Send the trainers to the provinces first.", Side.DONOR))
    report = ReportData(SUMMARY, METHOD, FINDINGS, advice)
    services.write_report(**about, version=version, report=report)
    return services.circulate(**about, comment_until=_in_days(14))


def _publish(evaluation: Evaluation) -> Evaluation:
    """Let the parties comment, respond, and agree; one passage is kept back."""
    people = {
        side: parties.people_of(evaluation.undertaking, side)[0] for side in _sides(evaluation)
    }
    for side, person in people.items():
        words = "The provinces are planned for the second year." if side == Side.RECIPIENT else ""
        services.comment_report(
            evaluation_id=evaluation.pk, actor=person, words=words, has_none=not words
        )
    lead = _person(LEAD)
    for comment in evaluation.comments.exclude(words=""):
        services.answer_comment(
            comment_id=comment.pk, actor=lead, handling="partly", answer="Said in the summary."
        )
    services.close_comments(evaluation_id=evaluation.pk, actor=lead, respond_until=_in_days(30))
    for row in evaluation.recommendations.order_by("number"):
        action = MANAGERS.get(Side(row.addressee), "Begin with the two provinces farthest away.")
        said = ResponseData("accepted", "We agree.", action, _in_days(120))
        services.respond(recommendation_id=row.pk, actor=people[Side(row.addressee)], said=said)
    planner = notices.planners(evaluation)[0]
    services.close_response(evaluation_id=evaluation.pk, actor=planner)
    for side, person in people.items():
        kept_back = ["outside the capital"] if side == Side.RECIPIENT else []
        services.give_consent(
            evaluation_id=evaluation.pk, actor=person, answer="agrees", passages=kept_back
        )
    return services.publish_evaluation(evaluation_id=evaluation.pk, actor=planner)


def _sides(evaluation: Evaluation) -> list[Side]:
    return [side for side, _pk in parties.sides_of(evaluation.undertaking)]


def _person(email: str) -> User:
    return User.objects.get(email=email)


def _in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)
