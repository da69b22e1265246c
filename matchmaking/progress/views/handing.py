"""Hand-overs of a project: planned, and stated by both sides."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.documents.views import download
from matchmaking.monitoring.views.access import known, page, reads
from matchmaking.payments.views.access import filled
from matchmaking.progress import policies, selectors, services
from matchmaking.progress.forms import ArrivedForm, HandOverForm
from matchmaking.progress.models import HandOver, Statement
from matchmaking.progress.views.common import row_known


@reads
def hand_overs(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is handed over, as each side says, and what both confirm."""
    undertaking = known(request, pk)
    side = policies.spoken_side(request.user, undertaking)
    context = {
        **page(request, undertaking),
        "title": _("Hand-overs"),
        "rows": selectors.confirmed_hand_overs([pk])[pk],
        "may_plan": undertaking.is_open and policies.plans_hand_over(request.user, undertaking),
        "side": side.label if side and undertaking.is_open else "",
    }
    return render(request, "progress/hand_overs.html", context)


@reads
def hand_over_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what will be handed over."""
    undertaking = known(request, pk)
    if not policies.plans_hand_over(request.user, undertaking):
        raise PermissionDenied
    form = HandOverForm(request.POST or None, undertaking=undertaking)
    if filled(
        request,
        form,
        lambda: services.plan_hand_over(undertaking_id=pk, actor=request.user, **form.cleaned_data),
        _("Added."),
    ):
        return redirect("progress:hand_overs", pk)
    context = {**page(request, undertaking), "form": form, "title": _("Plan a hand-over")}
    context["back"] = ("progress:hand_overs", _("Hand-overs"))
    return render(request, "progress/form.html", context)


@reads
def state_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say for a side how much has been handed over so far."""
    found, undertaking = row_known(request, HandOver, pk)
    side = policies.spoken_side(request.user, undertaking)
    if side is None:
        raise PermissionDenied
    form = ArrivedForm(request.POST or None, request.FILES or None, hand_over=found)
    if filled(
        request,
        form,
        lambda: services.state_hand_over(hand_over_id=pk, actor=request.user, said=form.arrived()),
        _("Stated. The other side has been told."),
    ):
        return redirect("progress:hand_overs", undertaking.pk)
    words = {"what": found.words, "side": side.label}
    context = {
        **page(request, undertaking),
        "form": form,
        "title": found.words,
        "intro": _("%(what)s: you speak for %(side)s.") % words,
        "back": ("progress:hand_overs", _("Hand-overs")),
    }
    return render(request, "progress/form.html", context)


@reads
def hand_over_paper(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the document that came with a statement."""
    found = Statement.objects.select_related("document").filter(pk=pk).first()
    if found is None:
        raise Http404
    row_known(request, HandOver, found.hand_over_id)
    if found.document is None:
        raise Http404
    return download(found.document)
