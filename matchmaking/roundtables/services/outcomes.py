"""What came of a round table, request by request, and what follows from it."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions import services as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import Reason
from matchmaking.offers.models import Offer
from matchmaking.roundtables import notices, policies
from matchmaking.roundtables.choices import OutcomeKind, RoundTableStatus, SlotKind
from matchmaking.roundtables.models import Outcome, RoundTable, Slot
from matchmaking.roundtables.services.locking import locked


@transaction.atomic
def enter_outcome(
    *,
    slot_id: int,
    kind: str,
    actor: User,
    organisation: Organisation | None = None,
    offer: Offer | None = None,
    person: User | None = None,
    due_on: datetime.date | None = None,
    reason: Reason | None = None,
    note: str = "",
) -> Outcome:
    """Write down one thing that came of a request at a round table that was held."""
    slot = Slot.objects.select_related("need").get(pk=slot_id, kind=SlotKind.NEED)
    slot.round_table = _held(slot.round_table_id, actor)
    outcome = Outcome(
        slot=slot,
        kind=OutcomeKind(kind),
        organisation=organisation,
        offer=offer,
        person=person,
        due_on=due_on,
        reason=reason,
        note=note.strip(),
        entered_by=actor,
    )
    _refuse_incomplete(outcome)
    outcome.save()
    change = {"outcome": ("", f"{slot}: {outcome}")}
    audit.record(slot.round_table, "enter_outcome", actor=actor, changes=change)
    notices.tell_follow_up(outcome, actor)
    return outcome


@transaction.atomic
def drop_outcome(*, outcome_id: int, actor: User) -> None:
    """Take away what was entered by mistake."""
    outcome = Outcome.objects.select_related("slot__need").get(pk=outcome_id)
    table = _held(outcome.slot.round_table_id, actor)
    change = {"outcome": (f"{outcome.slot}: {outcome}", "")}
    audit.record(table, "drop_outcome", actor=actor, changes=change)
    outcome.delete()


@transaction.atomic
def finish_follow_up(*, outcome_id: int, actor: User, note: str = "") -> Outcome:
    """Say that what was promised is done; it leaves the inbox."""
    rows = Outcome.objects.select_for_update(of=("self",))
    outcome = rows.select_related("slot__round_table", "slot__need").get(pk=outcome_id)
    if not policies.finishes_follow_up(actor, outcome):
        raise PermissionDenied
    if outcome.person_id is None or outcome.done_at is not None:
        raise NotInThisState
    outcome.done_at, outcome.done_by = timezone.now(), actor
    outcome.note = "\n".join(part for part in (outcome.note, note.strip()) if part)[:2000]
    outcome.save(update_fields=["done_at", "done_by", "note"])
    change = {"outcome": (str(outcome.slot), _("done"))}
    audit.record(outcome.slot.round_table, "follow_up", actor=actor, changes=change)
    return outcome


@transaction.atomic
def propose_introduction(*, outcome_id: int, actor: User) -> Introduction:
    """Propose the introduction of the pair in which interest was expressed."""
    outcome = Outcome.objects.select_related("slot__round_table").get(pk=outcome_id)
    if not policies.prepares_round_tables(actor):
        raise PermissionDenied
    if outcome.offer_id is None or outcome.slot.need_id is None:
        raise DomainError(_("Interest without an offer cannot become an introduction yet."))
    message = _("Interest was expressed at the round table “%(title)s”.") % {
        "title": outcome.slot.round_table
    }
    return introductions.propose_introduction(
        need_id=outcome.slot.need_id, offer_id=outcome.offer_id, actor=actor, message=message
    )


def _held(round_table_id: int, actor: User) -> RoundTable:
    table = locked(round_table_id, actor)
    if table.status != RoundTableStatus.HELD:
        raise NotInThisState
    return table


def _refuse_incomplete(outcome: Outcome) -> None:
    kind, missing = outcome.kind, None
    if kind == OutcomeKind.INTEREST and outcome.organisation is None:
        missing = "organisation", _("Say who is interested.")
    elif kind == OutcomeKind.FOLLOW_UP and outcome.person is None:
        missing = "person", _("Say who follows up.")
    elif kind == OutcomeKind.FOLLOW_UP and outcome.due_on is None:
        missing = "due_on", _("Say until when.")
    elif kind == OutcomeKind.NO_INTEREST and outcome.reason is None:
        missing = "reason", _("Choose the reason from the list.")
    if missing:
        raise DomainError(missing[1], field=missing[0])
    _refuse_wordless(outcome)


def _refuse_wordless(outcome: Outcome) -> None:
    explains = outcome.reason is not None and outcome.reason.needs_words
    if not outcome.note and (explains or outcome.kind == OutcomeKind.NOTE):
        raise DomainError(_("Say it in a sentence."), field="note")
    offer, giver = outcome.offer, outcome.organisation
    if offer is not None and giver is not None and offer.organisation_id != giver.pk:
        raise DomainError(_("This offer is of another organisation."), field="offer")
