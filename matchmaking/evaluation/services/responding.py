"""The management response: point by point, by whom it is addressed to, and what became of it."""

import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.evaluation import notices, policies
from matchmaking.evaluation.choices import (
    OVER,
    EvaluationStatus,
    FollowUpState,
    ResponseAnswer,
)
from matchmaking.evaluation.models import Evaluation, FollowUp, Recommendation, Response
from matchmaking.evaluation.services.common import locked, move, refuse_empty, refuse_unless


class ResponseData(NamedTuple):
    """Whether a recommendation is accepted, why, and what is done by when."""

    answer: str
    words: str
    action: str = ""
    due_on: datetime.date | None = None


@transaction.atomic
def respond(*, recommendation_id: int, actor: User, said: ResponseData) -> Response:
    """Respond to a recommendation for the side it is addressed to; may be said anew until final."""
    recommendation = Recommendation.objects.get(pk=recommendation_id)
    evaluation = recommendation.evaluation = locked(recommendation.evaluation_id)
    own = [
        pk for side, pk in policies.party_of(actor, evaluation) if side == recommendation.addressee
    ]
    is_open = evaluation.status == EvaluationStatus.RESPONDING
    refuse_unless(bool(own), is_open=is_open)
    response, _made = Response.objects.update_or_create(
        recommendation=recommendation,
        defaults={**_checked(said), "organisation_id": own[0], "made_by": actor},
    )
    audit.record(evaluation, "respond", actor=actor)
    notices.tell_of_response(evaluation, actor)
    return response


@transaction.atomic
def close_response(*, evaluation_id: int, actor: User, version: int | None = None) -> Evaluation:
    """Make the evaluation final once every recommendation is answered, or the day is over."""
    evaluation = locked(evaluation_id, version)
    move(evaluation, "close_response", actor, finished_at=timezone.now())
    waits = evaluation.recommendations.filter(response=None).exists()
    is_over = evaluation.respond_until and evaluation.respond_until < timezone.localdate()
    if waits and not is_over:
        raise DomainError(_("Not every recommendation has a response yet."))
    notices.tell_parties("evaluation_final", evaluation, actor)
    return evaluation


@transaction.atomic
def follow_up(
    *, response_id: int, actor: User, on: datetime.date, state: str, words: str
) -> FollowUp:
    """Tell what became of an action that was promised."""
    response = Response.objects.select_related("recommendation").get(pk=response_id)
    evaluation = response.recommendation.evaluation = locked(response.recommendation.evaluation_id)
    own = [pk for _side, pk in policies.party_of(actor, evaluation)]
    refuse_unless(response.organisation_id in own, is_open=evaluation.status in OVER)
    if on > timezone.localdate():
        raise DomainError(_("This day has not come yet."), field="on")
    if state not in FollowUpState.values:
        raise DomainError(_("Say where it stands."), field="state")
    told = FollowUp.objects.create(
        response=response, on=on, state=state, words=refuse_empty(words, "words"), made_by=actor
    )
    response.state = state
    response.save(update_fields=["state"])
    audit.record(evaluation, "follow_up", actor=actor)
    return told


def _checked(said: ResponseData) -> dict[str, object]:
    if said.answer not in ResponseAnswer.values:
        raise DomainError(_("Say whether it is accepted."), field="answer")
    words = {"answer": said.answer, "words": refuse_empty(said.words, "words")}
    if said.answer == ResponseAnswer.REJECTED:
        return {**words, "action": "", "due_on": None}
    if said.due_on is None:
        raise DomainError(_("Say by when."), field="due_on")
    return {**words, "action": refuse_empty(said.action, "action"), "due_on": said.due_on}
