"""Writing a call, changing a published one, and giving more time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.funds import describing, services
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.forms import CallForm, ChangeForm, ExtensionForm, TermsEditor
from matchmaking.funds.forms.terms import OF_CALL
from matchmaking.funds.models import Call
from matchmaking.funds.terms import Terms
from matchmaking.funds.views.access import administered_call, administered_fund, refuse
from matchmaking.funds.views.rules import LANGUAGES, language_of
from matchmaking.writing.views.records import posted_version


@login_required
def call_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a call from the rules of a fund."""
    fund = administered_fund(request, pk)
    rules = fund.rules.filter(is_active=True).first()
    if rules is None:
        messages.error(request, _("Write the rules of the fund first."))
        return redirect("funds:rules_write", pk=pk)
    form = CallForm.new(rules.terms, request.POST or None)
    if form.is_valid():
        try:
            made = services.draft_call(actor=request.user, fund_id=pk, fields=form.said)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The draft is saved. Nobody outside the fund sees it yet."))
            return redirect("funds:call", pk=made.pk)
    return render(request, "funds/call_form.html", {"form": form, "fund": fund})


@login_required
def call_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what a draft of a call says."""
    call = _draft(request, pk)
    form = CallForm.of(call, request.POST or None)
    if form.is_valid() and _done(form, lambda: _save(request, call, form.said)):
        messages.success(request, _("Saved."))
        return redirect("funds:call", pk=pk)
    return render(request, "funds/call_form.html", {"form": form, "fund": call.fund, "call": call})


@login_required
def call_terms(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the terms of a draft: who may apply, criteria, tranches and reports."""
    call = _draft(request, pk)
    language = language_of(request)
    editor = TermsEditor(request.POST or None, call.terms, language, leave=OF_CALL)
    wants_more = "more" in request.POST
    if request.method == "POST" and not wants_more and editor.is_valid():
        if "try" not in request.POST and _done(
            editor.form, lambda: _save(request, call, {}, editor.content())
        ):
            messages.success(request, _("Saved."))
            return redirect("funds:call", pk=pk)
        changes = describing.differences(call.terms, Terms.of(editor.content()))
    else:
        changes = []
    context = {
        "fund": call.fund,
        "call": call,
        "editor": editor,
        "languages": LANGUAGES,
        "language": language,
        "differences": changes,
        "is_trial": "try" in request.POST,
    }
    return render(request, "funds/call_terms.html", context)


@require_POST
@login_required
def call_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft of a call away."""
    call = administered_call(request, pk)
    try:
        services.delete_call(call_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("funds:call", pk=pk)
    messages.success(request, _("The draft is deleted."))
    return redirect("funds:fund", pk=call.fund_id)


@login_required
def call_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the words of a published call, for everybody to see."""
    call = administered_call(request, pk)
    form = ChangeForm.of(call, request.POST or None)
    if form.is_valid():

        def change() -> Any:
            return services.change_call(
                call_id=pk,
                actor=request.user,
                version=posted_version(request) or call.version,
                reason=form.cleaned_data["reason"],
                fields=form.said(call),
            )

        if _done(form, change):
            messages.success(request, _("The change is published; those who follow are told."))
            return redirect("funds:call", pk=pk)
    return render(request, "funds/call_change.html", {"form": form, "call": call})


@login_required
def call_extend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give more time, to everybody or to one organisation."""
    call = administered_call(request, pk)
    form = ExtensionForm(request.POST or None, call=call)
    if form.is_valid() and _done(
        form,
        lambda: services.extend_call(call_id=pk, actor=request.user, **form.said),
    ):
        messages.success(request, _("The new deadline is recorded; those it concerns are told."))
        return redirect("funds:call", pk=pk)
    return render(request, "funds/call_extend.html", {"form": form, "call": call})


def _draft(request: SignedInRequest, pk: int) -> Call:
    """Return a call whose terms may still change; a published one answers 403."""
    call = administered_call(request, pk)
    if call.status != CallStatus.DRAFT:
        raise PermissionDenied
    return call


def _save(
    request: SignedInRequest, call: Call, fields: dict[str, Any], content: Any = None
) -> Call:
    return services.edit_call(
        call_id=call.pk,
        actor=request.user,
        version=posted_version(request) or call.version,
        fields=fields,
        content=content,
    )


def _done(form: Any, act: Callable[[], Any]) -> bool:
    """Do it and say whether it worked; a refusal is shown in the form."""
    try:
        act()
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    return True
