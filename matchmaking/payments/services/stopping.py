"""A payment under way is stopped as soon as something it rests on no longer holds."""

from accounts.models import User
from matchmaking.payments import facts, notices
from matchmaking.payments.choices import UNDER_WAY
from matchmaking.payments.models import Payment, Project
from matchmaking.payments.workflow import PAYMENT_WORKFLOW


def stop_unready(project: Project, actor: User | None = None) -> list[Payment]:
    """Stop the payments of a project whose tranche is not due (any more); in a transaction."""
    rows = project.payments.filter(status__in=UNDER_WAY).select_related("tranche")
    stopped = []
    for payment in rows:
        payment.project = payment.tranche.project = project
        if stop_if_unready(payment, actor):
            stopped.append(payment)
    return stopped


def stop_if_unready(payment: Payment, actor: User | None = None) -> bool:
    """Stop a payment under way where its tranche is not due any more; say whether it was."""
    missing = facts.why_not(payment.tranche)
    if not missing:
        return False
    reason = " ".join(why.words for why in missing)
    PAYMENT_WORKFLOW.move(payment, "stop_payment", actor=None, reason=reason)
    payment.reason = reason
    payment.save(update_fields=["reason"])
    notices.tell_of_stop(payment, actor)
    return True
