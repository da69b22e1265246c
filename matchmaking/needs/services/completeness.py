"""What a request must say before donors can act on it."""

import datetime
from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.needs.models import Need

Missing = Mapping[str, str | Promise]


class IncompleteNeed(DomainError):
    """The request cannot be submitted yet; `errors` says why, field by field."""

    message = _("Some answers are missing or cannot stand as they are. Complete them first.")

    def __init__(self, errors: Missing) -> None:
        super().__init__(field=next(iter(errors)))
        self.errors = errors


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
        "ends_on": _window_fault(need.ends_on),
    }
    return {field: message for field, message in found.items() if message}


def refuse_incomplete(need: Need) -> None:
    """Raise IncompleteNeed when something is missing."""
    if errors := missing_parts(need):
        raise IncompleteNeed(errors)


def _window_fault(ends_on: datetime.date | None) -> str | Promise:
    if ends_on is None:
        return _("Say until when the assistance is wanted; the request stays open until then.")
    if ends_on < timezone.localdate():
        return _("The last day lies in the past. Choose a later one.")
    return ""
