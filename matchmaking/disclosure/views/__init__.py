"""What the addresses of this slice answer, and the pages of records that keep parts back."""

from matchmaking.disclosure.views.asking import ANSWERS, answer, ask, asked, asks
from matchmaking.disclosure.views.consenting import consent, withdraw
from matchmaking.disclosure.views.documents import attach, document, remove
from matchmaking.disclosure.views.pages import DisclosedPages, logging_readings
from matchmaking.disclosure.views.readings import defaults, export, readings

__all__ = [
    "ANSWERS",
    "DisclosedPages",
    "answer",
    "ask",
    "asked",
    "asks",
    "attach",
    "consent",
    "defaults",
    "document",
    "export",
    "logging_readings",
    "readings",
    "remove",
    "withdraw",
]
