"""The pages of one project or agreement that is monitored: slices further down add theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from matchmaking.monitoring.models import Undertaking


@dataclass(frozen=True)
class Tab:
    """A page, and whether it is the one that is shown."""

    label: str | Promise
    url: str
    is_current: bool = False


Maker = Callable[[HttpRequest, Undertaking], Tab | None]
_makers: dict[Maker, int] = {}


def register(order: int, maker: Maker) -> None:
    """Add a page to every project and agreement; None where a person has no business there."""
    _makers[maker] = order


def tabs_of(request: HttpRequest, undertaking: Undertaking) -> list[Tab]:
    """Return the pages that this person may open, in their order."""
    ordered = sorted(_makers.items(), key=lambda pair: pair[1])
    return [tab for maker, _order in ordered if (tab := maker(request, undertaking))]
