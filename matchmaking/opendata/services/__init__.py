"""What is done about open data."""

from matchmaking.opendata.services.calendars import forget_calendar, make_calendar, revoke_calendar
from matchmaking.opendata.services.consenting import consent_to_amounts, withdraw_amounts
from matchmaking.opendata.services.editions import (
    discard_editions,
    give_codes,
    make_edition,
    write_file,
)
from matchmaking.opendata.services.naming import FaultyIdentifier, name_activity

__all__ = [
    "FaultyIdentifier",
    "consent_to_amounts",
    "discard_editions",
    "forget_calendar",
    "give_codes",
    "make_calendar",
    "make_edition",
    "name_activity",
    "revoke_calendar",
    "withdraw_amounts",
    "write_file",
]
