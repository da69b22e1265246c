"""What a request must say before donors can act on it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.needs.models import Need
from matchmaking.writing.faults import closing_fault, currency_faults, window_faults


def missing_parts(need: Need) -> dict[str, str | Promise]:
    """Return what keeps `need` from being submitted, by field, in the order of the form.

    Nothing is asked that may not apply: no budget, no institution, no national plan.
    """
    found = {
        "title": "" if need.title else _("Give the request a title."),
        "description": ""
        if need.description
        else _("Describe what is needed, for whom, and what it should change."),
        "themes": "" if need.themes.exists() else _("Choose at least one theme."),
        "lines": ""
        if need.lines.exists()
        else _("Add at least one line that says what kind of assistance is needed."),
        "priority": "" if need.priority else _("Say which priority the State gives this request."),
        "ends_on": closing_fault(
            need.ends_on,
            _("Say until when the assistance is wanted; the request stays open until then."),
        ),
    }
    return {field: message for field, message in found.items() if message}


def contradictions(said: Mapping[str, Any]) -> dict[str, str | Promise]:
    """Return the answers that exclude each other, by field: not even a draft may hold them."""
    return {
        **window_faults(said, "starts_on", "ends_on"),
        **currency_faults(said, "budget_minor", "cofinancing_minor"),
    }
