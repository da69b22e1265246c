"""What people do with a project and its money, one act each."""

from matchmaking.payments.services.agreeing import plan_tranches, sign_funding
from matchmaking.payments.services.closing import (
    close_project,
    resume_project,
    suspend_project,
)
from matchmaking.payments.services.giving import Gift, pledge_contribution, receive_instalment
from matchmaking.payments.services.opening import open_missing_projects, open_project
from matchmaking.payments.services.paying import (
    approve_payment,
    pay_payment,
    prepare_payment,
    return_payment,
)
from matchmaking.payments.services.refunding import record_refund
from matchmaking.payments.services.reporting import (
    accept_report,
    extend_report,
    receive_report,
    remind_of_reports,
    return_report,
    skip_report,
)
from matchmaking.payments.services.spending import (
    accept_expenditure,
    enter_expenditure,
    return_expenditure,
)
from matchmaking.payments.services.stopping import stop_unready

__all__ = [
    "Gift",
    "accept_expenditure",
    "accept_report",
    "approve_payment",
    "close_project",
    "enter_expenditure",
    "extend_report",
    "open_missing_projects",
    "open_project",
    "pay_payment",
    "plan_tranches",
    "pledge_contribution",
    "prepare_payment",
    "receive_instalment",
    "receive_report",
    "record_refund",
    "remind_of_reports",
    "resume_project",
    "return_expenditure",
    "return_payment",
    "return_report",
    "sign_funding",
    "skip_report",
    "stop_unready",
    "suspend_project",
]
