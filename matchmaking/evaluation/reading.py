"""A report put into the reader's language: what pages and papers show of its contents."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaking.evaluation.choices import (
    Answer,
    AssignmentRole,
    CriterionCode,
    FollowUpState,
    ResponseAnswer,
    Side,
    Timing,
)
from matchmaking.evaluation.engine.measures import Code, Measure, Part
from matchmaking.evaluation.evidence import KINDS
from matchmaking.evaluation.models import Scale
from matchmaking.evaluation.redacting import Contents
from matchmaking.evaluation.wording import (
    DEFINITIONS,
    MEASURES,
    MISSING,
    STEPS,
    point_anchor,
    point_label,
)
from matchmaking.vocabulary.selectors import labels

Scales = dict[tuple[str, int], list[dict[str, Any]]]


@dataclass(frozen=True)
class Judged:
    """What one evaluator says under a criterion."""

    who: str
    result: str
    rationale: str
    evidence: str


@dataclass(frozen=True)
class CriterionReading:
    """A criterion: what the evaluators settled on, and what each of them says."""

    code: str
    label: str
    definition: str
    is_withheld: bool = False
    result: str = ""
    anchor: str = ""
    settled: str = ""
    questions: list[str] = field(default_factory=list)
    scores: list[Judged] = field(default_factory=list)


@dataclass(frozen=True)
class AdviceReading:
    """A recommendation, to whom, and the response to it."""

    number: int
    words: str
    addressee: str
    is_withheld: bool
    answer: str = ""
    response: str = ""
    action: str = ""
    due_on: str = ""
    state: str = ""
    is_response_withheld: bool = False


@dataclass(frozen=True)
class MeasureReading:
    """A measure: its figure, what it rests on, and its parts where the reader may see them."""

    label: str
    value: str
    basis: str
    parts: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """A whole report, ready to be shown."""

    number: str
    title: str
    undertaking: str
    language: str
    timing: str
    country: str
    parties: list[tuple[str, str]]
    finished_on: str
    measured_on: str
    evaluators: int
    alike: str
    purpose: str
    summary: str
    method: str
    criteria: list[CriterionReading]
    measures: list[MeasureReading]
    findings: list[dict[str, Any]]
    recommendations: list[AdviceReading]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The texts that come first, each under its heading."""
        named = (_("Summary"), _("Purpose"), _("Method and limits"))
        return list(zip(named, (self.summary, self.purpose, self.method), strict=True))


def reading(said: Contents) -> Reading:
    """Return a report in the reader's language."""
    scales: Scales = {(row.code, row.version): row.points for row in Scale.objects.all()}
    return Reading(
        number=said["number"],
        title=said["title"],
        undertaking=said["undertaking"],
        language=said["language"],
        timing=str(Timing(said["timing"]).label),
        country=labels("country").get(said["country"], ""),
        parties=[(str(Side(row["side"]).label), row["name"]) for row in said["parties"]],
        finished_on=_day(said["finished_on"]),
        measured_on=_day(said["measured_on"]),
        evaluators=said["evaluators"],
        alike=_alike(said["alike"]),
        purpose=said["purpose"],
        summary=said["summary"],
        method=said["method"],
        criteria=[_criterion(row, scales) for row in said["criteria"]],
        measures=[_brief(row) for row in said["measures"]],
        findings=said["findings"],
        recommendations=[_advice(row) for row in said["recommendations"]],
    )


def measures_in_words(found: list[Measure]) -> list[MeasureReading]:
    """Return measures with their parts, for who knows the undertaking."""
    return [
        MeasureReading(
            label=str(MEASURES[one.code]),
            value=_figure(one.code, one.value),
            basis=_basis(one.known, one.missing, one.is_verified),
            parts=list(_parts(one)),
        )
        for one in found
    ]


def result_in_words(points: list[dict[str, Any]], answer: str, value: int | None) -> str:
    """Return a result: "5 of 6: satisfactory", or that there is none."""
    if answer == Answer.SCORE and value is not None:
        most = max(point["value"] for point in points)
        said = {"points": value, "most": most, "label": point_label(points, value)}
        return _("%(points)s of %(most)s: %(label)s") % said
    return str(Answer(answer).label) if answer else ""


