"""Putting a bundle together by hand, with its coverage beside it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.bundles import selectors, services
from matchmaking.bundles.forms import BundleEditor
from matchmaking.bundles.models import Bundle
from matchmaking.bundles.views.access import known_bundle, known_need
from matchmaking.errors import DomainError, NotInThisState


@login_required
def compose(request: SignedInRequest, need_pk: int) -> HttpResponse:
    """Begin a bundle, empty or with the parts that the address names."""
    need = known_need(request, need_pk)
    bench = selectors.workbench(need)
    parts = selectors.read_parts(bench, request.GET.getlist("part"))
    editor = BundleEditor(bench, request.POST or None, parts=parts)

    def save(said: dict[str, Any]) -> Bundle:
        return services.save_bundle(need_id=need.pk, actor=request.user, **said)

    return _edited(request, editor, save, {"need": need})


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a saved bundle."""
    bundle = known_bundle(request, pk)
    if not bundle.is_editable:
        raise NotInThisState
    bench = selectors.bench_of(bundle)
    parts, gone = selectors.parts_of(bench, bundle)
    start = {"name": bundle.name, "note": bundle.note, "version": bundle.version}
    editor = BundleEditor(bench, request.POST or None, parts=parts, initial=start)

    def save(said: dict[str, Any]) -> Bundle:
        version = editor.details.cleaned_data["version"] or 0
        return services.edit_bundle(bundle_id=pk, version=version, actor=request.user, **said)

    return _edited(request, editor, save, {"need": bundle.need, "bundle": bundle, "gone": gone})


def _edited(
    request: SignedInRequest,
    editor: BundleEditor,
    save: Callable[[dict[str, Any]], Bundle],
    context: dict[str, Any],
) -> HttpResponse:
    """Answer with the coverage alone, with the whole page, or save."""
    wants_to_save = request.method == "POST" and "save" in request.POST
    if wants_to_save and (bundle := _saved(editor, save)):
        messages.success(request, _("The bundle has been saved."))
        return redirect("bundles:detail", pk=bundle.pk)
    if editor.is_bound and not wants_to_save and editor.check_rows():
        editor = editor.with_fresh_rows()
    context |= {"editor": editor, "found": editor.combination, "wants_to_save": wants_to_save}
    if request.htmx:
        context["problems"] = editor.problems
    template = "_coverage" if request.htmx and not wants_to_save else "edit"
    return render(request, f"bundles/{template}.html", context)


def _saved(editor: BundleEditor, save: Callable[[dict[str, Any]], Bundle]) -> Bundle | None:
    if not editor.is_valid():
        return None
    said = editor.details.cleaned_data
    try:
        return save({"name": said["name"], "note": said["note"], "parts": editor.data})
    except DomainError as refusal:
        editor.details.add_error(None, str(refusal.message))
    return None
