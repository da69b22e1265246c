"""What everybody can take away: the file of activities, tables, their dictionary, feeds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from matchmaking.opendata import policies, selectors, tasks
from matchmaking.opendata.feeds import FEEDS
from matchmaking.opendata.gathering import address
from matchmaking.opendata.iati.standard import VERSION
from matchmaking.opendata.licence import LICENCE
from matchmaking.opendata.tables import TABLES, package

RETRY_AFTER = "60"  # seconds


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show all that there is, how fresh it is, and how it may be used."""
    context = {
        "edition": selectors.current_edition(),
        "version": VERSION,
        "tables": TABLES.values(),
        "formats": [(name, name.upper()) for name in FORMATS],
        "feeds": [(name, one.title) for name, one in FEEDS.items()],
        "licence": LICENCE,
        "address": address("opendata:home"),
        "now": timezone.now(),
        "may_make": policies.makes_editions(request.user),
    }
    return render(request, "opendata/home.html", context)


@require_GET
def iati(request: HttpRequest) -> HttpResponseBase:
    """Send the file of activities; have it made first where there is none that may be sent."""
    edition = selectors.current_edition()
    if edition is None and not selectors.is_being_made():
        tasks.make_in_background()
        edition = selectors.current_edition()
    if edition is None or not edition.activities:
        waits = edition is None
        response = render(
            request, "opendata/wait.html", {"waits": waits}, status=503 if waits else 404
        )
        if waits:
            response["Retry-After"] = RETRY_AFTER
        return response
    file = FileResponse(
        edition.file.open("rb"),
        as_attachment=True,
        filename="activities.xml",
        content_type="application/xml",
    )
    file["Last-Modified"] = http_date(edition.made_at.timestamp() if edition.made_at else 0)
    return file


@require_POST
@login_required
def make(request: SignedInRequest) -> HttpResponse:
    """Have the file of activities made anew."""
    if not policies.makes_editions(request.user):
        raise PermissionDenied
    tasks.make_in_background()
    messages.success(request, _("The file is being made. Load this page again in a minute."))
    return redirect("opendata:home")


@require_GET
def table(request: HttpRequest, name: str, format_name: str) -> HttpResponseBase:
    """Send a table as it is now."""
    if name not in TABLES or format_name not in FORMATS:
        raise Http404
    found = TABLES[name]
    return FORMATS[format_name](found.rows(), found.columns, name)


@require_GET
def dictionary(request: HttpRequest) -> HttpResponse:
    """Show what each field of each table holds."""
    return render(request, "opendata/dictionary.html", {"tables": TABLES.values()})


@require_GET
def data_package(request: HttpRequest) -> HttpResponse:
    """Send the same for programs."""
    said = package(TABLES.values(), timezone.now())
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_GET
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """Send a feed of what is new."""
    if name not in FEEDS:
        raise Http404
    return FEEDS[name]()(request)