def _criterion(row: dict[str, Any], scales: Scales) -> CriterionReading:
    code = CriterionCode(row["code"])
    named: dict[str, Any] = {
        "code": code.value,
        "label": str(code.label),
        "definition": str(DEFINITIONS[code]),
    }
    if row.get("is_withheld"):
        return CriterionReading(**named, is_withheld=True)
    points = scales[row["scale"], row["version"]]
    value = row["points"]
    return CriterionReading(
        **named,
        result=result_in_words(points, row["answer"], value),
        anchor=point_anchor(points, value) if value else "",
        settled=row["words"],
        questions=row["questions"],
        scores=[_judged(score, points) for score in row["scores"]],
    )


def _judged(score: dict[str, Any], points: list[dict[str, Any]]) -> Judged:
    cited = [f"{KINDS[kind]} ({count})" for kind, count in score["evidence"].items()]
    return Judged(
        who=str(AssignmentRole(score["role"]).label),
        result=result_in_words(points, score["answer"], score["points"]),
        rationale=score["rationale"],
        evidence=", ".join(cited),
    )


def _advice(row: dict[str, Any]) -> AdviceReading:
    if row.get("is_withheld"):
        return AdviceReading(row["number"], "", "", is_withheld=True)
    plain = AdviceReading(
        row["number"], row["words"], str(Side(row["addressee"]).label), is_withheld=False
    )
    said = row["response"]
    if not said:
        return plain
    base: dict[str, Any] = {
        "number": plain.number,
        "words": plain.words,
        "addressee": plain.addressee,
    }
    if said.get("is_withheld"):
        return AdviceReading(**base, is_withheld=False, is_response_withheld=True)
    return AdviceReading(
        **base,
        is_withheld=False,
        answer=str(ResponseAnswer(said["answer"]).label),
        response=said["words"],
        action=said["action"],
        due_on=_day(said["due_on"]),
        state=str(FollowUpState(said["state"]).label) if said["action"] else "",
    )


def _brief(row: dict[str, Any]) -> MeasureReading:
    code = Code(row["code"])
    value = None if row["value"] is None else Decimal(row["value"])
    basis = _basis(row["known"], row["missing"], row["is_verified"])
    return MeasureReading(str(MEASURES[code]), _figure(code, value), basis)


def _figure(code: Code, value: Decimal | None) -> str:
    if value is None:
        return _("not known")
    if code == Code.DAYS:
        return ngettext("%(count)s day", "%(count)s days", int(value)) % {"count": int(value)}
    return _("%(percent)s %%") % {"percent": number_format(value * 100, 0)}


def _basis(known: int, missing: int, is_verified: bool | None) -> str:
    words = [_("n = %(known)s, missing %(missing)s") % {"known": known, "missing": missing}]
    if is_verified is not None:
        words.append(_("checked") if is_verified else _("self-reported"))
    return ", ".join(words)


def _parts(one: Measure) -> Iterator[tuple[str, str, str]]:
    for part in one.parts:
        name = str(STEPS.get(part.words, part.words)) if one.code == Code.DAYS else part.words
        if one.code == Code.IN_USE:
            name = _("%(months)s months after the end") % {"months": part.words}
        yield name, _counted(part), _ratio(one.code, part)


def _counted(part: Part) -> str:
    """Return numerator and denominator: what a ratio hides."""
    if (part.denominator is None and part.numerator is None) or part.unit == "days":
        return ""
    counts = {"part": _number(part.numerator), "whole": _number(part.denominator)}
    return f"{_('%(part)s of %(whole)s') % counts} {part.unit}".strip()


def _ratio(code: Code, part: Part) -> str:
    why = str(MISSING.get(part.why, part.why))
    if part.ratio is None:
        return why
    figure = _figure(code, part.ratio)
    return f"{figure} ({why})" if why else figure


def _number(value: Decimal | None) -> str:
    return "–" if value is None else number_format(value.normalize(), use_l10n=True)


def _alike(said: dict[str, int]) -> str:
    if not said["pairs"]:
        return ""
    return (
        _("Of %(pairs)s pairs of scores, %(same)s are the same and %(near)s at most a point apart.")
        % said
    )


def _day(iso: str) -> str:
    return date_format(datetime.date.fromisoformat(iso)) if iso else ""
