"""Who writes at the same time, the text that could not be saved, and the signature."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.writing import selectors, services
from matchmaking.writing.views.records import known_record, number_in, posted_version, shared_record


@require_POST
@login_required
def presence(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Take the heartbeat of an open form; say who else has it open where that has changed."""
    found, record = known_record(request.user, kind, pk)
    if not found.may_edit(request.user, record):
        raise PermissionDenied
    if "left" in request.POST:
        services.leave(record, user=request.user)
        return HttpResponse(status=204)
    services.be_present(found, record, user=request.user)
    others = selectors.others_editing(record, request.user)
    if request.POST.get("shown", "") == ",".join(str(user.pk) for user in others):
        return HttpResponse(status=204)
    return render(request, "writing/_presence.html", {"record": record, "others": others})


@require_POST
@login_required
def discard(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Throw away what the person typed and could not save."""
    found, record = shared_record(request, kind, pk)
    services.drop_text(record, user=request.user, number=number_in(request.POST, "number") or 0)
    messages.success(request, _("The text that was set aside has been deleted."))
    return redirect(found.url("edit", record))


@require_POST
@login_required
def sign(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Sign a record off with one's name."""
    found, record = known_record(request.user, kind, pk)
    version = posted_version(request) or 0
    try:
        services.sign_record(found, record_id=pk, version=version, actor=request.user)
    except services.IncompleteRecord as refusal:
        messages.error(request, str(refusal.message))
        return redirect(found.url("check", record))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Signed off with your name and the time."))
    return redirect(found.url("detail", record))
