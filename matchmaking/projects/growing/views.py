"""Starting a proposal, and seeing where its words and figures came from."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.agreements.models import Agreement
from matchmaking.errors import DomainError
from matchmaking.needs.models import Need
from matchmaking.projects import policies
from matchmaking.projects.growing import selectors, services
from matchmaking.projects.growing.forms import StartForm
from matchmaking.projects.growing.harvest import Harvest
from matchmaking.projects.growing.wording import part_label
from matchmaking.projects.models import Proposal
from matchmaking.projects.sections import SECTIONS

MOST_NEEDS = 20


@login_required
def start(request: SignedInRequest) -> HttpResponse:
    """Choose requests and agreements, see what would be carried, and begin."""
    applicants = selectors.applicants_for(request.user)
    if not applicants:
        raise PermissionDenied
    said = request.POST if request.method == "POST" else request.GET
    needs, agreements, chosen = _chosen(request, said)
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, applicants=applicants, needs=needs)
    if request.method == "POST" and form.is_valid():
        proposal = _begin(request, form, needs, chosen)
        if proposal is not None:
            messages.success(request, _("The proposal is begun: you lead its team."))
            return redirect("projects:detail", proposal.pk)
    search = said.get("q", "")
    harvest = _harvest(form, needs, chosen)
    context = {
        "form": form,
        "needs": needs,
        "agreements": agreements,
        "chosen": [agreement.pk for agreement in chosen],
        "q": search,
        "found": selectors.found_needs(request.user, search, [need.pk for need in needs]),
        "sections": _sections(harvest),
        "notes": harvest.notes,
    }
    return render(request, "projects/growing/start.html", context)


@login_required
def sources(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show where everything was carried from, and what the sources say today."""
    proposal = _known(request, pk)
    origins = selectors.origins_by_section(request.user, proposal)
    context = {
        "proposal": proposal,
        "sections": [(one, origins[one.code]) for one in SECTIONS if one.code in origins],
        "changed": sum(o.has_changed for rows in origins.values() for o in rows),
        "may_note": policies.writes(request.user, proposal),
    }
    return render(request, "projects/growing/sources.html", context)


@require_POST
@login_required
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take note of what the sources say today."""
    proposal = _known(request, pk)
    count = services.note_sources(proposal_id=proposal.pk, actor=request.user)
    words = ngettext("%(n)s change noted.", "%(n)s changes noted.", count)
    messages.success(request, words % {"n": count})
    return redirect("projects:sources", pk)


def _begin(
    request: SignedInRequest, form: StartForm, needs: list[Need], agreements: list[Agreement]
) -> Proposal | None:
    try:
        return services.grow_proposal(
            actor=request.user,
            need_ids=[need.pk for need in needs],
            agreement_ids=[agreement.pk for agreement in agreements],
            **form.cleaned_data,
        )
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.message))
        return None


def _chosen(
    request: SignedInRequest, said: QueryDict
) -> tuple[list[Need], list[Agreement], list[Agreement]]:
    """Return the chosen requests, the agreements on them, and those of these that are chosen."""
    wanted = _ids(said.getlist("agreement"))
    about = selectors.agreements_to_grow_from(request.user).filter(pk__in=wanted)
    ids = [*_ids(said.getlist("need")), *(one.introduction.need_id for one in about)]
    needs = selectors.chosen_needs(request.user, list(dict.fromkeys(ids))[:MOST_NEEDS])
    agreements = selectors.agreements_about(request.user, [need.pk for need in needs])
    return needs, agreements, [one for one in agreements if one.pk in wanted]


def _harvest(form: StartForm, needs: list[Need], agreements: list[Agreement]) -> Harvest:
    language, currency = form.said("language"), form.said("currency")
    found = selectors.sources_of(needs, agreements, language)
    return selectors.harvest_of(
        found, language=language, currency=currency, today=timezone.localdate()
    )


def _sections(harvest: Harvest) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return the pieces by the section they go to, each with the name of its source."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for piece in harvest.pieces:
        part = part_label(piece.source.parts, piece.part)
        row = {"source": piece.source.name, "part": part, "words": piece.words}
        known = rows.setdefault(piece.section, [])
        if row not in known:  # an output and its indicator say the same
            known.append(row)
    return [(section, rows[section.code]) for section in SECTIONS if section.code in rows]


def _ids(said: Iterable[str]) -> list[int]:
    return [int(one) for one in said if one.isdecimal() and len(one) < 10]


def _known(request: SignedInRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user).with_parties(), pk=pk)
