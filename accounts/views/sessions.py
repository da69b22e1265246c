"""Where one is signed in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import services
from accounts.devices import device_name, running_sessions
from accounts.http import SignedInRequest


@login_required
def sessions(request: SignedInRequest) -> HttpResponse:
    """Show every browser that is signed in."""
    rows = [
        {
            "pk": session.pk,
            "device": device_name(session.user_agent),
            "ip": session.ip,
            "began": session.created_at,
            "seen": session.last_seen_at,
            "is_this": session.session_key == request.session.session_key,
        }
        for session in running_sessions(request.user)
    ]
    return render(request, "accounts/sessions.html", {"sessions": rows})


@require_POST
@login_required
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign one browser out; the one in use too."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    is_this = session.session_key == request.session.session_key
    services.end_session(session=session, actor=request.user)
    if is_this:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("That browser has been signed out."))
    return redirect("accounts:sessions")


@require_POST
@login_required
def end_others(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere else."""
    keep = request.session.session_key
    ended = services.end_other_sessions(actor=request.user, keep=keep)
    words = ngettext(
        "%(count)s other browser has been signed out.",
        "%(count)s other browsers have been signed out.",
        ended,
    )
    messages.success(request, words % {"count": ended})
    return redirect("accounts:sessions")
