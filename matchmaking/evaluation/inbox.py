"""What of evaluations waits for whom."""

import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.policies import is_broker
from accounts.selectors import organisation_ids, organisations_of
from matchmaking.evaluation.choices import (
    DECLARED,
    OVER,
    SETTLED,
    WRITING,
    AssignmentRole,
    AssignmentStatus,
    EvaluationStatus,
    Side,
)
from matchmaking.evaluation.models import (
    Assignment,
    Comment,
    Consent,
    Evaluation,
    Recommendation,
    Response,
)
from matchmaking.evaluation.notices import number_of
from matchmaking.evaluation.parties import ACTING_ROLES

# So long before its day an action is asked about.
NOTICE = datetime.timedelta(days=30)
PROJECT, AGREEMENT = "undertaking__project__application", "undertaking__agreement__introduction"
# Where each side of an undertaking stands, as columns.
COLUMNS = {
    Side.RECIPIENT: (f"{AGREEMENT}__need__organisation",),
    Side.DONOR: (f"{AGREEMENT}__offer__organisation",),
    Side.IMPLEMENTER: (f"{PROJECT}__proposal__applicant", f"{PROJECT}__proposal__implementer"),
    Side.FUND: (f"{PROJECT}__call__fund__organisation",),
}


def to_declare(user: User) -> QuerySet[Assignment] | None:
    """Return what `user` is asked to evaluate and has not answered."""
    return _own(user, AssignmentStatus.ASKED)


def to_score(user: User) -> QuerySet[Assignment] | None:
    """Return what `user` is to score now."""
    return _own(user, AssignmentStatus.ACCEPTED, evaluation__status=EvaluationStatus.SCORING)


def to_write(user: User) -> QuerySet[Assignment] | None:
    """Return the reports that `user` as lead is to write, or whose comments to answer."""
    lead = {"role": AssignmentRole.LEAD, "evaluation__status__in": WRITING}
    return _own(user, *DECLARED, **lead)


def to_comment(user: User) -> QuerySet[Evaluation] | None:
    """Return the drafts on which no side of `user` has commented yet."""
    rows = _of_party(user, status=EvaluationStatus.COMMENTING)
    return rows if rows is None else rows.filter(~Exists(_said(user, Comment)))


def to_respond(user: User) -> QuerySet[Recommendation] | None:
    """Return the recommendations that wait for the response of a side of `user`."""
    places = organisation_ids(user, ACTING_ROLES)
    if not places:
        return None
    theirs = Q()
    for side, columns in COLUMNS.items():
        named = [Q(**{f"evaluation__{column}__in": places}) for column in columns]
        theirs |= Q(reduce(or_, named), addressee=side)
    # Of a project the State is the recipient, whoever applied.
    countries = [row.country_code for row in organisations_of(user, ACTING_ROLES)]
    state = f"evaluation__{PROJECT}__proposal__country__in"
    theirs |= Q(**{state: [code for code in countries if code]}, addressee=Side.RECIPIENT)
    rows = Recommendation.objects.filter(theirs, response=None)
    known = Evaluation.objects.known_to(user).filter(status=EvaluationStatus.RESPONDING)
    return rows.filter(evaluation__in=known.values("pk")).select_related(f"evaluation__{PROJECT}")


def to_consent(user: User) -> QuerySet[Evaluation] | None:
    """Return the final reports of which a side of `user` has not said whether to publish."""
    rows = _of_party(user, status=EvaluationStatus.FINAL)
    return rows if rows is None else rows.filter(~Exists(_said(user, Consent)))


def to_follow_up(user: User) -> QuerySet[Response] | None:
    """Return the actions promised for an organisation of `user` whose day is near or over."""
    places = organisation_ids(user, ACTING_ROLES)
    if not places:
        return None
    soon = timezone.localdate() + NOTICE
    rows = Response.objects.filter(organisation__in=places, due_on__lte=soon)
    known = Evaluation.objects.known_to(user).filter(status__in=OVER).values("pk")
    rows = rows.filter(recommendation__evaluation__in=known).exclude(state__in=SETTLED)
    return rows.select_related(f"recommendation__evaluation__{PROJECT}")


