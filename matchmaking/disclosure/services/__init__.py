"""What can be done about what is kept back: ask, answer, read, agree to publish, attach."""

from matchmaking.disclosure.services.asking import (
    ask_for_disclosure,
    decline_disclosure,
    end_disclosure,
    grant_disclosure,
    take_back_ask,
)
from matchmaking.disclosure.services.consenting import (
    consent_by_saving,
    consent_to_publish,
    renew_consent,
    withdraw_consent,
)
from matchmaking.disclosure.services.documents import (
    attach_document,
    move_documents,
    remove_document,
)
from matchmaking.disclosure.services.levels import set_default_levels
from matchmaking.disclosure.services.reading import log_downloads, log_readings, logging_readings

__all__ = [
    "ask_for_disclosure",
    "attach_document",
    "consent_by_saving",
    "consent_to_publish",
    "decline_disclosure",
    "end_disclosure",
    "grant_disclosure",
    "log_downloads",
    "log_readings",
    "logging_readings",
    "move_documents",
    "remove_document",
    "renew_consent",
    "set_default_levels",
    "take_back_ask",
    "withdraw_consent",
]
