"""Fetching a scenario for a page: of what brokers plan, nobody else knows."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.allocation.models import Scenario
from matchmaking.allocation.policies import shares_out


def brokers_only(request: SignedInRequest) -> None:
    """Refuse everyone who does not share out."""
    if not shares_out(request.user):
        raise PermissionDenied


def known_scenario(request: SignedInRequest, pk: int) -> Scenario:
    """Return a scenario that the person may know of."""
    return get_object_or_404(Scenario.objects.visible_to(request.user), pk=pk)


def formats_of(results: RowListing, csv_url: str) -> list[tuple[str, str]]:
    """Return the files a list is offered as; `csv_url` is the address of the first."""
    start = csv_url.removesuffix("csv/")
    return [(name.upper(), results.export_url(f"{start}{name}/")) for name in FORMATS]
