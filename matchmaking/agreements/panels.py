"""What agreements show on the pages of introductions, requests and offers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.agreements import policies, selectors
from matchmaking.agreements.models import Agreement, Coverage
from matchmaking.introductions.models import Introduction
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.needs.policies import owns_need
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind

# What slices above show beside an agreement: safe HTML, empty where there is nothing to say.
Panel = Callable[[HttpRequest, Agreement], str]
_PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    """Show a panel beside an agreement."""
    _PANELS.append(panel)


def shown(request: HttpRequest, agreement: Agreement) -> list[str]:
    """Return what the panels say to this person."""
    return [html for panel in _PANELS if (html := panel(request, agreement))]


def of_introduction(request: HttpRequest, introduction: Introduction) -> str:
    """Show the agreement of an introduction, or the way to begin one."""
    agreement = selectors.agreement_of(request.user, introduction)
    may_begin = policies.may_begin(request.user, introduction)
    if agreement is None and not may_begin:
        return ""
    context = {"agreement": agreement, "introduction": introduction, "may_begin": may_begin}
    return render_to_string("agreements/_panel.html", context, request)


def of_record(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show, beside a record, the agreements on it that the reader may know of."""
    if not request.user.is_authenticated:
        return ""
    found = selectors.agreements_on(request.user, **{kind.name: record.pk})
    may_meet = isinstance(record, Need) and _may_meet(request, record)
    if not found and not may_meet:
        return ""
    for agreement in found:
        agreement.other = (
            agreement.offer.organisation if kind.name == "need" else agreement.need.party
        )
    context = {"agreements": found, "may_meet": may_meet}
    return render_to_string("agreements/_of_record.html", context, request)


def _may_meet(request: HttpRequest, need: Need) -> bool:
    """Say whether to suggest closing a request: all is agreed, and the reader decides."""
    if need.status != NeedStatus.PUBLISHED or not owns_need(request.user, need):
        return False
    return Coverage.objects.filter(need=need.pk).exists()
