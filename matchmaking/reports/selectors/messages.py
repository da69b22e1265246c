"""What was wrong with a file, or doubtful in it, in the words of the person's language."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from matchmaking.reports.models import CandidateNeed, NationalReport
from matchmaking.reports.reader import MESSAGES
from matchmaking.vocabulary.models import Country

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

# Why the reader took a passage for a request; other codes are of use to its makers only.
REASONS: dict[str, str | Promise] = {
    "ticked_yes": _("Yes is ticked beside the question whether assistance is wished."),
    "requested_ticked": _("The report says that this assistance was requested."),
    "needs_field": _("It stands in the field for needs and requests."),
    "assistance_section": _("It stands in a part of the report about assistance."),
    "text_beside_blank": _("Neither Yes nor No is ticked, but the answer asks for something."),
    "text_beside_developing": _("“Developing” is ticked, and the answer asks for something."),
    "text_beside_no": _("No is ticked, but the answer asks for something. Please check."),
    "no_text": _("Nothing is written beside the Yes: complete what is meant."),
    "says_lack": _("The sentence says that something is missing or broken."),
    "says_wish": _("The sentence says that help is wished."),
    "refers_to_another_answer": _("The answer refers to another one, which says what is meant."),
}


def reasons_of(candidate: CandidateNeed) -> list[str | Promise]:
    """Return why the reader took this passage for a request."""
    return [REASONS[code] for code in candidate.why if code in REASONS]


def refusal_of(report: NationalReport) -> str:
    """Return what is wrong with a refused file and what to do; empty for any other."""
    return say(report.error_code, report.error_details) if report.error_code else ""


def warnings_of(report: NationalReport) -> list[str]:
    """Return what the person should know about what was read."""
    return [say(warning["code"], _with_names(warning["details"])) for warning in report.warnings]


def say(code: str, details: dict[str, Any]) -> str:
    """Word a code of the reader; an unknown code says that the file stopped the reader."""
    text = OWN_MESSAGES.get(code) or MESSAGES.get(code) or MESSAGES["crashed"]
    try:
        return gettext(text) % details
    except KeyError:
        # Without its numbers the sentence would mislead; the code is better than nothing.
        return code


def _with_names(details: dict[str, Any]) -> dict[str, Any]:
    """Name the State of a code in the person's language."""
    if "state" not in details:
        return details
    country = Country.objects.filter(pk=details["state"]).first()
    return details | {"state": country or details["state"]}
