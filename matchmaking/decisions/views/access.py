"""Fetching what a page is about: 404 for what the person may not know of."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.applications.models import Application
from matchmaking.applications.policies import must_declare
from matchmaking.applications.views.access import to_declaration
from matchmaking.decisions import policies
from matchmaking.decisions.models import Ballot, Choice, Condition, Decision
from matchmaking.decisions.selectors.outcomes import PARTIES
from matchmaking.decisions.services.common import PARTIES as OF_APPLICATION
from matchmaking.errors import DomainError
from matchmaking.funds.models import Call


def known_call(request: SignedInRequest, pk: int) -> Call:
    """Return a call whose committee the person follows."""
    call = get_object_or_404(Call.objects.select_related("fund__organisation"), pk=pk)
    if not policies.follows(request.user, call):
        raise Http404
    return call


def known_application(request: SignedInRequest, pk: int) -> Application:
    """Return an application that the person may know of, of a call they follow."""
    rows = Application.objects.visible_to(request.user).select_related(*OF_APPLICATION)
    application = get_object_or_404(rows, pk=pk)
    if not policies.follows(request.user, application.call):
        raise Http404
    return application


def known_ballot(request: SignedInRequest, pk: int) -> Ballot:
    """Return a ballot that the person may know of."""
    rows = Ballot.objects.visible_to(request.user).select_related(
        *PARTIES, "condition", "appeal__decision", "opened_by", "closed_by"
    )
    return get_object_or_404(rows, pk=pk)


def known_choice(request: SignedInRequest, pk: int) -> Choice:
    """Return a scenario that the person may know of."""
    rows = Choice.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("call__fund__organisation", "created_by"), pk=pk)


def known_decision(request: SignedInRequest, pk: int) -> Decision:
    """Return a decision that the person may know of."""
    rows = Decision.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related(*PARTIES), pk=pk)


def known_condition(request: SignedInRequest, pk: int) -> Condition:
    """Return a condition that the person may know of."""
    joined = [f"decision__{party}" for party in PARTIES]
    rows = Condition.objects.visible_to(request.user).select_related(*joined)
    return get_object_or_404(rows, pk=pk)


def asked_to_declare(request: SignedInRequest, application: Application) -> HttpResponse | None:
    """Send who has not said so yet to the page where they say that they have no conflict."""
    if not must_declare(request.user, application):
        return None
    messages.info(request, _("First say whether you have a conflict of interest."))
    return to_declaration(request, application.pk)


def refused(form: forms.Form, refusal: DomainError) -> None:
    """Say what is wrong beside its field, or above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal.message))


def formats_of(results: RowListing, csv_url: str) -> list[tuple[str, str]]:
    """Return the files a list is offered as; `csv_url` is the address of the first."""
    start = csv_url.removesuffix("csv/")
    return [(name.upper(), results.export_url(f"{start}{name}/")) for name in FORMATS]


def plain_formats(urls: Iterable[str]) -> list[tuple[str, str]]:
    """Return the files a page without filters is offered as."""
    return [(name.upper(), url) for name, url in zip(FORMATS, urls, strict=True)]


def version_of(request: SignedInRequest) -> int:
    """Return the version of the record that the page was made from; 0 is none there is."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def done(request: SignedInRequest, act: Any, told: str, **said: Any) -> bool:
    """Do an act, and tell how it went."""
    try:
        act(actor=request.user, **said)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, told)
    return True
