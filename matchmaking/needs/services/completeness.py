"""What a request must say before donors can act on it."""

import datetime
from collections.abc import Mapping
from typing import Any

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


def contradictions(
    *,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    has_amount: bool,
    currency: str,
) -> dict[str, str | Promise]:
    """Return the answers that exclude each other, by field: not even a draft may hold them."""
    found: dict[str, str | Promise] = {}
    if starts_on and ends_on and ends_on < starts_on:
        found["ends_on"] = _("The last day lies before the first.")
    if has_amount and not currency:
        found["currency"] = _("Choose the currency of the amounts.")
    return found


def refuse_contradictions(need: Need, fields: Mapping[str, Any]) -> None:
    """Raise IncompleteNeed when `need` could not hold `fields` beside what it says already."""
    names = ("starts_on", "ends_on", "budget_minor", "cofinancing_minor", "currency")
    said = {name: fields.get(name, getattr(need, name)) for name in names}
    amounts = (said.pop("budget_minor"), said.pop("cofinancing_minor"))
    if errors := contradictions(has_amount=any(a is not None for a in amounts), **said):
        raise IncompleteNeed(errors)


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
