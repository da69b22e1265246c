"""What a report says, as data: pages, papers and publications are all made of this."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from matchmaking.evaluation import measuring, parties
from matchmaking.evaluation.choices import Answer, AssignmentStatus
from matchmaking.evaluation.engine.agreeing import Apart, pairs_within
from matchmaking.evaluation.engine.measures import Measure
from matchmaking.evaluation.models import (
    Evaluation,
    EvaluationCriterion,
    Recommendation,
    Score,
)
from matchmaking.evaluation.redacting import Contents


def contents(evaluation: Evaluation) -> Contents:
    """Return the whole report. Evaluators are named by their role, evidence by its kind."""
    criteria = list(_criteria(evaluation))
    places = parties.organisations(evaluation.undertaking)
    return {
        "number": evaluation.number,
        "title": evaluation.title,
        "undertaking": evaluation.undertaking.title,
        "timing": evaluation.timing,
        "language": evaluation.language,
        "country": evaluation.undertaking.country_id or "",
        "parties": [{"side": side, "name": str(place)} for side, place in places],
        "finished_on": _day(evaluation.finished_at),
        "measured_on": _day(evaluation.measured_at),
        "is_sampled": evaluation.is_sampled,
        "evaluators": evaluation.assignments.filter(status=AssignmentStatus.DONE).count(),
        "purpose": evaluation.purpose,
        "summary": evaluation.summary,
        "method": evaluation.method,
        "criteria": criteria,
        "alike": _alike(criteria),
        "measures": [_brief(one) for one in measuring.loaded(evaluation.measures)],
        "findings": list(evaluation.findings.order_by("number").values("number", "words")),
        "recommendations": list(_recommendations(evaluation)),
    }


def _criteria(evaluation: Evaluation) -> Iterable[dict[str, Any]]:
    rows = evaluation.criteria.select_related("scale").order_by("position")
    for criterion in rows.prefetch_related("questions", "scores__assignment", "scores__citations"):
        yield {
            "code": criterion.code,
            "scale": criterion.scale.code,
            "version": criterion.scale.version,
            "most": max(criterion.scale.values),
            "questions": [row.words for row in criterion.questions.all()],
            "answer": criterion.answer,
            "points": criterion.points,
            "words": criterion.words,
            "scores": [_score(score) for score in done_scores(criterion)],
        }


def done_scores(criterion: EvaluationCriterion) -> list[Score]:
    """Return the scores that were handed in, the lead's first."""
    rows = [s for s in criterion.scores.all() if s.assignment.status == AssignmentStatus.DONE]
    return sorted(rows, key=lambda score: (score.assignment.role, score.pk))


def _score(score: Score) -> dict[str, Any]:
    kinds: dict[str, int] = {}
    for citation in score.citations.all():
        kinds[citation.kind] = kinds.get(citation.kind, 0) + 1
    return {
        "role": score.assignment.role,
        "answer": score.answer,
        "points": score.points,
        "rationale": score.rationale,
        "evidence": kinds,
    }


def _alike(criteria: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many pairs of scores are the same, and at most a point apart."""
    rows = [
        Apart(tuple(s["points"] for s in row["scores"] if s["answer"] == Answer.SCORE))
        for row in criteria
    ]
    same, pairs = pairs_within(rows, 0)
    return {"same": same, "near": pairs_within(rows, 1)[0], "pairs": pairs}


def _brief(measure: Measure) -> dict[str, Any]:
    """Return a measure without its parts, which name lines and indicators that are not public."""
    return {
        "code": measure.code.value,
        "value": None if measure.value is None else str(measure.value),
        "known": measure.known,
        "missing": measure.missing,
        "is_verified": measure.is_verified,
    }


def _recommendations(evaluation: Evaluation) -> Iterable[dict[str, Any]]:
    rows = evaluation.recommendations.select_related("response").order_by("number")
    for row in rows:
        said = getattr(row, "response", None)
        yield {
            "number": row.number,
            "words": row.words,
            "addressee": row.addressee,
            "response": said and _response(row),
        }


def _response(row: Recommendation) -> dict[str, Any]:
    said = row.response
    return {
        "answer": said.answer,
        "words": said.words,
        "action": said.action,
        "due_on": said.due_on.isoformat() if said.due_on else "",
        "state": said.state,
    }


def _day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
