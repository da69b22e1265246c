"""What the site keeps about a person: to take along, or to have erased."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import audit, services
from accounts import personal_data as kept
from accounts.errors import DomainError
from accounts.forms import EraseForm
from accounts.http import SignedInRequest


@login_required
def personal_data(request: SignedInRequest) -> HttpResponse:
    """Show what can be done with one's own data."""
    return render(request, "accounts/personal_data.html")


@require_POST
@never_cache
@login_required
def export_data(request: SignedInRequest) -> FileResponse:
    """Send all that is kept about the person."""
    file = kept.archive(request.user)
    audit.record(request.user, "export_self", actor=request.user)
    return FileResponse(
        file, as_attachment=True, filename="personal-data.zip", content_type="application/zip"
    )


@sensitive_post_parameters()
@login_required
def erase(request: SignedInRequest) -> HttpResponse:
    """Explain, ask for the password, and erase."""
    user = request.user
    if request.method == "POST" and not ratelimit.consume(
        request, action="reauthenticate", user=user
    ):
        return ratelimit.respond_429(request)
    form = EraseForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            services.erase_person(user=user, actor=user)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            logout(request)
            messages.success(request, _("Your account and your personal data have been erased."))
            return redirect("account_login")
    return render(request, "accounts/erase.html", {"form": form})
