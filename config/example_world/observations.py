"""One agreement that was fulfilled a year ago: its first observation is answered and verified."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from matchmaking.agreements import services as agreements
from matchmaking.agreements.choices import AgreementStatus
from matchmaking.agreements.models import Agreement, Delivery
from matchmaking.monitoring import services as monitoring
from matchmaking.monitoring.models import Undertaking, Value
from matchmaking.observations import services
from matchmaking.observations.models import Observation
from matchmaking.observations.services import ItemAnswer

AGO = timedelta(days=380)
EVALUATOR, BROKER = "elena@example.org", "sofia@example.org"
ANSWER = ItemAnswer(
    item_id=0,
    in_use="partly",
    maintained="yes",
    staffed="yes",
    budgeted="no",
    words="Two of those who were trained have left for other posts.",
)


def build_observations() -> Iterator[Observation]:
    """Fulfil the last agreement of which nothing is reported, a year ago; look what is left."""
    if Observation.objects.exists():
        return
    measured = Value.objects.values("indicator__undertaking")
    rows = Undertaking.objects.open().filter(project=None).exclude(pk__in=measured)
    undertaking = rows.with_parties().order_by("-pk").first()
    if undertaking is None or undertaking.agreement is None:
        return
    _fulfil(undertaking.agreement)
    monitoring.close_undertaking(undertaking_id=undertaking.pk)
    _let_it_be_long_over(undertaking)
    services.open_observations(undertaking_id=undertaking.pk)
    first = undertaking.observations.order_by("months").first()
    if first is not None:
        yield _answered(first, undertaking.agreement)


def _fulfil(agreement: Agreement) -> None:
    """Let both sides confirm every line in full."""
    for actor in (agreement.offer.created_by, agreement.need.created_by):
        said = [
            agreements.Statement(line.pk, timezone.localdate(), line.quantity)
            for line in agreement.lines.all()
        ]
        agreements.state_delivery(agreement_id=agreement.pk, actor=actor, statements=said)


def _let_it_be_long_over(undertaking: Undertaking) -> None:
    """Move its days back, so that the first year is over on whatever day this is built."""
    today, now = timezone.localdate(), timezone.now()
    of = {"pk": undertaking.agreement_id, "status": AgreementStatus.FULFILLED}
    begun = AGO + timedelta(days=200)
    Agreement.objects.filter(**of).update(signed_at=now - begun, fulfilled_at=now - AGO)
    Delivery.objects.filter(line__agreement=undertaking.agreement_id).update(on=today - AGO)
    Undertaking.objects.filter(pk=undertaking.pk).update(
        starts_on=today - begun, ends_on=today - AGO, closed_on=today - AGO
    )
    for row in undertaking.observations.all():
        Observation.objects.filter(pk=row.pk).update(due_on=row.due_on - AGO)


def _answered(row: Observation, agreement: Agreement) -> Observation:
    answers = []
    for item in row.items.all():
        counted = None if item.delivered is None else item.delivered - Decimal(2)
        answers.append(replace(ANSWER, item_id=item.pk, quantity_in_use=counted))
    services.assign_observation(
        observation_id=row.pk, actor=_person(BROKER), evaluator=_person(EVALUATOR)
    )
    services.enter_observation(
        observation_id=row.pk, actor=agreement.need.created_by, answers=answers
    )
    return services.verify_observation(
        observation_id=row.pk,
        actor=_person(EVALUATOR),
        reason="The list of posts was compared with the payroll of this month.",
    )


def _person(email: str) -> User:
    return User.objects.get(email=email)
