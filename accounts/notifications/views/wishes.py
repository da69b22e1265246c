"""Which e-mails a person gets: chosen on one page, or stopped with one click."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accounts.http import SignedInRequest
from accounts.notifications import selectors, services
from accounts.notifications.forms import ChoicesForm
from accounts.notifications.unsubscribing import read_token


@login_required
def choices(request: SignedInRequest) -> HttpResponse:
    """Let the person choose for each kind how often to be mailed."""
    offered = selectors.choices_of(request.user)
    form = ChoicesForm(offered, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.choose_all(user=request.user, wishes=form.cleaned_data)
        messages.success(request, _("Your choice has been saved."))
        return redirect("notifications:choices")
    mandatory = [choice.kind for choice in offered if choice.kind.is_mandatory]
    return render(request, "notifications/choices.html", {"form": form, "mandatory": mandatory})


@csrf_exempt  # a mail program posts here on its own (RFC 8058); the token is the proof
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop what the token names. Looking at the page stops nothing: programs look at links."""
    wish = read_token(token)
    if wish is None:
        raise Http404
    if request.method == "POST":
        wish.grant()
    context = {"wish": wish, "is_done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)
