"""What a person can do about a pair; the slices above add their steps when they are ready."""

from collections.abc import Callable

from django.http import HttpRequest

from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

# Returns safe HTML, a link or a button; empty where this person has nothing to do there.
Step = Callable[[HttpRequest, Need, Offer], str]
_STEPS: list[Step] = []


def register(step: Step) -> None:
    """Offer a step wherever a pair is shown."""
    _STEPS.append(step)


def steps_for(request: HttpRequest, need: Need, offer: Offer) -> list[str]:
    """Return the steps that the person can take with a pair."""
    shown = (step(request, need, offer) for step in _STEPS)
    return [html for html in shown if html]
