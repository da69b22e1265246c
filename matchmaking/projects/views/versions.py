"""The versions of a proposal: what was different, and an old one brought back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.projects import policies, selectors, services
from matchmaking.projects.views.access import done, known, version_of
from matchmaking.writing.traces import RecordVersion


@login_required
def versions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the versions, and what is different between the two that were chosen."""
    proposal = known(request, pk)
    kept = selectors.versions_of(proposal)
    old, new = (_chosen(request, kept, name, at) for name, at in (("old", 1), ("new", 0)))
    context = {
        "proposal": proposal,
        "versions": kept,
        "old": old,
        "new": new,
        "may_restore": proposal.is_editable and policies.leads(request.user, proposal),
        "signed": {row.number for row in proposal.signatures.all()},
    }
    if old and new:
        context["differences"] = selectors.differences(old.contents, new.contents)
    return render(request, "projects/versions.html", context)


@require_POST
@login_required
def restore(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Bring an old version back as the newest one."""
    proposal = known(request, pk)
    get_object_or_404(RecordVersion.objects.of(proposal), number=number)

    def act() -> Any:
        return services.restore_version(
            proposal_id=pk, number=number, actor=request.user, version=version_of(request)
        )

    done(request, act, _("Brought back as the newest version."))
    return redirect("projects:versions", pk)


def _chosen(
    request: SignedInRequest, kept: list[RecordVersion], name: str, otherwise: int
) -> RecordVersion | None:
    """Return the version that the address names; the newest against the one before otherwise."""
    number = request.GET.get(name, "")
    named = [row for row in kept if str(row.number) == number]
    return named[0] if named else next(iter(kept[otherwise : otherwise + 1]), None)
