"""What a person was told: as a list, as files, one by one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.notifications import selectors, services
from accounts.notifications.addresses import in_language
from accounts.notifications.filters import NOTIFICATION_COLUMNS, NotificationFilterSet
from accounts.notifications.models import Notification
from files.export import FORMATS
from files.rows import RowListing


@login_required
def notification_list(request: SignedInRequest) -> HttpResponse:
    """Show what the person was told, the newest first."""
    results = RowListing(request, _filterset(request))
    context = {
        "results": results,
        "notifications": selectors.as_shown(request.user, results.rows),
        "formats": [
            (name.upper(), results.export_url(reverse("notifications:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "notifications/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send what the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = selectors.as_shown(request.user, list(_filterset(request).qs))
    return FORMATS[format_name](rows, NOTIFICATION_COLUMNS, "notifications")


@login_required
def open_one(request: SignedInRequest, pk: int) -> HttpResponseRedirect:
    """Mark one as read and go where it leads."""
    row = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    services.mark_read(user=request.user, ids=[row.pk])
    return redirect(in_language(row.url, get_language() or "") or "notifications:list")


@require_POST
@login_required
def mark_all_read(request: SignedInRequest) -> HttpResponseRedirect:
    """Mark everything as read."""
    count = services.mark_read(user=request.user)
    said = ngettext("%(count)s marked as read.", "%(count)s marked as read.", count)
    messages.success(request, said % {"count": count})
    return redirect("notifications:list")


def _filterset(request: SignedInRequest) -> NotificationFilterSet:
    rows = selectors.notifications_for_listing(request.user)
    return NotificationFilterSet(request.GET, queryset=rows, request=request)
