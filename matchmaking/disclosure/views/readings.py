"""Who read what is kept back, for its owner; and what new records keep back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.disclosure import policies, selectors, services
from matchmaking.disclosure.filters import READING_COLUMNS, ReadingFilterSet
from matchmaking.disclosure.forms import DefaultLevelsForm
from matchmaking.disclosure.models import DisclosedRecord
from matchmaking.disclosure.views.pages import known
from matchmaking.writing.records import kind_named


@login_required
def readings(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Show the owner who of other organisations read what, and when."""
    record = _own(request, kind, pk)
    results = RowListing(request, _filterset(request, record))
    context = {
        "record": record,
        "record_url": kind_named(kind).url("detail", record),
        "results": results,
        "formats": [
            (name.upper(), results.export_url(reverse("disclosure:export", args=[kind, pk, name])))
            for name in FORMATS
        ],
    }
    return render(request, "disclosure/readings.html", context)


@login_required
def export(request: SignedInRequest, kind: str, pk: int, format_name: str) -> HttpResponseBase:
    """Send the readings the filters find as a file."""
    record = _own(request, kind, pk)
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request, record).qs.iterator(chunk_size=500)
    return FORMATS[format_name](rows, READING_COLUMNS, f"readings-{kind}-{pk}")


@login_required
def defaults(request: SignedInRequest) -> HttpResponse:
    """Let the secretariat set what new records keep back."""
    if not policies.sets_default_levels(request.user):
        raise PermissionDenied
    form = DefaultLevelsForm(request.POST or None, levels=selectors.levels_by_default())
    if form.is_valid():
        services.set_default_levels(levels=form.cleaned_data, actor=request.user)
        messages.success(request, _("Saved. Records that exist keep their own levels."))
        return redirect("disclosure:defaults")
    return render(request, "disclosure/defaults.html", {"form": form})


def _own(request: SignedInRequest, kind: str, pk: int) -> DisclosedRecord:
    record = known(request.user, kind, pk)
    if not policies.sees_readings(request.user, record):
        raise PermissionDenied
    return record


def _filterset(request: HttpRequest, record: DisclosedRecord) -> ReadingFilterSet:
    rows = selectors.readings_of(request.user, record)
    return ReadingFilterSet(request.GET, queryset=rows, request=request)
