"""Evaluations for the tests, made through their services."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from matchmaking.documents.services import store_attachment
from matchmaking.evaluation import services, shipped
from matchmaking.evaluation.contents import contents
from matchmaking.evaluation.models import (
    Assignment,
    Document,
    Evaluation,
    Publication,
    Recommendation,
    Response,
    SamplingRule,
)
from matchmaking.evaluation.services import Advice, PlanData, ReportData, ResponseData, ScoreData
from tests import cast
from tests.monitoring import making as monitoring

LATER = timezone.localdate() + datetime.timedelta(days=30)
QUESTIONS = {
    "adequacy": ["Was it enough?"],
    "effectiveness": ["Were the results reached?"],
    "sustainability": ["Will it last?"],
}
SECRET = "the depot at Lake Zulu"
REPORT = ReportData(
    summary=f"It worked well. Two machines stand in {SECRET}.",
    method="Values and one visit.",
    findings=["Nobody was left out.", f"The keys of {SECRET} are lost."],
    recommendations=[
        Advice("Train more operators.", "recipient"),
        Advice("Send spare parts.", "donor"),
    ],
)


def person(name):
    """Bring one of the cast on stage, with nothing remembered from before."""
    return User.objects.get(pk=cast.join(name).pk)


def again(row):
    """Return a row anew."""
    return type(row).objects.get(pk=row.pk)


def draw(percent):
    """Put a rule in force under which so many percent are scored twice."""
    shipped.active_rule()
    SamplingRule.objects.filter(is_active=True).update(percent=percent)


def plan(**said):
    base = {
        "title": "Marking machines, at closure",
        "timing": "closure",
        "purpose": "To learn before the next round.",
        "language": "en",
        "score_by": LATER,
        "questions": QUESTIONS,
    }
    return PlanData(**(base | said))


def planned(undertaking=None, *, percent=100, actor="sofia"):
    """Plan an evaluation; of an agreement of amina's and dina's unless said otherwise."""
    draw(percent)
    undertaking = undertaking or monitoring.undertaking()
    return services.plan_evaluation(undertaking_id=undertaking.pk, actor=person(actor), plan=plan())


def asked(evaluation=None, name="elena", role="lead", actor="sofia"):
    evaluation = evaluation or planned()
    return services.ask_evaluator(
        evaluation_id=evaluation.pk, evaluator_id=person(name).pk, role=role, actor=person(actor)
    )


def accepted(evaluation=None, name="elena", role="lead", actor="sofia"):
    row = asked(evaluation, name, role, actor)
    return services.declare_independence(assignment_id=row.pk, actor=person(name))


def scoring(evaluation=None, actor="sofia"):
    """Let elena (lead) and ines score; there is one approved value to cite."""
    evaluation = evaluation or planned(actor=actor)
    place = monitoring.fresh(evaluation.undertaking)
    monitoring.value(
        monitoring.indicator(place), monitoring.period(place), 5, "approved", is_verified=True
    )
    accepted(evaluation, "elena", "lead", actor)
    accepted(evaluation, "ines", "second", actor)
    return services.begin_scoring(evaluation_id=evaluation.pk, actor=person(actor))


def own(evaluation, name):
    return Assignment.objects.get(evaluation=evaluation, evaluator=person(name))


def key(evaluation):
    """Return the key of the one value that can be cited."""
    value = evaluation.undertaking.indicators.order_by("position")[0].values.get()
    return f"value:{value.pk}"


def written(evaluation, name, *points, sources=None):
    """Write scores under each criterion in turn; None stands for no evidence."""
    row = own(evaluation, name)
    cited = [key(evaluation)] if sources is None else sources
    criteria = list(evaluation.criteria.order_by("position"))
    scores = {
        criterion.pk: ScoreData("score", value, "Because it was seen.", cited)
        if value
        else ScoreData("no_evidence", None, "Nothing was to be seen.", [])
        for criterion, value in zip(criteria, points, strict=True)
    }
    return services.save_scores(
        assignment_id=row.pk, actor=person(name), version=row.version, scores=scores
    )


def handed_in(evaluation, name, *points):
    written(evaluation, name, *points)
    row = own(evaluation, name)
    return services.hand_in_scores(assignment_id=row.pk, actor=person(name))


def drafted(evaluation=None, actor="sofia"):
    """Let both score, differ on effectiveness, and settle it; the report is written."""
    evaluation = scoring(evaluation, actor)
    handed_in(evaluation, "elena", 5, 5, 3)
    handed_in(evaluation, "ines", 5, 3, 3)
    services.close_scoring(evaluation_id=evaluation.pk, actor=person("elena"))
    settle(evaluation)
    return report(evaluation)


def settle(evaluation):
    criterion = evaluation.criteria.get(code="effectiveness")
    return services.settle_score(
        criterion_id=criterion.pk,
        actor=person("elena"),
        answer="score",
        points=4,
        words="We talked it over.",
    )


def report(evaluation, said=REPORT):
    return services.write_report(
        evaluation_id=evaluation.pk,
        actor=person("elena"),
        version=again(evaluation).version,
        report=said,
    )


def circulated(evaluation=None):
    evaluation = evaluation or drafted()
    return services.circulate(
        evaluation_id=evaluation.pk, actor=person("elena"), comment_until=LATER
    )


def commented(evaluation=None):
    """Let amina say something, dina nothing, and elena answer."""
    evaluation = circulated(evaluation)
    for name, words in (("amina", "The second finding is wrong."), ("dina", "")):
        services.comment_report(
            evaluation_id=evaluation.pk, actor=person(name), words=words, has_none=not words
        )
    comment = evaluation.comments.exclude(words="").get()
    services.answer_comment(
        comment_id=comment.pk, actor=person("elena"), handling="partly", answer="Made clearer."
    )
    return again(evaluation)


def responding(evaluation=None):
    evaluation = commented(evaluation)
    return services.close_comments(
        evaluation_id=evaluation.pk, actor=person("elena"), respond_until=LATER
    )


def final(evaluation=None):
    """Let amina and dina respond to what is addressed to them."""
    evaluation = responding(evaluation)
    for name, row in zip(
        ("amina", "dina"), evaluation.recommendations.order_by("number"), strict=True
    ):
        said = ResponseData("accepted", "We agree.", "A course in spring.", LATER)
        services.respond(recommendation_id=row.pk, actor=person(name), said=said)
    return services.close_response(evaluation_id=evaluation.pk, actor=person("sofia"))


def consented(evaluation=None, *, parts=(), passages=()):
    """Let both parties agree; amina keeps back what is named."""
    evaluation = evaluation or final()
    said = {"evaluation_id": evaluation.pk, "answer": "agrees"}
    services.give_consent(actor=person("amina"), parts=parts, passages=passages, **said)
    services.give_consent(actor=person("dina"), **said)
    return again(evaluation)


def published(evaluation=None, **withheld):
    evaluation = consented(evaluation, **withheld)
    return services.publish_evaluation(evaluation_id=evaluation.pk, actor=person("sofia"))


def fresh(evaluation):
    return Evaluation.objects.get(pk=evaluation.pk)


def records_for_the_table():
    """Return what the table of addresses names: one evaluation in each state that has a page."""
    out = commented()
    place = out.undertaking
    asking = planned(place)
    lead = Assignment.objects.get(evaluation=out, role="lead")
    document = Document.objects.create(
        evaluation=out,
        attachment=store_attachment(
            organisation=lead.evaluator.memberships.get().organisation,
            file=ContentFile(b"%PDF-1.4\n%%EOF\n", name="notes.pdf"),
            actor=lead.evaluator,
        ),
        title="Notes",
        added_by=lead.evaluator,
    )
    final_one = _copy(out, "final")
    response = Response.objects.create(
        recommendation=_advice(final_one),
        organisation=person("amina").memberships.get().organisation,
        answer="accepted",
        words="Yes.",
        action="A course.",
        due_on=LATER,
        made_by=person("amina"),
    )
    open_one = _copy(out, "published")
    Publication.objects.create(
        evaluation=open_one,
        title=open_one.title,
        contents=contents(out),
        words="",
        published_by=person("sofia"),
    )
    return {
        "eval-place": place,
        "eval-planned": asking,
        "eval-asked": asked(asking),
        "eval-scoring": _copy(out, "scoring", "accepted"),
        "eval-draft": _copy(out, "draft"),
        "eval-out": out,
        "eval-comment": out.comments.exclude(words="").get(),
        "eval-criterion": out.criteria.first(),
        "eval-document": document,
        "eval-responding": (answering := _copy(out, "responding")),
        "eval-advice": _advice(answering),
        "eval-final": final_one,
        "eval-response": response,
        "eval-published": open_one,
    }


def _copy(evaluation, status, of_lead="done"):
    """Return another evaluation of the same thing, as rows, led by elena."""
    row = Evaluation.objects.get(pk=evaluation.pk)
    row.pk, row.number, row.status = None, f"E-2000-{status}", status
    row.finished_at = timezone.now()
    row.save()
    Assignment.objects.create(
        evaluation=row,
        evaluator=person("elena"),
        role="lead",
        status=of_lead,
        declared_at=timezone.now(),
    )
    return row


def _advice(evaluation):
    return Recommendation.objects.create(
        evaluation=evaluation, number=1, words="Train.", addressee="recipient"
    )
