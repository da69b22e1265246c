"""Writing an agreement and amendments of it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.agreements import limits, policies, selectors, services
from matchmaking.agreements.choices import EDITABLE
from matchmaking.agreements.forms import PREFIX, AmendmentForm, LinesEditor, WordsForm
from matchmaking.agreements.limits import FaultyLines, Room
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.terms import TermsData, data_of
from matchmaking.agreements.views.access import known
from matchmaking.errors import ChangedMeanwhile, DomainError
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.selectors import introduction_for_page
from matchmaking.vocabulary.fields import with_one_more_row

Act = Callable[[LinesEditor], Agreement]


@login_required
def create(request: SignedInRequest, introduction_pk: int) -> HttpResponse:
    """Begin the agreement of an introduction; where there is one, lead there."""
    introduction = introduction_for_page(request.user, introduction_pk)
    if introduction is None:
        raise Http404
    if not policies.speaks_in(request.user, introduction):
        raise PermissionDenied
    if not policies.may_begin(request.user, introduction):
        return _existing(request, introduction)
    editor = _editor(
        request,
        WordsForm(_posted(request)),
        limits.room_of(introduction),
        selectors.suggested_lines(introduction),
    )

    def begin(said: LinesEditor) -> Agreement:
        return services.begin_agreement(
            introduction_id=introduction_pk,
            actor=request.user,
            lines=said.data,
            terms=said.form.cleaned_data["terms"],
        )

    context = {"introduction": introduction, "title": _("New agreement")}
    return _page(request, editor, begin, context, _("Saved. Read it through, then sign."))


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what an agreement says, while not both sides have signed."""
    agreement = known(request, pk)
    if not policies.writes(request.user, agreement):
        raise PermissionDenied
    if agreement.status not in EDITABLE:
        return redirect("agreements:detail", pk)
    initial = {"terms": agreement.terms, "version": agreement.version}
    editor = _editor(
        request,
        WordsForm(_posted(request), initial=initial),
        limits.room_of(agreement.introduction),
        _lines(agreement),
    )

    def save(said: LinesEditor) -> Agreement:
        return services.edit_agreement(
            agreement_id=pk,
            version=said.form.cleaned_data["version"] or 0,
            actor=request.user,
            lines=said.data,
            terms=said.form.cleaned_data["terms"],
        )

    context = {"agreement": agreement, "title": _("Change the words")}
    return _page(request, editor, save, context, _("Saved."))


@login_required
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose to change what both sides signed."""
    agreement = known(request, pk)
    if not policies.signs(request.user, agreement):
        raise PermissionDenied
    if not policies.may_amend(request.user, agreement) or not agreement.signed_at:
        return redirect("agreements:detail", pk)
    initial = {"terms": agreement.terms, "version": agreement.version}
    lines = _lines(agreement)
    day = timezone.localdate(agreement.signed_at)
    editor = _editor(
        request,
        AmendmentForm(_posted(request), initial=initial),
        limits.room_of(agreement.introduction, lines, day),
        lines,
    )

    def propose(said: LinesEditor) -> Agreement:
        words = said.form.cleaned_data
        amendment = services.propose_amendment(
            agreement_id=pk,
            version=words["version"] or 0,
            actor=request.user,
            lines=said.data,
            why=words["why"],
            terms=words["terms"],
        )
        return amendment.agreement

    context = {"agreement": agreement, "title": _("Amend the agreement"), "is_amendment": True}
    success = _("Proposed. It is in force once the other side has signed.")
    return _page(request, editor, propose, context, success)


def _existing(request: SignedInRequest, introduction: Introduction) -> HttpResponse:
    agreement = selectors.agreement_of(request.user, introduction)
    if agreement is not None:
        return redirect("agreements:detail", agreement.pk)
    messages.error(request, _("The parties must be in conversation before they can agree."))
    return redirect("introductions:detail", introduction.pk)


def _posted(request: SignedInRequest) -> Any:
    if request.method != "POST":
        return None
    more = "add_row" in request.POST
    return with_one_more_row(request.POST, PREFIX) if more else request.POST


def _editor(
    request: SignedInRequest,
    form: django_forms.Form,
    room: Room,
    rows: Iterable[TermsData],
) -> LinesEditor:
    return LinesEditor(form, room, rows, _posted(request))


def _lines(agreement: Agreement) -> list[TermsData]:
    return [data_of(view.line) for view in selectors.line_views(agreement)]


def _page(
    request: SignedInRequest,
    editor: LinesEditor,
    act: Act,
    context: dict[str, Any],
    success: str,
) -> HttpResponse:
    """Save what was typed, or show it again with what is wrong beside it."""
    is_sent = request.method == "POST" and "add_row" not in request.POST
    if is_sent and editor.is_valid():
        try:
            agreement = act(editor)
        except FaultyLines as refusal:
            editor.add_faults(refusal)
        except ChangedMeanwhile as refusal:
            messages.error(request, str(refusal.message))
        except DomainError as refusal:
            field = refusal.field if refusal.field in editor.form.fields else None
            editor.form.add_error(field, str(refusal.message))
        else:
            messages.success(request, success)
            return redirect("agreements:detail", agreement.pk)
    return render(request, "agreements/form.html", {**context, "editor": editor})
