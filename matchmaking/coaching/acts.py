"""What the buttons of the coach do once the form around them was saved."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.http import SignedInRequest
from matchmaking.coaching import services
from matchmaking.coaching.wording import saying
from matchmaking.errors import DomainError
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind

Said = tuple[str | Promise, str]  # what the person reads, and where on the form they go on
Deed = Callable[[SignedInRequest, RecordKind[Any], Record, str, str], Said]
PANEL = "coach"


def act(request: SignedInRequest, kind: RecordKind[Any], record: Record) -> HttpResponse:
    """Do what the button says ("take:place:Mombasa") and go back to the form."""
    deed, code, text = (*request.POST["coach"].split(":", 2), "", "")[:3]
    anchor = PANEL
    try:
        if deed in DEEDS:
            said, anchor = DEEDS[deed](request, kind, record, code, text)
            messages.success(request, str(said))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return redirect(f"{kind.url('edit', record)}#{anchor}")


def _take(
    request: SignedInRequest, kind: RecordKind[Any], record: Record, code: str, text: str
) -> Said:
    services.take_passage(
        kind,
        record_id=record.pk,
        version=record.version,
        code=code,
        text=text,
        actor=request.user,
    )
    return _("Put into its field. Look at it, and correct it if need be."), saying(
        kind.name, code
    ).anchor


def _insert(
    request: SignedInRequest, kind: RecordKind[Any], record: Record, code: str, text: str
) -> Said:
    services.insert_entry(
        kind, record_id=record.pk, version=record.version, entry_id=code, actor=request.user
    )
    return INSERTED, "id_lines-0-kind"


def _override(
    request: SignedInRequest, kind: RecordKind[Any], record: Record, code: str, text: str
) -> Said:
    reason = request.POST.get(f"reason-{code}", "")
    services.override_rule(kind, record_id=record.pk, code=code, reason=reason, actor=request.user)
    return _("Set aside. The secretariat reads your reason."), PANEL


def _restore(
    request: SignedInRequest, kind: RecordKind[Any], record: Record, code: str, text: str
) -> Said:
    services.restore_rule(kind, record_id=record.pk, code=code, actor=request.user)
    return _("Asked for again."), PANEL


INSERTED = _(
    "Lines added from the catalogue. Their costs are the middle of an indicative range: put your "
    "own figures in their place."
)
DEEDS: dict[str, Deed] = {
    "take": _take,
    "insert": _insert,
    "override": _override,
    "restore": _restore,
}
