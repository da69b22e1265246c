"""What colleagues say to each other about a record."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.writing import policies, selectors, services
from matchmaking.writing.forms import CommentForm
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.traces import Comment
from matchmaking.writing.views.records import shared_record


@login_required
def comments(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Show the comments, or add one."""
    found, record = shared_record(request, kind, pk)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            services.add_comment(found, record=record, text=text, actor=request.user)
        except DomainError as refusal:
            form.add_error("text", str(refusal.message))
        else:
            return _back(kind, pk)
    return _page(request, found, record, form)


@login_required
def edit(request: SignedInRequest, kind: str, pk: int, comment: int) -> HttpResponse:
    """Change one's own comment."""
    found, record = shared_record(request, kind, pk)
    row = _comment(record, comment)
    if not policies.owns_comment(request.user, row):
        raise PermissionDenied
    form = CommentForm(request.POST or None, initial={"text": row.text})
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            services.edit_comment(found, record=record, pk=comment, text=text, actor=request.user)
        except DomainError as refusal:
            form.add_error("text", str(refusal.message))
        else:
            return _back(kind, pk)
    return _page(request, found, record, form, editing=row)


@require_POST
@login_required
def delete(request: SignedInRequest, kind: str, pk: int, comment: int) -> HttpResponse:
    """Take one's own comment back."""
    _found, record = shared_record(request, kind, pk)
    _comment(record, comment)
    services.delete_comment(record=record, pk=comment, actor=request.user)
    messages.success(request, _("The comment has been deleted."))
    return _back(kind, pk)


@require_POST
@login_required
def resolve(request: SignedInRequest, kind: str, pk: int, comment: int) -> HttpResponse:
    """Mark a comment as dealt with, or open it again."""
    _found, record = shared_record(request, kind, pk)
    _comment(record, comment)
    is_done = request.POST.get("done") == "1"
    services.resolve_comment(record=record, pk=comment, is_done=is_done, actor=request.user)
    return _back(kind, pk)


def _comment(record: Record, pk: int) -> Comment:
    return get_object_or_404(Comment.objects.of(record), pk=pk)


def _back(kind: str, pk: int) -> HttpResponse:
    return redirect("writing:comments", kind=kind, pk=pk)


def _page(
    request: SignedInRequest,
    kind: RecordKind[Any],
    record: Record,
    form: CommentForm,
    editing: Comment | None = None,
) -> HttpResponse:
    context = {
        "kind": kind,
        "record": record,
        "form": form,
        "editing": editing,
        "comments": selectors.comments_of(record),
        "colleagues": selectors.colleagues_of(record),
    }
    return render(request, "writing/comments.html", context)
