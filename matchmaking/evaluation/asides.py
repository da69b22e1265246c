"""What slices further down show beside an evaluation: asides.register(10, lessons)."""

from collections.abc import Callable

from django.http import HttpRequest

from matchmaking.evaluation.models import Evaluation

Aside = Callable[[HttpRequest, Evaluation], str]
_asides: dict[Aside, int] = {}


def register(order: int, aside: Aside) -> None:
    """Show something beside an evaluation; safe HTML, empty where there is nothing to say."""
    _asides[aside] = order


def shown(request: HttpRequest, evaluation: Evaluation) -> list[str]:
    """Return what stands beside an evaluation for this person, in its order."""
    ordered = sorted(_asides, key=lambda aside: _asides[aside])
    return [html for aside in ordered if (html := aside(request, evaluation))]
