"""Inviting, and answering an invitation."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import policies, selectors, services
from accounts.errors import DomainError
from accounts.forms import InviteForm, NewPersonForm
from accounts.http import SignedInRequest
from accounts.models import Invitation


@login_required
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite somebody to speak for the organisation."""
    organisation = get_object_or_404(selectors.organisations_for_listing(request.user), pk=pk)
    if not policies.manages_people(request.user, organisation):
        raise PermissionDenied
    initial = {"language": get_language()}
    form = InviteForm(request.POST or None, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(
                organisation_id=organisation.pk, actor=request.user, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(error.field, str(error.message))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("people:members", organisation.pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "accounts/people/invite.html", context)


@require_POST
@login_required
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the invitation again, with a fresh link."""
    invitation = _known(request, pk)
    services.resend_invitation(invitation_id=pk, actor=request.user)
    messages.success(request, _("The invitation has been sent again; the earlier link is void."))
    return redirect("people:members", invitation.organisation_id)


@require_POST
@login_required
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the invitation back."""
    invitation = _known(request, pk)
    services.revoke_invitation(
        invitation_id=pk, actor=request.user, reason=request.POST.get("reason", "")[:500]
    )
    messages.success(request, _("The invitation has been revoked."))
    return redirect("people:members", invitation.organisation_id)


@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what is offered, and let the reader of the mailbox take it up."""
    found = selectors.invitation_with(token)
    if found is None:
        return render(request, "accounts/people/invitation_over.html", status=404)
    if not found.is_open:
        return render(request, "accounts/people/invitation_over.html", {"known": True}, status=410)
    if request.user.is_authenticated:
        return _answer_signed_in(request, found)  # type: ignore[arg-type]
    if selectors.has_account(found.email):
        return render(request, "accounts/people/invitation.html", {"invitation": found})
    return _answer_new(request, found)


def _answer_signed_in(request: SignedInRequest, found: Invitation) -> HttpResponse:
    context = {"invitation": found, "fits": selectors.owns_address(request.user, found.email)}
    if request.method == "POST":
        try:
            services.accept_invitation(invitation_id=found.pk, user=request.user)
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            _welcome(request, found)
            return redirect("accounts:home")
    return render(request, "accounts/people/invitation.html", context)


def _answer_new(request: HttpRequest, found: Invitation) -> HttpResponseBase:
    form = NewPersonForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_as_new_person(
                invitation_id=found.pk,
                full_name=form.cleaned_data["full_name"],
                password=form.cleaned_data["password1"],
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            _welcome(request, found)
            return perform_login(request, Login(user=user))
    context = {"invitation": found, "form": form}
    return render(request, "accounts/people/invitation.html", context)


def _welcome(request: HttpRequest, found: Invitation) -> None:
    words = _("You now speak for %(name)s.") % {"name": found.organisation}
    messages.success(request, words)


def _known(request: SignedInRequest, pk: int) -> Invitation:
    return get_object_or_404(selectors.invitations_for_listing(request.user), pk=pk)
