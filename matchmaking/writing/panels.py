"""What other slices show on the pages of a record; each registers its own when it is ready."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.http import SignedInRequest
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind

# Returns safe HTML; empty where it has nothing to say to this person.
Panel = Callable[[HttpRequest, RecordKind[Any], Record], str]
# What a button of a panel does once the form around it was saved; it says where to go on.
Act = Callable[[SignedInRequest, RecordKind[Any], Record], HttpResponse]
PLACES = ("form", "beside", "detail", "side", "check", "print")

_PANELS: dict[str, list[Panel]] = defaultdict(list)
_ACTS: dict[str, Act] = {}


def register(place: str, panel: Panel) -> None:
    """Show a panel on a page: above or beside the form, on the detail or beside it, the check."""
    if place not in PLACES:
        raise LookupError(f"Pages of records have no place {place}")
    _PANELS[place].append(panel)


def panels_of(place: str) -> list[Panel]:
    """Return the panels of a page, in the order they were registered."""
    return _PANELS[place]


def register_act(button: str, act: Act) -> None:
    """Let a button of that name, pressed in the form, save it first and then do its own."""
    _ACTS[button] = act


def act_pressed(request: SignedInRequest) -> Act | None:
    """Return what is to be done after saving, where such a button was pressed."""
    return next((act for button, act in _ACTS.items() if button in request.POST), None)
