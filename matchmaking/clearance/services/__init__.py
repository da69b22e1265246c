"""What can be done to the checks: beginning them, deciding on each, setting the rules."""

from matchmaking.clearance.services.hits import decide_hit
from matchmaking.clearance.services.lists import upload_list
from matchmaking.clearance.services.opening import NotClear, open_checks, require_clear
from matchmaking.clearance.services.recording import Evidence
from matchmaking.clearance.services.rules import activate_ruleset, publish_ruleset
from matchmaking.clearance.services.ruling import (
    clear_check,
    confirm_waiver,
    fail_check,
    needs_reference,
    propose_waiver,
    refuse_waiver,
    reopen_check,
)
from matchmaking.clearance.services.screening import look_up_name

__all__ = [
    "Evidence",
    "NotClear",
    "activate_ruleset",
    "clear_check",
    "confirm_waiver",
    "decide_hit",
    "fail_check",
    "look_up_name",
    "needs_reference",
    "open_checks",
    "propose_waiver",
    "publish_ruleset",
    "refuse_waiver",
    "reopen_check",
    "require_clear",
    "upload_list",
]
