"""Accepting, declining, introducing, ending."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.clearance.services import NotClear
from matchmaking.errors import DomainError
from matchmaking.introductions import policies, services
from matchmaking.introductions.forms import ReasonForm
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.views.access import done, known, tried, version_of


@require_POST
@login_required
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say yes for a side."""
    known(request, pk)
    done(
        request,
        lambda: services.accept_introduction(
            introduction_id=pk, actor=request.user, version=version_of(request)
        ),
        _("Accepted."),
    )
    return redirect("introductions:detail", pk)


@require_POST
@login_required
def introduce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring the parties together, unless a check is open: then show the way to the checklist."""
    introduction = known(request, pk)
    try:
        services.introduce_parties(
            introduction_id=pk, actor=request.user, version=version_of(request)
        )
    except NotClear as refusal:
        messages.error(request, with_checklist(str(refusal.message), introduction))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Introduced. The parties can talk now."))
    return redirect("introductions:detail", pk)


@login_required
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say no for a side, with a reason."""
    introduction = known(request, pk)
    if not policies.decides_for(request.user, introduction):
        raise PermissionDenied
    if not policies.answers(request.user, introduction):
        messages.info(request, _("Your side has answered already."))
        return redirect("introductions:detail", pk)
    title = _("Decline the introduction")
    return _with_reason(
        request, introduction, "declining", services.decline_introduction, title, _("Declined.")
    )


@login_required
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End an introduction, with a reason."""
    introduction = known(request, pk)
    if not policies.may_end(request.user, introduction):
        raise PermissionDenied
    title = _("End the introduction")
    return _with_reason(
        request, introduction, "ending", services.end_introduction, title, _("Ended.")
    )


def with_checklist(message: str, introduction: Introduction) -> str:
    """Return a refusal with the way to the checks that stop it."""
    url = reverse("clearance:checklist", args=introduction.pair)
    return format_html('{} <a href="{}">{}</a>', message, url, _("Open the checklist"))


def _with_reason(
    request: SignedInRequest,
    introduction: Introduction,
    purpose: str,
    act: Callable[..., Any],
    title: str,
    success: str,
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ReasonForm(data, purpose=purpose, version=introduction.version)
    if form.is_valid() and tried(
        form, lambda: act(introduction_id=introduction.pk, actor=request.user, **form.said())
    ):
        messages.success(request, success)
        return redirect("introductions:detail", introduction.pk)
    context = {"form": form, "introduction": introduction, "title": title}
    return render(request, "introductions/reason.html", context)
