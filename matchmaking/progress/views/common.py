"""Fetching a row of an undertaking with the undertaking it is of."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.views.access import known


def row_known(request: SignedInRequest, model: Any, pk: int) -> tuple[Any, Undertaking]:
    """Return a row that the person may know of with its undertaking, or answer 404."""
    found = model.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    undertaking = known(request, found.undertaking_id)
    found.undertaking = undertaking
    return found, undertaking


def formats_of(name: str, *args: Any) -> list[tuple[str, str]]:
    """Return the addresses of a page as files."""
    return [(one.upper(), reverse(name, args=[*args, one])) for one in FORMATS]
