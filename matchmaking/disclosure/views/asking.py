"""Asking for what is kept back, and answering."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.acting import acting_organisation
from accounts.http import SignedInRequest
from accounts.selectors import organisations_of
from matchmaking import audit
from matchmaking.disclosure import policies, selectors, services
from matchmaking.disclosure.forms import AskForm
from matchmaking.disclosure.models import Ask
from matchmaking.disclosure.views.pages import known
from matchmaking.disclosure.workflow import ASK_WORKFLOW
from matchmaking.errors import DomainError
from matchmaking.writing.records import kind_named


class Answer(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Ask]
    done: str | Promise


ANSWERS = {
    "disclose": Answer(services.grant_disclosure, _("They can read it now.")),
    "decline": Answer(services.decline_disclosure, _("Declined.")),
    "keep_back": Answer(services.end_disclosure, _("Kept back again.")),
    "take_back": Answer(services.take_back_ask, _("Taken back.")),
}


@login_required
def ask(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Ask the owner of a record for what it keeps back."""
    record = known(request.user, kind, pk)
    if not policies.may_ask(request.user, record):
        raise PermissionDenied
    kept_back = selectors.kept_back(request.user, record)
    if not kept_back.parts or kept_back.asked:
        messages.info(request, gettext("There is nothing more to ask for here."))
        return redirect(kind_named(kind).url("detail", record))
    form = AskForm(
        request.POST or None,
        organisations=organisations_of(request.user),
        acting=acting_organisation(request),
        parts=kept_back.parts,
    )
    if form.is_valid():
        try:
            services.ask_for_disclosure(record=record, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, gettext("Your request has been sent to the owner."))
            return redirect(kind_named(kind).url("detail", record))
    context = {"form": form, "record": record, "owner": record.organisation, "kind": kind}
    return render(request, "disclosure/ask.html", context)


@login_required
def asks(request: SignedInRequest) -> HttpResponse:
    """Show what was asked of the person's organisations, and what they have asked for."""
    found = selectors.asks_for_listing(request.user)
    context: dict[str, Any] = {
        "of_us": found.of_us,
        "by_us": found.by_us,
        "sets_defaults": policies.sets_default_levels(request.user),
    }
    return render(request, "disclosure/asks.html", context)


@login_required
def asked(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one request for disclosure to both sides, and its owner what can be answered."""
    found = selectors.ask_for_page(request.user, pk)
    if found is None:
        raise Http404
    context = {
        "ask": found,
        "record": found.record,
        "facts": [
            (_("Record"), found.record or _("A record that is not shown any more")),
            (_("Owner"), found.owner),
            (_("What is asked for"), found.part_names),
            (_("What for"), found.purpose),
            (_("Asked by"), found.asked_by),
            (_("Answer"), found.answer),
        ],
        "moves": ASK_WORKFLOW.available(found, actor=request.user),
        "history": audit.history(found),
    }
    return render(request, "disclosure/asked.html", context)


@require_POST
@login_required
def answer(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Grant, decline, end or take back, and say how it went."""
    get_object_or_404(Ask.objects.visible_to(request.user), pk=pk)
    version = request.POST.get("version", "")
    try:
        ANSWERS[name].service(
            ask_id=pk,
            actor=request.user,
            reason=request.POST.get("reason", ""),
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(ANSWERS[name].done))
    return redirect("disclosure:asked", pk=pk)
