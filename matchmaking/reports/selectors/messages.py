"""What was wrong with a file, or doubtful in it, in the words of the person's language."""

from typing import Any

from django.utils.translation import gettext, gettext_noop

from matchmaking.reports.models import NationalReport
from matchmaking.reports.reader import MESSAGES

# What the site notices beside the reader.
OWN_MESSAGES = {
    "unknown_codes": gettext_noop(
        "Some themes or kinds of assistance are not in the vocabulary and were left out: %(codes)s."
    ),
    "other_state": gettext_noop(
        "The report names another State (%(state)s) than the one it was filed for. "
        "Check that this is the right file."
    ),
    "other_year": gettext_noop(
        "The report names another year (%(year)s) than the one it was filed for. "
        "Check that this is the right file."
    ),
}


def refusal_of(report: NationalReport) -> str:
    """Return what is wrong with a refused file and what to do; empty for any other."""
    return say(report.error_code, report.error_details) if report.error_code else ""


def warnings_of(report: NationalReport) -> list[str]:
    """Return what the person should know about what was read."""
    return [say(warning["code"], warning["details"]) for warning in report.warnings]


def say(code: str, details: dict[str, Any]) -> str:
    """Word a code of the reader; an unknown code says that the file stopped the reader."""
    text = OWN_MESSAGES.get(code) or MESSAGES.get(code) or MESSAGES["crashed"]
    try:
        return gettext(text) % details
    except KeyError:
        # Without its numbers the sentence would mislead; the code is better than nothing.
        return code
