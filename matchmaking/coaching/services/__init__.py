"""What can be done with the coach: scoring, setting rules aside, taking over, new rules."""

from matchmaking.coaching.services.rules import activate_ruleset, publish_ruleset
from matchmaking.coaching.services.scores import (
    forget_record,
    override_rule,
    restore_rule,
    score_all,
    score_record,
)
from matchmaking.coaching.services.taking import insert_entry, take_passage

__all__ = [
    "activate_ruleset",
    "forget_record",
    "insert_entry",
    "override_rule",
    "publish_ruleset",
    "restore_rule",
    "score_all",
    "score_record",
    "take_passage",
]
