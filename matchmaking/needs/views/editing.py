"""Writing a request: begin it, edit it, save it in passing, check it before submitting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matchmaking.errors import DomainError
from matchmaking.needs import policies, selectors, services
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.forms import NeedEditor, StartForm
from matchmaking.needs.models import Need
from matchmaking.needs.views.detail import (
    SignedInRequest,
    answers_of,
    known_need,
    posted_version,
)
from matchmaking.needs.workflow import NEED_WORKFLOW
from matchmaking.vocabulary.fields import with_one_more_row

# Where in the form an answer is missing, by the names of `missing_parts`.
ANCHORS = {
    "title": "id_title",
    "description": "id_description",
    "themes": "id_themes",
    "lines": "id_lines-0-kind",
    "priority": "id_priority",
    "ends_on": "id_ends_on",
}


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Begin a request; from here on it is saved while it is being written."""
    states = policies.states_drafted_for(request.user)
    if not states:
        raise PermissionDenied
    form = StartForm(request.POST or None, states=states)
    if not form.is_valid():
        return render(request, "needs/start.html", {"form": form})
    fields = form.cleaned_data.copy()
    need = services.draft_need(
        actor=request.user, organisation=fields.pop("organisation"), fields=fields
    )
    return redirect("needs:edit", pk=need.pk)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the form of a request, or save what was typed into it."""
    need = _need_to_edit(request, pk)
    if not need.is_editable:
        messages.error(request, _("This request cannot be changed in its present state."))
        return redirect("needs:detail", pk=pk)
    if request.method != "POST":
        return _form_page(request, need, NeedEditor(need), version=need.version)
    if "add_line" in request.POST:
        editor = NeedEditor(need, with_one_more_row(request.POST, "lines"))
        return _form_page(request, need, editor, version=posted_version(request) or need.version)
    return _save(request, need, NeedEditor(need, request.POST))


@require_POST
@login_required
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    """Keep what can stand of a draft; answer the new version, or 409 and why it was not kept."""
    need = _need_to_edit(request, pk)
    editor = NeedEditor(need, request.POST)
    is_whole = editor.is_valid()
    try:
        saved = services.autosave_need(
            need_id=pk,
            version=posted_version(request) or 0,
            actor=request.user,
            fields=editor.fields,
            lines=editor.line_data,
        )
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal.message)}, status=409)
    answer = {"version": saved.version, "fields": editor.saved_numbers(saved)}
    if is_whole:
        return JsonResponse(answer)
    partly = _("Draft saved, except the answers that cannot stand as they are.")
    return JsonResponse({**answer, "message": partly})


@login_required
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show all answers once more, and what is missing, before the focal point submits."""
    need = _need_to_edit(request, pk)
    if need.status != NeedStatus.DRAFT:
        return redirect("needs:detail", pk=pk)
    moves = NEED_WORKFLOW.available(need, actor=request.user)
    missing = services.missing_parts(need)
    context = {
        **answers_of(need, request.user),
        "missing": [(ANCHORS[name], words) for name, words in missing.items()],
        "may_submit": any(move.name == "submit" for move in moves),
    }
    return render(request, "needs/check.html", context)


def _need_to_edit(request: SignedInRequest, pk: int) -> Need:
    need = known_need(request.user, pk)
    if not policies.edits_need(request.user, need):
        raise PermissionDenied
    return need


def _save(request: SignedInRequest, need: Need, editor: NeedEditor) -> HttpResponse:
    version = posted_version(request) or 0
    if not editor.is_valid():
        return _form_page(request, need, editor, version=version)
    try:
        services.edit_need(
            need_id=need.pk,
            version=version,
            actor=request.user,
            fields=editor.fields,
            lines=editor.line_data,
        )
    except services.StaleNeed as refusal:
        # Saving again means: I have seen theirs, take mine.
        return _form_page(request, need, editor, version=refusal.need.version, stale=refusal)
    except services.IncompleteNeed as refusal:
        editor.add_errors(refusal.errors)
        return _form_page(request, need, editor, version=version)
    messages.success(request, _("Saved."))
    return redirect("needs:check" if "check" in request.POST else "needs:detail", pk=need.pk)


def _form_page(
    request: SignedInRequest,
    need: Need,
    editor: NeedEditor,
    *,
    version: int,
    stale: services.StaleNeed | None = None,
) -> HttpResponse:
    context = answers_of(need, request.user) | {"editor": editor, "version": version}
    if stale:
        context |= {
            "stale": stale.message,
            "theirs": selectors.need_history(request.user, need)[:3],
        }
    return render(request, "needs/form.html", context)
