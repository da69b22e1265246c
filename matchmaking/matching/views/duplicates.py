"""Possible duplicates of a record, drawn anew after each saving, and making one of two."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.disclosure.choices import Level
from matchmaking.disclosure.models import RecordDocument
from matchmaking.errors import DomainError
from matchmaking.matching import panels, selectors
from matchmaking.matching.forms import MergeForm
from matchmaking.needs.services import merge_needs
from matchmaking.offers.services import merge_offers
from matchmaking.writing.records import RecordKind
from matchmaking.writing.services import may_unite
from matchmaking.writing.views.records import known_record

MERGE = {"need": merge_needs, "offer": merge_offers}


@login_required
def duplicates(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Return the panel of possible duplicates beside a form."""
    found, record = known_record(request.user, kind, pk)
    if not found.sees_inside(request.user, record):
        raise PermissionDenied
    return HttpResponse(panels.panel(request, found, record))


@login_required
def merge(request: SignedInRequest, kind: str, pk: int, other_pk: int) -> HttpResponse:
    """Show two records side by side, and make them one as the person chooses."""
    found, kept = known_record(request.user, kind, pk)
    _found, merged = known_record(request.user, kind, other_pk)
    if not may_unite(found, request.user, kept, merged):
        raise PermissionDenied
    form = _form(request, found, kept, merged)
    if request.method == "POST" and form.is_valid():
        about = {"kept_id": kept.pk, "merged_id": merged.pk, "actor": request.user}
        try:
            MERGE[found.name](**about, **form.said)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(
                request, _("The two are one now. The address of the other leads here.")
            )
            return redirect(found.url("detail", kept))
    context = {"kind": found, "kept": kept, "merged": merged, "form": form}
    return render(request, "matching/merge.html", context)


def _form(request: SignedInRequest, kind: RecordKind[Any], kept: Any, merged: Any) -> MergeForm:
    """Return the form; what the kept one lacks is proposed to go into it."""
    lines = list(merged.lines.select_related("kind").order_by("position", "pk"))
    documents = RecordDocument.objects.about(merged).order_by("pk")
    known = set(kept.lines.values_list("kind", flat=True))
    return MergeForm(
        request.POST or None,
        parts=selectors.parts_that_differ(kind, kept, merged),
        lines=lines,
        documents=documents,
        initial={
            "versions": f"{kept.version}-{merged.version}",
            "lines": [line.pk for line in lines if line.kind_id not in known],
            "documents": _safe_to_move(kept, merged, documents),
        },
    )


def _safe_to_move(kept: Any, merged: Any, documents: Iterable[RecordDocument]) -> list[int]:
    """Return the documents that nobody more could open if they followed: the boxes ticked first."""
    circles = Level.values  # from the widest to the narrowest
    is_wider = circles.index(kept.documents_level) < circles.index(merged.documents_level)
    return [] if is_wider else [document.pk for document in documents]
