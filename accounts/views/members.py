"""Who speaks for an organisation, and how somebody stops doing so."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts import policies, selectors, services
from accounts.errors import DomainError
from accounts.forms import EndForm, ResetFactorsForm
from accounts.http import SignedInRequest
from accounts.models import Membership


@login_required
def members(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the people of an organisation, and to those who look after them what happened."""
    organisation = get_object_or_404(selectors.organisations_for_listing(request.user), pk=pk)
    people = list(selectors.people_of(organisation))
    manages = policies.manages_people(request.user, organisation)
    for membership in people:
        membership.may_end = policies.may_end(request.user, membership)  # type: ignore[attr-defined]
        membership.may_reset = policies.resets_factors(request.user, membership)  # type: ignore[attr-defined]
    context = {"organisation": organisation, "people": people, "manages": manages}
    if manages:
        context["invitations"] = organisation.invitations.open().order_by("-invited_at")
        context["history"] = selectors.history_of_people(organisation)
    return render(request, "accounts/people/members.html", context)


@login_required
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask how a role ends, and end it."""
    membership = get_object_or_404(selectors.memberships_visible_to(request.user), pk=pk)
    if not policies.may_end(request.user, membership):
        raise PermissionDenied
    form = _form(request, membership)
    if request.method == "POST" and form.is_valid() and _end(request, membership, form):
        messages.success(request, _("The role has ended."))
        own = membership.user_id == request.user.pk
        return (
            redirect("accounts:home")
            if own
            else redirect("people:members", membership.organisation_id)
        )
    context = {"form": form, "membership": membership}
    context["is_own"] = membership.user_id == request.user.pk
    return render(request, "accounts/people/end.html", context)


@login_required
def reset_factors(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask how somebody who lost every second factor proved who they are, and let them in."""
    membership = get_object_or_404(selectors.memberships_visible_to(request.user), pk=pk)
    if not policies.resets_factors(request.user, membership):
        raise PermissionDenied
    form = ResetFactorsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.reset_factors(
            membership_id=membership.pk, actor=request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The second factors are removed. The person has been told."))
        return redirect("people:members", membership.organisation_id)
    context = {"form": form, "membership": membership}
    return render(request, "accounts/people/reset_factors.html", context)


def _form(request: SignedInRequest, membership: Membership) -> EndForm:
    return EndForm(
        request.POST if request.method == "POST" else None,
        membership=membership,
        is_own=membership.user_id == request.user.pk,
        may_force=policies.is_broker(request.user),
    )


def _end(request: SignedInRequest, membership: Membership, form: EndForm) -> bool:
    said = form.cleaned_data
    try:
        services.end_membership(
            membership_id=membership.pk,
            actor=request.user,
            successor_id=said["successor"].pk if said["successor"] else None,
            passes_role=said["passes_role"],
            reason=said["reason"],
            in_spite=said.get("in_spite", False),
        )
    except DomainError as error:
        form.add_error(error.field, str(error.message))
        return False
    return True
