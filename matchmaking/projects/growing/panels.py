"""The way to a proposal from a request and from an agreement, and the sources beside its words."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.agreements import panels as agreements
from matchmaking.agreements.choices import IN_FORCE
from matchmaking.agreements.models import Agreement
from matchmaking.needs.models import Need
from matchmaking.projects import panels as ours
from matchmaking.projects.growing import selectors
from matchmaking.projects.models import Proposal
from matchmaking.projects.sections import CODES
from matchmaking.writing import panels as records
from matchmaking.writing.models import PUBLISHED, Record
from matchmaking.writing.records import RecordKind


def beside_the_need(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Offer to start a proposal for an open request, and name those that grew out of it."""
    if not isinstance(record, Need) or not request.user.is_authenticated:
        return ""
    proposals = Proposal.objects.visible_to(request.user).filter(needs=record.pk).order_by("-pk")
    may_begin = record.status == PUBLISHED and bool(selectors.applicants_for(request.user))
    found = list(proposals)
    if not found and not may_begin:
        return ""
    context = {"proposals": found, "ask": f"need={record.pk}" if may_begin else ""}
    return render_to_string("projects/growing/_start.html", context, request)


def beside_the_agreement(request: HttpRequest, agreement: Agreement) -> str:
    """Offer to start a proposal that takes an agreement in, and name those that did."""
    proposals = Proposal.objects.visible_to(request.user).filter(agreements=agreement.pk)
    may_begin = agreement.status in IN_FORCE and bool(selectors.applicants_for(request.user))
    found = list(proposals.order_by("-pk"))
    if not found and not may_begin:
        return ""
    context = {"proposals": found, "ask": f"agreement={agreement.pk}" if may_begin else ""}
    return render_to_string("projects/growing/_start.html", context, request)


def of_section(request: HttpRequest, proposal: Proposal, code: str) -> str:
    """Show beside a section where its words and figures were carried from."""
    origins = selectors.origins_by_section(request.user, proposal).get(code)
    if not origins:
        return ""
    context = {"origins": origins, "proposal": proposal}
    return render_to_string("projects/growing/_of_section.html", context, request)


def of_proposal(request: HttpRequest, proposal: Proposal) -> str:
    """Name beside a proposal the records it grew out of, and how many of them changed since."""
    origins = selectors.origins_of(request.user, proposal)
    if not origins:
        return ""
    context = {
        "proposal": proposal,
        "sources": {origin.url: origin.source for origin in origins},
        "changed": sum(origin.has_changed for origin in origins),
    }
    return render_to_string("projects/growing/_of_proposal.html", context, request)


def register() -> None:
    """Show these where they belong."""
    records.register("side", beside_the_need)
    agreements.register(beside_the_agreement)
    ours.register("side", of_proposal)
    for code in CODES:
        ours.register(f"section-{code}", partial(of_section, code=code))
