"""Writing a section: shown, saved, saved in passing, put together with what others wrote."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.projects import panels, policies, selectors, services
from matchmaking.projects.contents import Contents, contents
from matchmaking.projects.forms import SectionEditor
from matchmaking.projects.models import Proposal, SectionText
from matchmaking.projects.reading import read_section
from matchmaking.projects.sections import SECTIONS, Section
from matchmaking.projects.services import SectionConflict
from matchmaking.projects.services.presence import be_here, leave
from matchmaking.projects.views.access import done, known, named
from matchmaking.projects.views.conflicts import told
from matchmaking.vocabulary.fields import with_one_more_row


@login_required
def section(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Show the form of a section, or what it says to those who do not write it; save it."""
    proposal, found = known(request, pk), named(code)
    if not _may_write(request, proposal, code):
        if request.method == "POST":
            raise PermissionDenied
        return _page(request, proposal, found, contents(proposal), None)
    whole = contents(proposal)
    if request.method != "POST":
        return _page(request, proposal, found, whole, _opened(request, proposal, found, whole))
    return _posted(request, proposal, found, whole)


@require_POST
@login_required
def autosave(request: SignedInRequest, pk: int, code: str) -> JsonResponse:
    """Save a section while it is being typed; what cannot stand is kept for its author."""
    proposal, found = known(request, pk), named(code)
    _refuse_reader(request, proposal, code)
    editor = SectionEditor(proposal, found, contents(proposal), posted=request.POST)
    if not editor.is_valid():
        return _kept(request, proposal, code, _("Kept, not saved: some answers cannot stand yet."))
    try:
        _save(request, proposal, editor)
    except DomainError as refusal:
        return _kept(request, proposal, code, str(refusal.message))
    return JsonResponse({"fields": editor.after_saving})


