"""Writing one result of the chain, with its indicators."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.projects import policies, selectors, services
from matchmaking.projects.choices import ResultLevel
from matchmaking.projects.contents import Contents, contents, section_of
from matchmaking.projects.forms import ResultEditor
from matchmaking.projects.forms.results import without
from matchmaking.projects.models import Proposal
from matchmaking.projects.sections import section_named
from matchmaking.projects.services import SectionConflict
from matchmaking.projects.views.access import done, known
from matchmaking.projects.views.conflicts import told
from matchmaking.vocabulary.fields import with_one_more_row

RESULTS = "results"
KEY = re.compile(r"^[0-9a-z]{1,12}$")


@login_required
def result(request: SignedInRequest, pk: int, key: str = "") -> HttpResponse:
    """Show the form of one result, a new one where no key is given, or save it."""
    proposal = _writable(request, pk)
    whole = contents(proposal)
    if key and not any(row["key"] == key for row in whole[RESULTS]):
        raise Http404
    if request.method != "POST":
        editor = ResultEditor(whole, key or None, initial=_asked_for(request, whole))
        return _page(request, proposal, editor, is_new=not key)
    posted = request.POST
    sent = posted.get("key", "")
    editor_key = key or (sent if KEY.match(sent) else None)
    if "add_indicators" in posted:
        more = with_one_more_row(posted, "indicators")
        return _page(request, proposal, ResultEditor(whole, editor_key, posted=more), not key)
    return _saved(request, proposal, ResultEditor(whole, editor_key, posted=posted), not key)


@require_POST
@login_required
def drop_result(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Remove a result and what measures it."""
    proposal = _writable(request, pk)
    said = section_of(contents(proposal), section_named(RESULTS))

    def act() -> Contents:
        return services.save_section(
            proposal_id=pk, code=RESULTS, said=without(said, key), actor=request.user
        )

    done(request, act, _("Removed."))
    return redirect("projects:section", pk, RESULTS)


def _saved(
    request: SignedInRequest, proposal: Proposal, editor: ResultEditor, is_new: bool
) -> HttpResponse:
    if not editor.is_valid():
        return _page(request, proposal, editor, is_new)
    try:
        services.save_section(
            proposal_id=proposal.pk,
            code=RESULTS,
            said=editor.said,
            was=editor.was,
            actor=request.user,
        )
    except SectionConflict as conflict:
        fresh = ResultEditor(contents(proposal), editor.key, said=conflict.merged.said)
        clash = told(section_named(RESULTS), conflict)
        return _page(request, proposal, fresh, is_new, conflict=clash)
    except DomainError as refusal:
        editor.add_refusal(refusal)
        return _page(request, proposal, editor, is_new)
    messages.success(request, _("Saved."))
    return redirect("projects:section", proposal.pk, RESULTS)


def _page(
    request: SignedInRequest,
    proposal: Proposal,
    editor: ResultEditor,
    is_new: bool,
    conflict: object = None,
) -> HttpResponse:
    states = selectors.states(editor.whole)
    context = {
        "proposal": proposal,
        "section": section_named(RESULTS),
        "editor": editor,
        "is_new": is_new,
        "conflict": conflict,
        "states": states,
        "progress": selectors.progress(states),
    }
    return render(request, "projects/result.html", context)


def _asked_for(request: SignedInRequest, whole: Contents) -> dict[str, str]:
    """Return what a link to a new result asks for: its level, and the outcome it leads to."""
    level = request.GET.get("level", "")
    parent = request.GET.get("parent", "")
    return {
        "level": level if level in ResultLevel.values else ResultLevel.OUTCOME,
        "parent": parent if any(row["key"] == parent for row in whole[RESULTS]) else "",
    }


def _writable(request: SignedInRequest, pk: int) -> Proposal:
    proposal = known(request, pk)
    if not (proposal.is_editable and policies.writes_section(request.user, proposal, RESULTS)):
        raise PermissionDenied
    return proposal
