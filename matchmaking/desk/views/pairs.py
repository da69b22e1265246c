"""One pair on the desk: what would have to change, and what the broker makes of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.desk import policies, selectors, services
from matchmaking.desk.forms import NoteForm, RejectForm
from matchmaking.desk.views.access import known_need, known_offer, way_back
from matchmaking.errors import DomainError
from matchmaking.matching.selectors import pair_explained

# What can be done with a pair: the form it needs, the service, and what the page then says.
ACTS: dict[str, tuple[type[forms.Form], Callable[..., Any], str | Promise]] = {
    "shortlist": (NoteForm, services.shortlist_pair, _("It is on the shortlist.")),
    "pin": (NoteForm, services.pin_pair, _("It is pinned to the head of the shortlist.")),
    "note": (NoteForm, services.note_pair, _("The note is kept.")),
    "restore": (NoteForm, services.restore_pair, _("It is back among the suggestions.")),
    "reject": (RejectForm, services.reject_pair, _("It is rejected; the reason is kept.")),
}


@login_required
def pair(request: SignedInRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Show what would have to change for a pair, and what can be done with it."""
    return _page(request, need_pk, offer_pk)


@require_POST
@login_required
def judge(request: SignedInRequest, need_pk: int, offer_pk: int, act: str) -> HttpResponse:
    """Shortlist, pin, note, reject or bring back a pair."""
    known_need(request, need_pk), known_offer(request, offer_pk)
    if act not in ACTS:
        raise Http404
    if not policies.works_at_desk(request.user):
        raise PermissionDenied
    form_class, service, said = ACTS[act]
    form = form_class(request.POST)
    if form.is_valid():
        try:
            service(
                need_id=need_pk, offer_id=offer_pk, actor=request.user, **_words(form.cleaned_data)
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, str(said))
            return redirect(way_back(request, reverse("desk:need", args=[need_pk])))
    return _page(request, need_pk, offer_pk, **{f"{act}_form": form, "refused": form})


def _words(said: dict[str, Any]) -> dict[str, Any]:
    """Return what the services take: the reason by its code."""
    reason = said.pop("reason", None)
    return said | ({"reason_code": reason.pk} if reason else {})


def _page(request: SignedInRequest, need_pk: int, offer_pk: int, **forms_sent: Any) -> HttpResponse:
    need, offer = known_need(request, need_pk), known_offer(request, offer_pk)
    explained = pair_explained(need, offer)
    row = selectors.pair_of(request.user, need, offer)
    note = row.judged.note if row.judged else ""
    context = {
        "need": need,
        "offer": offer,
        "row": row,
        "explained": explained,
        "changes": selectors.changes_in_words(explained.explanation),
        "may_work": policies.works_at_desk(request.user),
        "note_form": NoteForm(initial={"note": note}),
        "reject_form": RejectForm(),
        **forms_sent,
    }
    return render(request, "desk/pair.html", context)
