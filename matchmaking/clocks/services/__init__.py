"""What is done about clocks: read them, remind and escalate, set targets, agree to be named."""

from matchmaking.clocks.services.consenting import consent_to_be_named, withdraw_match_consent
from matchmaking.clocks.services.running import run_clocks
from matchmaking.clocks.services.standing import ask_to_confirm
from matchmaking.clocks.services.syncing import (
    note_suggestions,
    sync_everything,
    sync_introduction,
    sync_record,
    sync_records,
)
from matchmaking.clocks.services.targets import set_target

__all__ = [
    "ask_to_confirm",
    "consent_to_be_named",
    "note_suggestions",
    "run_clocks",
    "set_target",
    "sync_everything",
    "sync_introduction",
    "sync_record",
    "sync_records",
    "withdraw_match_consent",
]