def to_move(user: User) -> QuerySet[Evaluation] | None:
    """Return what `user` looks after and can take a step further: begin, make final, publish."""
    condition = _planned_by(user)
    if condition is None:
        return None
    declared = Assignment.objects.filter(evaluation=OuterRef("pk"), status__in=DECLARED)
    waiting = Recommendation.objects.filter(evaluation=OuterRef("pk"), response=None)
    ready = Q(status=EvaluationStatus.PLANNED) & Q(Exists(declared))
    ready |= Q(status=EvaluationStatus.RESPONDING) & ~Q(Exists(waiting))
    return Evaluation.objects.known_to(user).filter(condition & ready).select_related(PROJECT)


def _own(user: User, *statuses: str, **more: Any) -> QuerySet[Assignment] | None:
    if not organisation_ids(user, (Role.EVALUATOR,)):
        return None
    rows = Assignment.objects.of(user).filter(status__in=statuses, **more)
    over = (EvaluationStatus.CANCELLED, *OVER)
    rows = rows.exclude(evaluation__status__in=over)
    return rows.select_related(f"evaluation__{PROJECT}")


def _of_party(user: User, **more: Any) -> QuerySet[Evaluation] | None:
    """Return what concerns `user` as one who acts for a party."""
    places = organisation_ids(user, ACTING_ROLES)
    if not places:
        return None
    columns = [column for side in COLUMNS.values() for column in side]
    theirs = reduce(or_, (Q(**{f"{column}__in": places}) for column in columns))
    countries = [row.country_code for row in organisations_of(user, ACTING_ROLES)]
    state = f"{PROJECT}__proposal__country__in"
    theirs |= Q(**{state: [code for code in countries if code]})
    return Evaluation.objects.known_to(user).filter(theirs, **more).select_related(PROJECT)


def _said(user: User, model: Any) -> QuerySet[Any]:
    places = organisation_ids(user, ACTING_ROLES)
    return model.objects.filter(evaluation=OuterRef("pk"), organisation__in=places)


def _planned_by(user: User) -> Q | None:
    if is_broker(user):
        return Q(undertaking__project=None)
    funds = organisation_ids(user, (Role.FUND_ADMINISTRATOR,))
    return Q(**{f"{PROJECT}__call__fund__organisation__in": funds}) if funds else None


def _task(evaluation: Evaluation, pk: int, **more: Any) -> Task:
    url = reverse("evaluation:detail", args=[evaluation.pk])
    # The number of the application tells whom a task of a recused person is about.
    text = f"{number_of(evaluation)} {evaluation}".strip()
    return Task(**{"pk": pk, "text": text, "url": url, **more})


def _of_assignment(row: Assignment) -> Task:
    return _task(row.evaluation, row.pk, since=row.asked_at, due_on=row.evaluation.score_by)


def _of_report(row: Assignment) -> Task:
    return _task(row.evaluation, row.pk, since=row.done_at, due_on=row.evaluation.comment_until)


def _of_comment(row: Evaluation) -> Task:
    return _task(row, row.pk, due_on=row.comment_until)


def _of_consent(row: Evaluation) -> Task:
    return _task(row, row.pk, since=row.finished_at)


def _of_move(row: Evaluation) -> Task:
    return _task(row, row.pk, since=row.planned_at, badge=(row.status, row.get_status_display()))


def _of_response(row: Recommendation) -> Task:
    evaluation = row.evaluation
    note = _("Recommendation %(number)s") % {"number": row.number}
    url = reverse("evaluation:respond", args=[row.pk])
    return _task(evaluation, row.pk, due_on=evaluation.respond_until, note=note, url=url)


def _of_action(row: Response) -> Task:
    url = reverse("evaluation:follow_up", args=[row.pk])
    evaluation = row.recommendation.evaluation
    return _task(evaluation, row.pk, due_on=row.due_on, note=row.action, url=url)


DESK = OrganisationKind.SECRETARIAT
SOURCES = (
    Source("declare_independent", _("Say whether I am independent"), to_declare, _of_assignment),
    Source("score_evaluation", _("Score an evaluation"), to_score, _of_assignment),
    Source("write_evaluation", _("Write an evaluation report"), to_write, _of_report),
    Source("comment_evaluation", _("Comment on a draft report"), to_comment, _of_comment),
    Source("respond_evaluation", _("Respond to a recommendation"), to_respond, _of_response),
    Source("consent_evaluation", _("Say what may be published"), to_consent, _of_consent),
    Source("follow_up_action", _("Tell what became of an action"), to_follow_up, _of_action),
    Source("move_evaluation", _("Take an evaluation further"), to_move, _of_move, DESK),
)
