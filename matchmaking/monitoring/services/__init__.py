"""What people and the system do with what is monitored, one act each."""

from matchmaking.monitoring.services.evidence import add_evidence, remove_evidence
from matchmaking.monitoring.services.opening import (
    close_undertaking,
    open_agreement,
    open_missing,
    open_project,
)
from matchmaking.monitoring.services.reminding import remind_of_values
from matchmaking.monitoring.services.revising import (
    agree_revision,
    decline_revision,
    follow_amendment,
    propose_revision,
    withdraw_revision,
)
from matchmaking.monitoring.services.values import (
    approve_values,
    enter_values,
    return_value,
    submit_values,
)

__all__ = [
    "add_evidence",
    "agree_revision",
    "approve_values",
    "close_undertaking",
    "decline_revision",
    "enter_values",
    "follow_amendment",
    "open_agreement",
    "open_missing",
    "open_project",
    "propose_revision",
    "remind_of_values",
    "remove_evidence",
    "return_value",
    "submit_values",
    "withdraw_revision",
]
