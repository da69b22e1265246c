"""What leaves a conversation: its documents, its letters, and itself as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.documents.views import download
from matchmaking.introductions import policies
from matchmaking.introductions.export import MAKERS, CannotBeMade
from matchmaking.introductions.models import Letter, ThreadFile
from matchmaking.introductions.views.access import known


@login_required
def document(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send a file of the conversation, in whichever of its versions."""
    introduction = known(request, pk)
    if not policies.reads_words(request.user, introduction):
        raise PermissionDenied
    files = ThreadFile.objects.filter(introduction=introduction).select_related("attachment")
    return download(get_object_or_404(files, pk=number).attachment)


@login_required
def scan(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the scan of a signed letter, to both sides and the secretariat."""
    letters = Letter.objects.filter(introduction=known(request, pk)).select_related("attachment")
    return download(get_object_or_404(letters, pk=number).attachment)


@login_required
@never_cache
def conversation(request: SignedInRequest, pk: int, format_name: str) -> HttpResponse:
    """Send the whole conversation as a file, to those who may read it."""
    introduction = known(request, pk)
    if not policies.reads_words(request.user, introduction):
        raise PermissionDenied
    if format_name not in MAKERS:
        raise Http404
    maker = MAKERS[format_name]
    try:
        content = maker.make(introduction)
    except CannotBeMade:
        messages.error(request, _("This machine cannot make PDF: take Word instead."))
        return redirect("introductions:detail", pk)
    audit.record(introduction, "export_thread", actor=request.user)
    response = HttpResponse(content, content_type=maker.content_type)
    name = f"conversation-{pk}.{format_name}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
