"""Who sits on a committee, what it makes of an application, and lots it drew."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions import policies, selectors
from matchmaking.decisions.models import CommitteeScore, Lot, LotLine, Seat
from matchmaking.decisions.services.common import application_of
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.funds.models import Call
from matchmaking.workflow import compare_and_set

SCORED = (ApplicationStatus.ELIGIBLE, ApplicationStatus.REVIEWED)


@transaction.atomic
def take_seat(*, call_id: int, person: User, is_chair: bool, actor: User) -> Seat:
    """Name a member of the committee; a new chair takes over from the one before."""
    call = _call(call_id, actor)
    if Seat.objects.taken().filter(call=call, person=person).exists():
        raise DomainError(_("This person sits on the committee already."), field="email")
    if is_chair:
        Seat.objects.taken().filter(call=call, is_chair=True).update(is_chair=False)
    seat = Seat.objects.create(call=call, person=person, is_chair=is_chair, created_by=actor)
    audit.record(call, "take_seat", actor=actor, changes=_named(seat))
    return seat


@transaction.atomic
def take_chair(*, seat_id: int, actor: User) -> Seat:
    """Let a member lead the committee from now on."""
    seat = _seat(seat_id, actor)
    Seat.objects.taken().filter(call=seat.call, is_chair=True).update(is_chair=False)
    seat.is_chair = True
    seat.save(update_fields=["is_chair"])
    audit.record(seat.call, "take_chair", actor=actor, changes=_named(seat))
    return seat


@transaction.atomic
def leave_seat(*, seat_id: int, actor: User) -> Seat:
    """Let a member leave; what they voted stays on record, and counts no more where open."""
    seat = _seat(seat_id, actor)
    seat.left_at, seat.is_chair = timezone.now(), False
    seat.save(update_fields=["left_at", "is_chair"])
    audit.record(seat.call, "leave_seat", actor=actor, changes=_named(seat))
    return seat


@transaction.atomic
def score_together(
    *, application_id: int, value: Decimal, words: str, version: int, actor: User
) -> CommitteeScore:
    """Write what the committee makes of an application; `version` 0 is the first score."""
    application = application_of(application_id)
    if not policies.scores(actor, application):
        raise PermissionDenied
    if application.status not in SCORED:
        raise NotInThisState
    if not words.strip():
        raise ReasonMissing
    submission = application.submission
    score = CommitteeScore.objects.filter(submission=submission).first()
    before = "" if score is None else str(score.value)
    fields = {"value": value, "words": words.strip(), "given_by": actor}
    if score is None:
        score = CommitteeScore.objects.create(submission=submission, **fields)
    elif score.version != version:
        raise ChangedMeanwhile
    else:
        compare_and_set(score, **fields, given_at=timezone.now())
    changes = {"committee_score": (before, str(value))}
    audit.record(application, "score_together", actor=actor, reason=words, changes=changes)
    return score


@transaction.atomic
def draw_lots(*, call_id: int, application_ids: Sequence[int], words: str, actor: User) -> Lot:
    """Record the order that lots gave to applications which nothing else tells apart."""
    call = Call.objects.select_related("fund__organisation").get(pk=call_id)
    known = Application.objects.visible_to(actor).filter(call=call, pk__in=application_ids)
    if not policies.draws_lots(actor, call) or known.count() != len(application_ids):
        raise PermissionDenied
    if not words.strip():
        raise ReasonMissing
    if frozenset(application_ids) not in selectors.tied_groups(actor, call):
        raise DomainError(_("These applications are not tied any more. Reload the page."))
    lot = Lot.objects.create(call=call, words=words.strip(), drawn_by=actor)
    LotLine.objects.bulk_create(
        LotLine(lot=lot, application_id=pk, position=at)
        for at, pk in enumerate(application_ids, start=1)
    )
    for application in known:
        audit.record(application, "draw_lots", actor=actor, reason=words)
    return lot


def _call(call_id: int, actor: User) -> Call:
    call = Call.objects.select_for_update(of=("self",)).get(pk=call_id)
    if not policies.appoints(actor, call):
        raise PermissionDenied
    return call


def _seat(seat_id: int, actor: User) -> Seat:
    seat = Seat.objects.select_related("call__fund__organisation", "person").get(pk=seat_id)
    if not policies.appoints(actor, seat.call):
        raise PermissionDenied
    if seat.left_at:
        raise NotInThisState
    return seat


def _named(seat: Seat) -> audit.Changes:
    return {"member": ("", str(seat.person))}
