"""What can be done to the checks: beginning them, deciding on each, setting the rules."""

from matchmaking.clearance.services.opening import NotClear, open_checks, require_clear
from matchmaking.clearance.services.ruling import (
    Evidence,
    clear_check,
    confirm_waiver,
    fail_check,
    needs_reference,
    propose_waiver,
    refuse_waiver,
    reopen_check,
)

__all__ = [
    "Evidence",
    "NotClear",
    "clear_check",
    "confirm_waiver",
    "fail_check",
    "needs_reference",
    "open_checks",
    "propose_waiver",
    "refuse_waiver",
    "reopen_check",
    "require_clear",
]
