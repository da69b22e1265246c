"""Values of a period: written, handed in, approved, sent back; one or many at once."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.monitoring import notices, policies
from matchmaking.monitoring.checking import Fault, FaultyValues, ValueData, faults_of
from matchmaking.monitoring.choices import EDITABLE, Answer, Measure
from matchmaking.monitoring.models import Indicator, Period, Undertaking, Value
from matchmaking.monitoring.services.common import announce, locked
from matchmaking.monitoring.signals import value_approved, value_returned
from matchmaking.monitoring.workflow import VALUE_WORKFLOW
from matchmaking.workflow import compare_and_set


@transaction.atomic
def enter_values(
    *, undertaking_id: int, period_id: int, actor: User, rows: Sequence[ValueData]
) -> list[Value]:
    """Write the values of a period: all of these, or FaultyValues and none."""
    undertaking = locked(undertaking_id)
    if not policies.reports_on(actor, undertaking):
        raise PermissionDenied
    period = undertaking.periods.get(pk=period_id)
    if not may_be_reported(undertaking, period):
        raise NotInThisState
    indicators = {row.pk: row for row in undertaking.indicators.filter(is_dropped=False)}
    known = {value.indicator_id: value for value in _values(period_id=period_id)}
    faults = {
        row.indicator_id: found
        for row in rows
        if (found := _faults(actor, indicators, known.get(row.indicator_id), row))
    }
    if faults:
        raise FaultyValues(faults)
    return [
        _write(actor, indicators[row.indicator_id], period, known.get(row.indicator_id), row)
        for row in rows
    ]


@transaction.atomic
def submit_values(*, undertaking_id: int, actor: User, value_ids: Collection[int]) -> list[Value]:
    """Hand values in: all of these, or none."""
    undertaking = locked(undertaking_id)
    values = _chosen(undertaking, value_ids)
    for value in values:
        VALUE_WORKFLOW.move(value, "submit_value", actor=actor)
        value.submitted_at, value.decision_reason = timezone.now(), ""
        value.decided_by = value.decided_at = None
        value.save(update_fields=["submitted_at", "decision_reason", "decided_by", "decided_at"])
    notices.tell_of_submission(undertaking, values, actor)
    return values


@transaction.atomic
def approve_values(
    *,
    undertaking_id: int,
    actor: User,
    value_ids: Collection[int],
    versions: dict[int, int] | None = None,
    is_verified: bool = False,
) -> list[Value]:
    """Approve values as the reader saw them: all of these, or none."""
    undertaking = locked(undertaking_id)
    values = _chosen(undertaking, value_ids)
    for value in values:
        value.version = (versions or {}).get(value.pk, value.version)
        if not policies.decides_value(actor, value):
            raise PermissionDenied
        # Who and when first: the constraint of the table compares them with who entered it.
        value.decided_by, value.decided_at, value.is_verified = actor, timezone.now(), is_verified
        value.save(update_fields=["decided_by", "decided_at", "is_verified"])
        VALUE_WORKFLOW.move(value, "approve_value", actor=actor)
        announce(value_approved, undertaking, value_id=value.pk)
    return values


@transaction.atomic
def return_value(*, value_id: int, actor: User, reason: str, version: int | None = None) -> Value:
    """Send a value back with a reason, also one approved before: it counts no longer."""
    undertaking = locked(_values(pk=value_id).get().indicator.undertaking_id)
    value = _values(pk=value_id).get()
    if version is not None:
        value.version = version
    if not policies.decides_value(actor, value):
        raise PermissionDenied
    if reason.strip():
        value.decision_reason = reason.strip()
        value.save(update_fields=["decision_reason"])
    VALUE_WORKFLOW.move(value, "return_value", actor=actor, reason=reason)
    value.decided_by, value.decided_at, value.is_verified = actor, timezone.now(), False
    value.save(update_fields=["decided_by", "decided_at", "is_verified"])
    notices.tell_of_return(undertaking, value, actor)
    announce(value_returned, undertaking, value_id=value.pk)
    return value


def may_be_reported(undertaking: Undertaking, period: Period) -> bool:
    """Say whether a period has begun, and began before the undertaking was closed."""
    last = undertaking.closed_on or timezone.localdate()
    return period.starts_on <= min(last, timezone.localdate())


def _values(**which: Any) -> Any:
    rows = Value.objects.filter(**which).select_for_update(of=("self",))
    return rows.with_parties().select_related("period")


def _chosen(undertaking: Undertaking, value_ids: Collection[int]) -> list[Value]:
    rows = _values(pk__in=value_ids).filter(indicator__undertaking=undertaking)
    values = list(rows.order_by("indicator__position", "pk"))
    if not values:
        raise DomainError(_("Choose at least one value."))
    if len(values) != len(set(value_ids)):
        raise PermissionDenied
    return values


def _faults(
    actor: User, indicators: dict[int, Indicator], value: Value | None, said: ValueData
) -> list[Fault]:
    indicator = indicators.get(said.indicator_id)
    if indicator is None:
        raise PermissionDenied
    if value is not None:
        if not policies.enters_value(actor, value):
            return [("number", _("The other side reports this value."))]
        if value.status not in EDITABLE:
            return [("number", _("This value is handed in: it can change once it is sent back."))]
        if said.version not in (None, value.version):
            return [("number", str(ChangedMeanwhile().message))]
    return faults_of(indicator, said)


def _write(
    actor: User, indicator: Indicator, period: Period, value: Value | None, said: ValueData
) -> Value:
    columns = _columns(indicator, said) | {"entered_by": actor}
    if value is None:
        sides = policies.sides_of(actor, period.undertaking)
        value = Value.objects.create(
            indicator=indicator, period=period, side=sides[0] if sides else "", **columns
        )
        before = None
    else:
        before = value.number
        compare_and_set(value, **columns)
    value.parts.all().delete()
    for (by, group), number in said.parts.items():
        value.parts.create(by=by, group=group, number=number)
    changes = {"number": (_plain(before), _plain(value.number))}
    audit.record(value, "enter_value", actor=actor, changes=changes)
    return value


def _columns(indicator: Indicator, said: ValueData) -> dict[str, Any]:
    in_words = indicator.measure == Measure.WORDS and said.answer == Answer.NUMBER
    return {
        "answer": Answer.WORDS if in_words else said.answer,
        "number": None if in_words else said.number,
        "words": said.words.strip(),
        "reason": said.reason.strip(),
        "source": said.source.strip(),
        "quality": said.quality.strip(),
    }


def _plain(number: Any) -> str:
    return "" if number is None else f"{number.normalize():f}"
