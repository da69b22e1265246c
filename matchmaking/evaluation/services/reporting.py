"""The report: written by the lead, sent out for comment, answered comment by comment."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.evaluation import notices, parties, policies
from matchmaking.evaluation.choices import Handling
from matchmaking.evaluation.models import Comment, Evaluation, Finding, Recommendation
from matchmaking.evaluation.services.common import locked, move, refuse_empty, refuse_unless
from matchmaking.workflow import compare_and_set


class Advice(NamedTuple):
    """One recommendation, and the side it is addressed to."""

    words: str
    addressee: str


class ReportData(NamedTuple):
    """The words of a report, beside scores and facts."""

    summary: str
    method: str
    findings: Sequence[str]
    recommendations: Sequence[Advice]


@transaction.atomic
def write_report(
    *, evaluation_id: int, actor: User, version: int, report: ReportData
) -> Evaluation:
    """Write the words of the report, as far as they have come; also while comments come in."""
    evaluation = locked(evaluation_id, version)
    refuse_unless(
        policies.leads(actor, evaluation), is_open=policies.writes_report(actor, evaluation)
    )
    compare_and_set(evaluation, summary=report.summary.strip(), method=report.method.strip())
    _refuse_other_sides(evaluation, report.recommendations)
    evaluation.findings.all().delete()
    evaluation.recommendations.all().delete()
    findings = [words.strip() for words in report.findings if words.strip()]
    Finding.objects.bulk_create(
        Finding(evaluation=evaluation, number=number, words=words)
        for number, words in enumerate(findings, start=1)
    )
    advice = [one for one in report.recommendations if one.words.strip()]
    Recommendation.objects.bulk_create(
        Recommendation(
            evaluation=evaluation,
            number=number,
            words=one.words.strip(),
            addressee=one.addressee,
        )
        for number, one in enumerate(advice, start=1)
    )
    audit.record(evaluation, "write_report", actor=actor)
    return evaluation


@transaction.atomic
def circulate(
    *, evaluation_id: int, actor: User, comment_until: datetime.date, version: int | None = None
) -> Evaluation:
    """Send the draft to recipient, donor, implementer and fund, with a day for comments."""
    evaluation = locked(evaluation_id, version)
    _refuse_past(comment_until, "comment_until")
    move(evaluation, "circulate", actor, comment_until=comment_until)
    _refuse_unwritten(evaluation)
    notices.tell_parties("draft_for_comment", evaluation, actor, day=comment_until)
    return evaluation


@transaction.atomic
def comment_report(*, evaluation_id: int, actor: User, words: str, has_none: bool) -> Comment:
    """Comment on the draft for each side one acts for, or say that there is nothing to say."""
    evaluation = locked(evaluation_id)
    sides = policies.party_of(actor, evaluation)
    refuse_unless(bool(sides), is_open=policies.comments(actor, evaluation))
    said = "" if has_none else refuse_empty(words, "words")
    made = [
        Comment.objects.create(
            evaluation=evaluation, side=side, organisation_id=pk, words=said, made_by=actor
        )
        for side, pk in sides
    ]
    audit.record(evaluation, "comment_report", actor=actor)
    notices.tell_lead_of_comment(evaluation, actor)
    return made[0]


@transaction.atomic
def answer_comment(*, comment_id: int, actor: User, handling: str, answer: str) -> Comment:
    """Say what became of a comment: taken up or not, and why."""
    comment = Comment.objects.get(pk=comment_id)
    comment.evaluation = locked(comment.evaluation_id)
    refuse_unless(
        policies.leads(actor, comment.evaluation), is_open=policies.answers_comment(actor, comment)
    )
    if handling not in Handling.values:
        raise DomainError(_("Say whether it is taken up."), field="handling")
    comment.handling, comment.answer = handling, refuse_empty(answer, "answer")
    comment.answered_by, comment.answered_at = actor, timezone.now()
    comment.save(update_fields=["handling", "answer", "answered_by", "answered_at"])
    audit.record(comment.evaluation, "answer_comment", actor=actor)
    return comment


@transaction.atomic
def close_comments(
    *, evaluation_id: int, actor: User, respond_until: datetime.date, version: int | None = None
) -> Evaluation:
    """End the comments once the day is over or all have spoken, and each one is answered."""
    evaluation = locked(evaluation_id, version)
    _refuse_past(respond_until, "respond_until")
    move(evaluation, "close_comments", actor, respond_until=respond_until)
    if evaluation.comments.filter(handling="").exclude(words="").exists():
        raise DomainError(_("Answer every comment first."))
    _refuse_unwritten(evaluation)
    _refuse_too_early(evaluation)
    notices.tell_parties("response_wanted", evaluation, actor, day=respond_until)
    return evaluation


def _refuse_too_early(evaluation: Evaluation) -> None:
    spoken = set(evaluation.comments.values_list("organisation", flat=True))
    silent = [pk for _side, pk in parties.sides_of(evaluation.undertaking) if pk not in spoken]
    is_over = evaluation.comment_until and evaluation.comment_until < timezone.localdate()
    if silent and not is_over:
        raise DomainError(
            _("The parties have until the day that was set; not all of them have commented yet.")
        )


def _refuse_past(day: datetime.date, field: str) -> None:
    if day < timezone.localdate():
        raise DomainError(_("Choose a day to come."), field=field)


def _refuse_unwritten(evaluation: Evaluation) -> None:
    """Refuse a report without words, or with a criterion on which the evaluators still differ."""
    if not evaluation.summary or not evaluation.method:
        raise DomainError(_("Write the summary and the method first."))
    if not evaluation.findings.exists() or not evaluation.recommendations.exists():
        raise DomainError(_("Write at least one finding and one recommendation first."))
    if evaluation.criteria.filter(answer="").exists():
        raise DomainError(_("The evaluators differ on a criterion: settle it first."))


def _refuse_other_sides(evaluation: Evaluation, rows: Sequence[Advice]) -> None:
    sides = {side for side, _pk in parties.sides_of(evaluation.undertaking)}
    if any(one.words.strip() and one.addressee not in sides for one in rows):
        raise DomainError(_("Address each recommendation to one of the parties."))
