"""Asking what is left, answering it, checking the answers."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.monitoring.choices import Level
from matchmaking.monitoring.models import Undertaking
from matchmaking.observations import notices, policies
from matchmaking.observations.choices import AWAITED, MONTHS, Answer, ObservationStatus
from matchmaking.observations.models import QUESTIONS, Observation, ObservedItem
from matchmaking.observations.signals import (
    observation_entered,
    observation_returned,
    observation_verified,
)
from matchmaking.observations.workflow import OBSERVATION_WORKFLOW
from matchmaking.payments.planning import months_after
from matchmaking.progress.selectors import confirmed_hand_overs, delivered_lines
from matchmaking.workflow import compare_and_set

# From so many days before its day on it can be answered, and is asked for.
AHEAD = datetime.timedelta(days=30)
REMINDERS = (30, 7, 0, -14, -28, -56)
Faults = Mapping[str, object]


class FaultyAnswers(DomainError):
    """Some answers cannot stand; `faults` says which field of which item, and why."""

    def __init__(self, faults: Mapping[int, Faults]) -> None:
        super().__init__(_("Some answers cannot stand as they are."), field="items")
        self.faults = faults


@dataclass(frozen=True)
class ItemAnswer:
    """What the recipient says of one thing."""

    item_id: int
    in_use: str
    maintained: str
    staffed: str
    budgeted: str
    quantity_in_use: Decimal | None = None
    words: str = ""
    file: File[bytes] | None = None


@transaction.atomic
def open_observations(*, undertaking_id: int) -> list[Observation]:
    """Plan a look back one, two and three years after the end, where anything was delivered."""
    undertaking = _undertaking(undertaking_id)
    things = list(_things(undertaking))
    if undertaking.closed_on is None or not things or undertaking.observations.exists():
        return list(undertaking.observations.all())
    found = []
    for months in MONTHS:
        row = Observation.objects.create(
            undertaking=undertaking,
            months=months,
            due_on=months_after(undertaking.closed_on, months),
            asked=asked_of(undertaking),
        )
        for position, thing in enumerate(things):
            row.items.create(position=position, **thing)
        found.append(row)
    return found


@transaction.atomic
def enter_observation(
    *,
    observation_id: int,
    actor: User,
    answers: Iterable[ItemAnswer],
    words: str = "",
    version: int | None = None,
) -> Observation:
    """Say what is left; everything that was delivered needs all four answers."""
    row = _locked(observation_id, version)
    if not policies.enters(actor, row):
        raise PermissionDenied
    if row.status not in AWAITED or not may_be_answered(row):
        raise NotInThisState
    said = {answer.item_id: answer for answer in answers}
    items = list(row.items.order_by("position"))
    faults = {item.pk: found for item in items if (found := _faults(item, said.get(item.pk)))}
    if faults:
        raise FaultyAnswers(faults)
    for item in items:
        _write(item, said[item.pk], row.asked, actor)
    row.entered_by, row.entered_at, row.words = actor, timezone.now(), words.strip()
    row.save(update_fields=["entered_by", "entered_at", "words"])
    OBSERVATION_WORKFLOW.move(row, "enter_observation", actor=actor)
    notices.tell_of_answers(row, actor)
    _announce(observation_entered, row)
    return row


@transaction.atomic
def assign_observation(
    *, observation_id: int, actor: User, evaluator: User, version: int | None = None
) -> Observation:
    """Name who verifies it: an evaluator who belongs to none of the parties."""
    row = _locked(observation_id, version)
    if not policies.assigns(actor, row):
        raise PermissionDenied
    if row.status == ObservationStatus.VERIFIED:
        raise NotInThisState
    is_author = row.entered_by_id == evaluator.pk
    if is_author or not policies.is_independent(evaluator, row.undertaking):
        raise DomainError(
            _("Choose an evaluator who belongs to none of the parties."), field="evaluator"
        )
    compare_and_set(row, evaluator=evaluator)
    audit.record(row, "assign_observation", actor=actor, reason=str(evaluator))
    notices.tell_evaluator(row, actor)
    return row


@transaction.atomic
def verify_observation(
    *, observation_id: int, actor: User, reason: str, version: int | None = None
) -> Observation:
    """Confirm the answers, saying how they were checked."""
    row = _locked(observation_id, version)
    row.verified_at = timezone.now()
    _judge(row, "verify_observation", actor, reason)
    _announce(observation_verified, row)
    return row


@transaction.atomic
def return_observation(
    *, observation_id: int, actor: User, reason: str, version: int | None = None
) -> Observation:
    """Send the answers back, also verified ones, with the reason."""
    row = _locked(observation_id, version)
    _judge(row, "return_observation", actor, reason)
    row.verified_at = None
    row.save(update_fields=["verified_at"])
    notices.tell_of_return(row, actor)
    _announce(observation_returned, row)
    return row


def remind_of_observations(today: datetime.date) -> int:
    """Remind recipients, on the days for it; say how many observations it was about."""
    days = [today + datetime.timedelta(days=ahead) for ahead in REMINDERS]
    rows = Observation.objects.awaited().filter(due_on__in=days)
    found = list(rows.select_related("undertaking", "asked"))
    for row in found:
        notices.remind(row, today)
    return len(found)


def may_be_answered(observation: Observation) -> bool:
    """Say whether its day is near enough."""
    return timezone.localdate() >= observation.due_on - AHEAD


def asked_of(undertaking: Undertaking) -> Organisation:
    """Return who answers: who applied for the project, or asked for what was agreed."""
    if undertaking.project is not None:
        return undertaking.project.application.proposal.applicant
    if undertaking.agreement is None:  # the database holds one of the two
        raise LookupError(undertaking.pk)
    return undertaking.agreement.need.organisation


def _things(undertaking: Undertaking) -> Iterator[dict[str, object]]:
    """Yield what was delivered; of a project without hand-overs, its outputs."""
    for line in delivered_lines([undertaking.pk])[undertaking.pk]:
        if line.delivered.taken:
            unit = line.line.need_line.unit
            yield _thing(str(line.line), unit, line.delivered.quantity)
    handed = confirmed_hand_overs([undertaking.pk])[undertaking.pk]
    for row in handed:
        if row.quantity:
            yield _thing(row.hand_over.words, row.hand_over.unit, row.quantity)
    if undertaking.project is not None and not any(row.quantity for row in handed):
        outputs = undertaking.results.filter(level=Level.OUTPUT).order_by("position")
        for output in outputs:
            yield _thing(output.statement, "", None)


def _thing(title: str, unit: str, quantity: Decimal | None) -> dict[str, object]:
    return {"title": title[:500], "unit": unit if quantity else "", "delivered": quantity}


def _faults(item: ObservedItem, said: ItemAnswer | None) -> Faults:
    if said is None:
        return {"in_use": _("Answer this too; “not known” is an answer.")}
    missing = [name for name in QUESTIONS if getattr(said, name) not in Answer.values]
    if missing:
        return {name: _("Answer this too; “not known” is an answer.") for name in missing}
    count = said.quantity_in_use
    if count is not None and item.delivered is not None and not 0 <= count <= item.delivered:
        words = {"delivered": f"{item.delivered.normalize():f}"}
        return {"quantity_in_use": _("From 0 to %(delivered)s.") % words}
    return {}


def _write(item: ObservedItem, said: ItemAnswer, owner: Organisation, actor: User) -> None:
    for name in QUESTIONS:
        setattr(item, name, getattr(said, name))
    item.quantity_in_use, item.words = said.quantity_in_use, said.words.strip()
    if said.file is not None:
        item.evidence = store_attachment(
            organisation=owner, file=said.file, actor=actor, is_exchanged=True
        )
    item.save()


def _judge(row: Observation, move: str, actor: User, reason: str) -> None:
    row.reason = reason.strip()
    row.save(update_fields=["reason", "verified_at"])
    OBSERVATION_WORKFLOW.move(row, move, actor=actor, reason=reason)


def _undertaking(undertaking_id: int) -> Undertaking:
    rows = Undertaking.objects.select_for_update(of=("self",)).with_parties()
    return rows.get(pk=undertaking_id)


def _locked(observation_id: int, version: int | None) -> Observation:
    rows = Observation.objects.select_related("asked", "evaluator", "entered_by")
    row: Observation = rows.get(pk=observation_id)
    row.undertaking = _undertaking(row.undertaking_id)
    if version is not None:
        row.version = version
    return row


def _announce(signal: Signal, row: Observation) -> None:
    ids = {"undertaking_id": row.undertaking_id, "observation_id": row.pk}
    transaction.on_commit(partial(signal.send_robust, sender=Observation, **ids))
