"""What the figures do when something happens below them: the facts are read anew."""

from typing import Any

from django.dispatch import receiver

from matchmaking.agreements import signals as agreements
from matchmaking.insights import tasks
from matchmaking.insights.choices import Subject
from matchmaking.needs.models import Need
from matchmaking.offers.signals import offer_capacity_changed
from matchmaking.payments import signals as payments
from matchmaking.writing.signals import record_changed, records_united

OF_A_RECORD = (Subject.NEED, Subject.OFFER)


@receiver(record_changed, dispatch_uid="insights.record")
def read_record(*, kind: str, record_id: int, **_kwargs: Any) -> None:
    """Read a request or an offer whose words or status changed."""
    if kind in OF_A_RECORD:
        tasks.refresh_facts.delay(kind, [record_id])


@receiver(records_united, dispatch_uid="insights.united")
def read_united(*, kind: str, kept_id: int, merged_id: int, **_kwargs: Any) -> None:
    """Read both of two records of which one was kept."""
    if kind in OF_A_RECORD:
        tasks.refresh_facts.delay(kind, [kept_id, merged_id])


@receiver(offer_capacity_changed, dispatch_uid="insights.capacity")
def read_offer(*, offer_id: int, **_kwargs: Any) -> None:
    """Read an offer of which more or less is left."""
    tasks.refresh_facts.delay(Subject.OFFER, [offer_id])


@receiver(
    [
        agreements.agreement_signed,
        agreements.agreement_amended,
        agreements.agreement_fulfilled,
        agreements.agreement_ended,
        agreements.delivery_stated,
        agreements.delivery_confirmed,
    ],
    dispatch_uid="insights.agreement",
)
def read_agreed(*, need_id: int, offer_id: int, **_kwargs: Any) -> None:
    """Read both sides of an agreement that moved."""
    tasks.refresh_facts.delay(Subject.NEED, [need_id])
    tasks.refresh_facts.delay(Subject.OFFER, [offer_id])


@receiver(
    [payments.project_signed, payments.payment_paid, payments.project_closed],
    dispatch_uid="insights.project",
)
def read_project(*, project_id: int, **_kwargs: Any) -> None:
    """Read a project that moved, and the requests that it carries."""
    tasks.refresh_facts.delay(Subject.PROJECT, [project_id])
    needs = Need.objects.filter(proposals__applications__project=project_id)
    tasks.refresh_facts.delay(Subject.NEED, list(needs.order_by().values_list("pk", flat=True)))
