"""Paying a tranche: prepared by one person, approved by another above the limit, paid once."""

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.ledger import services as ledger
from matchmaking.payments import facts, notices, policies
from matchmaking.payments.choices import UNDER_WAY, PaymentStatus
from matchmaking.payments.models import Payment, Project, Tranche
from matchmaking.payments.services.common import announce, fund_of, keep, locked
from matchmaking.payments.services.stopping import stop_if_unready
from matchmaking.payments.signals import payment_paid
from matchmaking.payments.workflow import PAYMENT_WORKFLOW


@transaction.atomic
def prepare_payment(*, tranche_id: int, actor: User, file: File[bytes], note: str = "") -> Payment:
    """Prepare the payment of a tranche that is due, with the order to the bank."""
    tranche = Tranche.objects.get(pk=tranche_id)
    project = locked(tranche.project_id)
    if not policies.administers(actor, project):
        raise PermissionDenied
    tranche.project = project
    if tranche.payments.filter(status__in=[*UNDER_WAY, PaymentStatus.PAID]).exists():
        raise DomainError(_("A payment of this tranche is under way already, or done."))
    refuse_unready(tranche)
    payment = Payment.objects.create(
        project=project,
        tranche=tranche,
        amount_minor=tranche.amount_minor,
        document=keep(file, fund_of(project), actor),
        note=note.strip(),
        needs_approval=needs_four_eyes(project, tranche.amount_minor),
        prepared_by=actor,
    )
    audit.record(payment, "prepare_payment", actor=actor, reason=payment.note)
    if payment.needs_approval:
        notices.tell_of_preparation(payment, actor)
    return payment


@transaction.atomic
def approve_payment(*, payment_id: int, actor: User, version: int | None = None) -> Payment:
    """Approve what somebody else prepared; whose conditions fell back is stopped instead."""
    payment = _locked_payment(payment_id, version)
    if not policies.is_second(actor, payment):
        raise PermissionDenied
    if payment.status == PaymentStatus.PREPARED and stop_if_unready(payment):
        return payment
    # Who and when first: the constraint of the table compares them with who prepared it.
    payment.approved_by, payment.approved_at = actor, timezone.now()
    PAYMENT_WORKFLOW.move(payment, "approve_payment", actor=actor)
    payment.save(update_fields=["approved_by", "approved_at"])
    return payment


@transaction.atomic
def return_payment(
    *, payment_id: int, actor: User, reason: str, version: int | None = None
) -> Payment:
    """Send a payment back to who prepared it; the tranche waits for a new one."""
    payment = _locked_payment(payment_id, version)
    PAYMENT_WORKFLOW.move(payment, "return_payment", actor=actor, reason=reason)
    payment.reason = reason.strip()
    payment.save(update_fields=["reason"])
    notices.tell_of_return(payment, actor)
    return payment


@transaction.atomic
def pay_payment(*, payment_id: int, actor: User) -> Payment:
    """Write down that the bank paid: once, however often it is asked for.

    A payment whose conditions fell back meanwhile is stopped and comes back as stopped.
    """
    payment = _locked_payment(payment_id)
    if not policies.administers_payment(actor, payment):
        raise PermissionDenied
    if payment.status == PaymentStatus.PAID:
        return payment
    if payment.status in UNDER_WAY and stop_if_unready(payment):
        return payment
    _refuse_two_eyes(payment)
    PAYMENT_WORKFLOW.move(payment, "pay", actor=actor)
    payment.paid_by, payment.paid_at = actor, timezone.now()
    payment.save(update_fields=["paid_by", "paid_at"])
    ledger.disburse(
        application_id=payment.project.application_id,
        amount=payment.amount,
        actor=actor,
        key=f"payment:{payment.pk}",
        document=payment.document,
    )
    notices.tell_of_payment(payment, actor)
    announce(payment_paid, payment.project, payment_id=payment.pk)
    return payment


def needs_four_eyes(project: Project, amount_minor: int) -> bool:
    """Say whether the rules of the fund ask a second person to approve a payment like this."""
    return amount_minor > (project.application.call.terms.four_eyes_above_minor or 0)


def refuse_unready(tranche: Tranche) -> None:
    """Raise DomainError with everything that has to happen before a tranche may be paid."""
    missing = facts.why_not(tranche)
    if missing:
        raise DomainError(" ".join(why.words for why in missing))


def _refuse_two_eyes(payment: Payment) -> None:
    if payment.status == PaymentStatus.PREPARED and payment.needs_approval:
        raise DomainError(_("A second person has to approve this payment first."))
    if payment.status not in UNDER_WAY:
        raise NotInThisState


def _locked_payment(payment_id: int, version: int | None = None) -> Payment:
    """Return a payment, its project locked: the tranche and the money stand in one line."""
    row = Payment.objects.get(pk=payment_id)
    project = locked(row.project_id)
    payment = Payment.objects.select_for_update(of=("self",)).select_related("tranche", "document")
    found = payment.get(pk=payment_id)
    found.project = found.tranche.project = project
    if version is not None:
        found.version = version
    return found
