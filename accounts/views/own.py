"""A person's own pages."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.acting import act_for
from accounts.forms import ProfileForm
from accounts.http import SignedInRequest
from accounts.models import Organisation
from accounts.notifications.inbox import tasks_for
from accounts.second_factor import is_enrolled
from accounts.selectors import memberships_of, organisation_ids

TASKS_SHOWN = 8


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, before anything else, and for whom they speak."""
    tasks = sorted(tasks_for(request.user), key=lambda task: task.urgency)
    context = {
        "roles": memberships_of(request.user),
        "tasks": tasks[:TASKS_SHOWN],
        "all_tasks": len(tasks),
    }
    return render(request, "accounts/home.html", context)


@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    """Let the person change their name and language."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        messages.success(request, _("Your profile has been saved."))
        page = resolve_url("accounts:profile")
        return redirect(translate_url(page, person.language) if person.language else page)
    context = {
        "form": form,
        "roles": memberships_of(request.user),
        "is_enrolled": is_enrolled(request.user),
        "single_sign_on": settings.OIDC_SERVER_URL and settings.OIDC_APP["name"],
    }
    return render(request, "accounts/profile.html", context)


@require_POST
@login_required
def switch(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations from now on."""
    mine = Organisation.objects.filter(pk__in=organisation_ids(request.user))
    organisation = get_object_or_404(mine, pk=_number(request.POST.get("organisation", "")))
    act_for(request, organisation)
    messages.success(request, _("You now act for %(name)s.") % {"name": organisation})
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(back if safe else resolve_url("accounts:home"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
