"""The versions of a record: what was different, and an old one brought back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.writing import selectors, services
from matchmaking.writing.traces import RecordVersion
from matchmaking.writing.views.records import posted_version, shared_record


@login_required
def versions(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Show the versions, and what is different between the two that were chosen."""
    found, record = shared_record(request, kind, pk)
    kept = selectors.versions_of(record)
    old, new = (_chosen(request, kept, name, at) for name, at in (("old", 1), ("new", 0)))
    context = {
        "kind": found,
        "record": record,
        "versions": kept,
        "old": old,
        "new": new,
        "may_restore": record.is_editable and found.may_edit(request.user, record),
    }
    if old and new:
        said = (old.contents, new.contents)
        context["differences"] = selectors.differences_between(found, record.language, *said)
    return render(request, "writing/versions.html", context)


@require_POST
@login_required
def restore(request: SignedInRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """Bring an old version back as the newest one."""
    found, record = shared_record(request, kind, pk)
    get_object_or_404(RecordVersion.objects.of(record), number=number)
    try:
        services.restore_version(
            found,
            record_id=pk,
            number=number,
            version=posted_version(request) or 0,
            actor=request.user,
        )
    except services.IncompleteRecord as refusal:
        messages.error(request, " ".join(str(message) for message in refusal.errors.values()))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Brought back as the newest version."))
    return redirect("writing:versions", kind=kind, pk=pk)


def _chosen(
    request: SignedInRequest, kept: list[RecordVersion], name: str, otherwise: int
) -> RecordVersion | None:
    """Return the version that the address names; the newest against the one before otherwise."""
    number = request.GET.get(name, "")
    named = [row for row in kept if str(row.number) == number]
    return named[0] if named else next(iter(kept[otherwise : otherwise + 1]), None)
