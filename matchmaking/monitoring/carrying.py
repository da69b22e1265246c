"""A results framework as it is carried over, from a frozen proposal or from an agreement.

Reads what was said, writes nothing: the service that opens an undertaking does.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from matchmaking.agreements.models import Agreement, AgreementLine
from matchmaking.monitoring.choices import By, Direction, Level, Measure
from matchmaking.needs.models import NeedGoal
from matchmaking.vocabulary.models import Indicator as Reference

References = Mapping[str, Reference]
Columns = dict[str, Any]
GOALS = "goals"
_MEASURES = (("percent", Measure.PERCENT), ("yes", Measure.YESNO), ("ordinal", Measure.ORDINAL))
_SPLITS = (
    (By.SEX, r"\b(sex|gender)\b"),
    (By.AGE, r"\bage\b"),
    (By.INSTITUTION, r"\b(institution|service)\b"),
)


@dataclass(frozen=True)
class ResultData:
    """A result with the key of the one it serves."""

    key: str
    columns: Columns
    parent: str = ""


@dataclass(frozen=True)
class IndicatorData:
    """An indicator with the key of its result, and its targets by day."""

    key: str
    result: str
    columns: Columns
    targets: Mapping[datetime.date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class FrameworkData:
    """Results and indicators in their order."""

    results: list[ResultData]
    indicators: list[IndicatorData]


def reference_codes(said: Mapping[str, Any]) -> set[str]:
    """Return the codes of the library's indicators that a proposal names."""
    return {row["indicator"] for row in said.get("indicators", ()) if row.get("indicator")}


def from_proposal(said: Mapping[str, Any], references: References) -> FrameworkData:
    """Read the framework of a proposal as it was submitted."""
    results = [
        ResultData(
            key=row["key"],
            parent=row.get("parent") or "",
            columns={
                name: row.get(name) or ""
                for name in ("level", "number", "statement", "assumptions")
            },
        )
        for row in said.get("results", ())
    ]
    milestones = list(said.get("milestones", ()))
    rows = enumerate(said.get("indicators", ()), start=1)
    return FrameworkData(
        results, [_of_proposal(number, row, milestones, references) for number, row in rows]
    )


def from_agreement(
    agreement: Agreement, lines: Iterable[AgreementLine], goals: Iterable[NeedGoal]
) -> FrameworkData:
    """Read each line as an output that is delivered, and the goals of the request above them."""
    wanted = list(goals)
    outcome = ResultData(
        GOALS, {"level": Level.OUTCOME, "number": "1", "statement": agreement.need.title}
    )
    outputs, delivered = [], []
    for number, line in enumerate(lines, start=1):
        label = f"1.{number}" if wanted else str(number)
        outputs.append(_output(line, label, GOALS if wanted else ""))
        delivered.append(_delivered(line, label, agreement.language))
    above = [outcome] if wanted else []
    numbered = enumerate(wanted, start=1)
    return FrameworkData(
        [*above, *outputs], [*(_of_goal(n, goal) for n, goal in numbered), *delivered]
    )


def measure_of(unit: str) -> Measure:
    """Return how something in this unit of the library is measured."""
    words = unit.lower()
    found = (measure for begin, measure in _MEASURES if words.startswith(begin))
    return Measure.PERCENT if words == "%" else next(found, Measure.UNIT)


def direction_of(baseline: Decimal | None, target: Decimal | None) -> Direction:
    """Return which way is better, from where it stands and where it shall be."""
    falls = baseline is not None and target is not None and target < baseline
    return Direction.DOWN if falls else Direction.UP


def split_by(words: str) -> list[str]:
    """Return the dimensions that an indicator's "broken down by" names."""
    return [str(by) for by, sign in _SPLITS if re.search(sign, words.lower())]


def figure(value: Any) -> Decimal | None:
    """Read a number that JSON holds as text; None where none was given."""
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def _of_proposal(
    number: int, row: Mapping[str, Any], milestones: list[Any], references: References
) -> IndicatorData:
    reference = references.get(row.get("indicator") or "")
    baseline, target = figure(row.get("baseline")), figure(row.get("target"))
    said = row.get("disaggregation") or (reference.disaggregation if reference else "")
    columns = {
        "number": str(number),
        "title": row.get("title") or str(reference or ""),
        "baseline": baseline,
        "baseline_on": parse_date(row.get("baseline_on") or ""),
        "target": target,
        "target_on": parse_date(row.get("due_on") or ""),
        "source": row.get("verification") or "",
        "disaggregated_by": split_by(said),
        **_of_reference(reference, row.get("unit") or "", baseline, target),
    }
    targets = {
        parse_date(one["due_on"]): figure(one.get("value"))
        for one in milestones
        if one.get("indicator") == row["key"] and one.get("due_on")
    }
    known = {day: value for day, value in targets.items() if day and value is not None}
    return IndicatorData(row["key"], row.get("result") or "", columns, known)


def _of_reference(
    reference: Reference | None, unit: str, baseline: Decimal | None, target: Decimal | None
) -> Columns:
    unit = unit or (reference.unit if reference else "")
    measure = measure_of(unit)
    if target is None and baseline is None and not unit:
        measure = Measure.WORDS
    wanted = reference.desired_direction if reference else ""
    known = wanted in Direction.values
    return {
        "reference": reference,
        "definition": reference.definition if reference else "",
        "unit": unit,
        "measure": measure,
        "direction": wanted if known else direction_of(baseline, target),
    }


def _of_goal(number: int, goal: NeedGoal) -> IndicatorData:
    columns = {
        "number": str(number),
        "title": str(goal),
        "baseline": goal.baseline,
        "target": goal.target,
        "target_on": goal.due_on,
        "source": goal.indicator.data_source if goal.indicator else "",
        "disaggregated_by": split_by(goal.indicator.disaggregation if goal.indicator else ""),
        **_of_reference(goal.indicator, goal.unit, goal.baseline, goal.target),
    }
    return IndicatorData(f"goal-{goal.pk}", GOALS, columns)


def _output(line: AgreementLine, number: str, parent: str) -> ResultData:
    columns = {"level": Level.OUTPUT, "number": number, "statement": str(line)}
    return ResultData(_key(line), columns, parent)


def _delivered(line: AgreementLine, number: str, language: str) -> IndicatorData:
    with override(language):
        title = _("Delivered: %(what)s") % {"what": line}
    amount = line.amount
    counted = line.quantity is not None or amount is None
    columns = {
        "number": number,
        "title": title[:500],
        "unit": line.need_line.unit if counted or amount is None else amount.currency,
        "baseline": Decimal(0),
        "target": line.quantity if counted or amount is None else amount.amount,
        "target_on": line.ends_on,
    }
    return IndicatorData(_key(line), _key(line), columns)


def _key(line: AgreementLine) -> str:
    return f"line-{line.pk}"
