"""The side panel, drawn anew after each saving."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from matchmaking.coaching import panels
from matchmaking.writing.records import kind_named


@login_required
def panel(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Return the advice for a record as it was last saved."""
    try:
        found = kind_named(kind)
    except LookupError as error:
        raise Http404 from error
    record = get_object_or_404(found.visible_to(request.user), pk=pk)
    if not found.may_edit(request.user, record):
        raise PermissionDenied
    return HttpResponse(panels.panel(request, found, record))
