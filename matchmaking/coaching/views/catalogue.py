"""The costed catalogue: as a list, as files, and one entry with the way into a record."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.selectors import Person
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.coaching import selectors, services
from matchmaking.coaching.acts import INSERTED
from matchmaking.coaching.filters import COLUMNS, CatalogueFilterSet, Priced
from matchmaking.coaching.forms import InsertForm
from matchmaking.errors import DomainError
from matchmaking.writing.models import DRAFT, Record
from matchmaking.writing.records import RecordKind, all_kinds


def catalogue(request: HttpRequest) -> HttpResponse:
    """Show what assistance usually consists of and costs."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "formats": [
            (name.upper(), results.export_url(reverse("coaching:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "coaching/catalogue.html", context)


def export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send the lines of everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_priced(_filterset(request).qs), COLUMNS, "costed-catalogue")


def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show one entry, line by line, with the drafts it can be added to."""
    found = get_object_or_404(selectors.catalogue_entries(), pk=code)
    drafts = _drafts_of(request.user)
    choices = [(_key(kind, record), str(record)) for kind, record in drafts]
    form = InsertForm(choices=choices) if drafts else None
    return render(request, "coaching/entry.html", {"entry": found, "form": form})


@require_POST
@login_required
def insert(request: SignedInRequest, code: str) -> HttpResponse:
    """Add the lines of an entry to a draft, and go on writing there."""
    drafts = {_key(kind, record): (kind, record) for kind, record in _drafts_of(request.user)}
    try:
        kind, record = drafts[request.POST.get("record", "")]
    except KeyError as error:
        raise Http404 from error
    try:
        services.insert_entry(
            kind, record_id=record.pk, version=record.version, entry_id=code, actor=request.user
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("coaching:entry", code=code)
    messages.success(request, _(str(INSERTED)))
    return redirect(f"{kind.url('edit', record)}#id_lines-0-kind")


def _drafts_of(user: Person) -> list[tuple[RecordKind[Any], Record]]:
    """Return the drafts that `user` may write, the last touched first."""
    return [
        (kind, record)
        for kind in all_kinds()
        for record in kind.visible_to(user).filter(status=DRAFT).order_by("-updated_at", "-pk")
        if kind.may_edit(user, record)
    ]


def _key(kind: RecordKind[Any], record: Record) -> str:
    return f"{kind.name}-{record.pk}"


def _filterset(request: HttpRequest) -> CatalogueFilterSet:
    entries = selectors.catalogue_entries()
    return CatalogueFilterSet(request.GET, queryset=entries, request=request)


def _priced(entries: Any) -> Iterator[Priced]:
    for found in entries.iterator(chunk_size=100):
        yield from (Priced(found, line) for line in found.lines.all())
