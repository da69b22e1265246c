"""Scales, measures and criteria, said in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from matchmaking.evaluation.choices import CriterionCode, ScaleCode
from matchmaking.evaluation.engine.measures import Code
from matchmaking.funds.terms import worded
from matchmaking.monitoring import achievement
from matchmaking.reviews.engine.agreement import Reading

Text = str | Promise

# What is asked under each criterion where the plan says nothing else.
QUESTIONS: dict[str, tuple[Text, ...]] = {
    CriterionCode.ADEQUACY: (
        gettext_lazy("Was what was given enough, and of the kind that was asked for?"),
        gettext_lazy("Did it come in time, in a language and form that could be used?"),
    ),
    CriterionCode.EFFECTIVENESS: (
        gettext_lazy("Were the results reached that were agreed?"),
        gettext_lazy("Is what was delivered used, by whom, and who was left out?"),
    ),
    CriterionCode.SUSTAINABILITY: (
        gettext_lazy("Will what was achieved last: is it paid for, staffed and maintained?"),
        gettext_lazy("Is it backed by rules, posts and a mandate?"),
    ),
    CriterionCode.RELEVANCE: (
        gettext_lazy("Does it answer the needs and priorities of the State, then and now?"),
    ),
    CriterionCode.COHERENCE: (
        gettext_lazy("Does it fit with other assistance, embargoes, registers and standards?"),
    ),
    CriterionCode.EFFICIENCY: (
        gettext_lazy("Were the results delivered economically and on time?"),
    ),
    CriterionCode.IMPACT: (gettext_lazy("What difference did it make, intended or not?"),),
}
DEFINITIONS: dict[str, Text] = {
    CriterionCode.ADEQUACY: gettext_lazy(
        "Compares what was provided with what was needed: enough, of the right kind, in time."
    ),
    CriterionCode.EFFECTIVENESS: gettext_lazy("Whether the results that were agreed came about."),
    CriterionCode.SUSTAINABILITY: gettext_lazy(
        "Whether the results persist, and whose they are now."
    ),
    CriterionCode.RELEVANCE: gettext_lazy("Whether it was the right thing to do."),
    CriterionCode.COHERENCE: gettext_lazy("How well it fits with what others do."),
    CriterionCode.EFFICIENCY: gettext_lazy("How well the means were used."),
    CriterionCode.IMPACT: gettext_lazy("What difference it makes in the long run."),
}
MEASURES: dict[str, Text] = {
    Code.COVERAGE: gettext_lazy("Agreed, of what was asked for"),
    Code.DELIVERED: gettext_lazy("Delivered, of what was asked for"),
    Code.ACHIEVEMENT: gettext_lazy("Achievement of the indicators (median)"),
    Code.DISBURSED: gettext_lazy("Paid out, of what was set aside"),
    Code.IN_USE: gettext_lazy("Still in use, of what was delivered"),
    Code.DAYS: gettext_lazy("Days from the request to the delivery"),
}
STEPS: dict[str, Text] = {
    "request": gettext_lazy("Request published"),
    "offer": gettext_lazy("Offer brought together with it"),
    "proposal": gettext_lazy("Proposal handed in"),
    "approval": gettext_lazy("Approved"),
    "agreement": gettext_lazy("Signed by both sides"),
    "delivery": gettext_lazy("Last delivery"),
}
MISSING: dict[str, Text] = {
    "not_counted": gettext_lazy("nothing was counted in the request"),
    "not_known": gettext_lazy("not known"),
    "no_whole": gettext_lazy("not known"),
    "no_day": gettext_lazy("no day on record"),
    "too_early": gettext_lazy("dated before the step before it"),
    achievement.NO_VALUE: gettext_lazy("no approved value yet"),
    achievement.NO_TARGET: gettext_lazy("no target"),
    achievement.NO_BASELINE: gettext_lazy("no baseline"),
    achievement.FROM_NOTHING: gettext_lazy("counted from nothing: no baseline"),
    achievement.NOTHING_TO_CHANGE: gettext_lazy("target equals baseline"),
    achievement.WRONG_WAY: gettext_lazy("target lies behind the baseline"),
}
# Which measures stand beside which criterion.
BESIDE: dict[str, tuple[Code, ...]] = {
    CriterionCode.ADEQUACY: (Code.COVERAGE, Code.DELIVERED, Code.DAYS),
    CriterionCode.EFFECTIVENESS: (Code.ACHIEVEMENT, Code.DELIVERED),
    CriterionCode.SUSTAINABILITY: (Code.IN_USE,),
    CriterionCode.RELEVANCE: (Code.COVERAGE,),
    CriterionCode.EFFICIENCY: (Code.DISBURSED, Code.DAYS),
    CriterionCode.IMPACT: (Code.ACHIEVEMENT,),
}
READINGS: dict[Reading, Text] = {
    Reading.RELY: gettext_lazy("The evaluators agree: 0.800 or more may be relied on."),
    Reading.TENTATIVE: gettext_lazy("Only tentative conclusions: between 0.667 and 0.800."),
    Reading.DO_NOT_RELY: gettext_lazy("Do not rely on these scores: below 0.667."),
    Reading.UNDEFINED: gettext_lazy(
        "Everybody gives the same score, so alpha is not defined; the share of equal pairs is."
    ),
    Reading.NOTHING: gettext_lazy("Nothing has been scored by two evaluators yet."),
}


def scale_code(criterion: str) -> ScaleCode:
    """Return the scale of a criterion: likelihood for whether it will last, six points else."""
    is_outlook = criterion == CriterionCode.SUSTAINABILITY
    return ScaleCode.LIKELIHOOD if is_outlook else ScaleCode.SIX


def point_label(points: list[dict[str, Any]], value: int) -> str:
    """Return what a point of a scale is called, in the reader's language or in English."""
    return _of_point(points, value, "label")


def point_anchor(points: list[dict[str, Any]], value: int) -> str:
    """Return what a point of a scale stands for."""
    return _of_point(points, value, "anchor")


def _of_point(points: list[dict[str, Any]], value: int, name: str) -> str:
    found = next((point for point in points if point["value"] == value), None)
    return worded(found[name], (get_language() or "en").partition("-")[0]) if found else ""


PARTS: dict[str, Text] = {
    "purpose": gettext_lazy("Purpose"),
    "summary": gettext_lazy("Summary"),
    "method": gettext_lazy("Method and limits"),
    "measures": gettext_lazy("What is computed from the facts"),
    "criterion": gettext_lazy("Criterion"),
    "finding": gettext_lazy("Finding"),
    "recommendation": gettext_lazy("Recommendation"),
    "response": gettext_lazy("Response to recommendation"),
}
SHOWN = 80


def part_label(key: str, words: str) -> str:
    """Return how a part that can be kept back is named: "Finding 2: The machines ..."."""
    name, _colon, which = key.partition(":")
    label = CriterionCode(which).label if name == "criterion" else which
    start = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
    named = f"{PARTS[name]} {label}".strip()
    return f"{named}: {start}" if start else named