@require_POST
@login_required
def presence(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Take the heartbeat of an open form; say who else has it open where that has changed."""
    proposal = known(request, pk)
    _refuse_reader(request, proposal, code)
    row = _row(proposal, code)
    if "left" in request.POST:
        leave(row, user=request.user)
        return HttpResponse(status=204)
    be_here(row, user=request.user)
    others = selectors.others_writing(row, request.user)
    if request.POST.get("shown", "") == ",".join(str(user.pk) for user in others):
        return HttpResponse(status=204)
    return render(request, "writing/_presence.html", {"others": others})


@require_POST
@login_required
def discard(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Throw away what the person typed and could not save."""
    proposal = known(request, pk)
    services.drop_text(section=_row(proposal, named(code).code), user=request.user)
    messages.success(request, _("The text that was set aside has been deleted."))
    return redirect("projects:section", pk, code)


@require_POST
@login_required
def comment(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Say something about a section to the team."""
    proposal, found = known(request, pk), named(code)
    text = request.POST.get("text", "")

    def act() -> Any:
        return services.add_comment(
            proposal_id=proposal.pk, code=found.code, text=text, actor=request.user
        )

    done(request, act, _("The team can read your comment."))
    return redirect("projects:section", pk, code)


@require_POST
@login_required
def resolve(request: SignedInRequest, pk: int, code: str, number: int) -> HttpResponse:
    """Mark a comment as dealt with, or open it again."""
    proposal, found = known(request, pk), named(code)
    get_object_or_404(selectors.comments_on(_row(proposal, found.code)), pk=number)
    services.resolve_comment(
        proposal_id=proposal.pk,
        code=found.code,
        comment_id=number,
        is_done="open" not in request.POST,
        actor=request.user,
    )
    return redirect("projects:section", pk, code)


def _posted(
    request: SignedInRequest, proposal: Proposal, found: Section, whole: Contents
) -> HttpResponse:
    """Save what was posted, and go on to where the button leads."""
    for name in found.rows:
        if f"add_{name}" in request.POST:
            posted = with_one_more_row(request.POST, name)
            editor = SectionEditor(proposal, found, whole, posted=posted)
            return _page(request, proposal, found, whole, editor)
    editor = SectionEditor(proposal, found, whole, posted=request.POST)
    if not editor.is_valid():
        return _page(request, proposal, found, whole, editor)
    try:
        _save(request, proposal, editor)
    except SectionConflict as conflict:
        return _ask(request, proposal, found, conflict)
    except DomainError as refusal:
        editor.add_refusal(refusal)
        return _page(request, proposal, found, whole, editor)
    messages.success(request, _("Saved."))
    return _onwards(request, proposal, found)


def _save(request: SignedInRequest, proposal: Proposal, editor: SectionEditor) -> None:
    """Save a section, and forget what was kept of it."""
    code = editor.section.code
    services.save_section(
        proposal_id=proposal.pk, code=code, said=editor.said, was=editor.was, actor=request.user
    )
    services.drop_text(section=_row(proposal, code), user=request.user)


def _ask(
    request: SignedInRequest, proposal: Proposal, found: Section, conflict: SectionConflict
) -> HttpResponse:
    """Show the form with both put together, and what the other wrote where both did."""
    services.keep_text(section=conflict.section, user=request.user, posted=request.POST)
    whole = contents(proposal)
    editor = SectionEditor(proposal, found, whole, said=conflict.merged.said)
    return _page(request, proposal, found, whole, editor, conflict=told(found, conflict))


def _opened(
    request: SignedInRequest, proposal: Proposal, found: Section, whole: Contents
) -> SectionEditor:
    """Return the form as it is, or with what the person could not save."""
    kept = selectors.kept_text(_row(proposal, found.code), request.user)
    if kept and "kept" in request.GET:
        editor = SectionEditor(proposal, found, whole, posted=kept.posted)
        editor.is_valid()
        return editor
    return SectionEditor(proposal, found, whole)


def _page(
    request: SignedInRequest,
    proposal: Proposal,
    found: Section,
    whole: Contents,
    editor: SectionEditor | None,
    **more: Any,
) -> HttpResponse:
    row = _row(proposal, found.code)
    states = selectors.states(whole)
    context = {
        "proposal": proposal,
        "section": found,
        "row": row,
        "editor": editor,
        "states": states,
        "state": next(one for one in states if one.section is found),
        "progress": selectors.progress(states),
        "read": read_section(whole, found),
        "reading": whole["proposal"],
        "comments": selectors.comments_on(row),
        "may_comment": policies.is_in_team(request.user, proposal),
        "panels": panels.shown(f"section-{found.code}", request, proposal),
        **_neighbours(found),
        **more,
    }
    if editor is not None:
        be_here(row, user=request.user)
        context["others"] = selectors.others_writing(row, request.user)
        context["kept"] = None if editor.posted else selectors.kept_text(row, request.user)
    return render(request, "projects/section.html", context)


def _neighbours(found: Section) -> dict[str, Section | None]:
    place = SECTIONS.index(found)
    return {
        "before": SECTIONS[place - 1] if place else None,
        "after": SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None,
    }


def _onwards(request: SignedInRequest, proposal: Proposal, found: Section) -> HttpResponse:
    after = _neighbours(found)["after"]
    if "next" not in request.POST:
        return redirect("projects:section", proposal.pk, found.code)
    if after is None:
        return redirect("projects:check", proposal.pk)
    return redirect("projects:section", proposal.pk, after.code)


def _kept(request: SignedInRequest, proposal: Proposal, code: str, words: str) -> JsonResponse:
    services.keep_text(section=_row(proposal, code), user=request.user, posted=request.POST)
    return JsonResponse({"message": words, "kept": True}, status=409)


def _may_write(request: SignedInRequest, proposal: Proposal, code: str) -> bool:
    return proposal.is_editable and policies.writes_section(request.user, proposal, code)


def _refuse_reader(request: SignedInRequest, proposal: Proposal, code: str) -> None:
    if not policies.writes_section(request.user, proposal, named(code).code):
        raise PermissionDenied


def _row(proposal: Proposal, code: str) -> SectionText:
    return SectionText.objects.select_related("edited_by").get(proposal=proposal, code=code)
