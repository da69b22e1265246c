"""Why a case stands where it stands in the queue: plain figures in, a score with its parts out.

No database here. Every value is from 0 to 1; what adds to the score is the value times the share
of its weight, so that a score is from 0 to 1 as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

LONG_WAIT = 180  # days after which a longer wait counts no more
LATE_ANSWER = 21
EXPIRES_SOON = 90
MANY_CHECKS = 5
PRIORITIES = {"high": 1.0, "medium": 0.6, "low": 0.3}
NOT_STATED = 0.4

# What the secretariat begins with; only the proportions matter.
DEFAULT_WEIGHTS = {
    "priority": 3.0,
    "specificity": 2.0,
    "match": 3.0,
    "waiting": 2.0,
    "expiry": 2.0,
    "clearance": 3.0,
    "answers": 2.0,
    "idle": 2.0,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one case today; days are whole days, None is not known."""

    kind: str
    priority: str = ""
    specificity: int | None = None
    best: float | None = None
    days_waiting: int = 0
    days_left: int | None = None
    open_checks: int = 0
    unanswered: int = 0
    days_unanswered: int = 0
    running: int = 0
    listed: int = 0


class Part(NamedTuple):
    """One part of a place; `message` and `params` make the sentence (see desk/wording.py)."""

    name: str
    value: float
    weight: float
    contribution: float
    message: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """The score of a case and its parts, what adds most first."""

    score: float
    parts: tuple[Part, ...]


Said = tuple[float, str, dict[str, Any]]


def place_of(facts: Facts, weights: Mapping[str, float]) -> Place:
    """Put a case in its place by a version of the weights."""
    total = sum(weights.get(name, 0.0) for name in FACTORS) or 1.0
    parts = [_part(name, facts, weights.get(name, 0.0) / total) for name in FACTORS]
    parts.sort(key=lambda part: -part.contribution)
    return Place(round(sum(part.contribution for part in parts), 6), tuple(parts))


def _part(name: str, facts: Facts, share: float) -> Part:
    value, message, params = FACTORS[name](facts)
    return Part(
        name, round(value, 4), round(share, 4), round(value * share, 6), f"{name}.{message}", params
    )


def _priority(facts: Facts) -> Said:
    """Value the State's own priority; for an offer half of that of the request it fits best."""
    value = PRIORITIES.get(facts.priority, NOT_STATED)
    message = facts.priority or "unknown"
    return (value / 2, f"best_{message}", {}) if facts.kind == "offer" else (value, message, {})


def _specificity(facts: Facts) -> Said:
    if facts.specificity is None:
        return 0.5, "unknown", {}
    return facts.specificity / 100, "score", {"score": facts.specificity}


def _match(facts: Facts) -> Said:
    if facts.best is None:
        return 0.0, "none", {}
    return facts.best, "best", {"percent": round(100 * facts.best)}


def _waiting(facts: Facts) -> Said:
    return min(facts.days_waiting / LONG_WAIT, 1.0), "days", {"days": facts.days_waiting}


def _expiry(facts: Facts) -> Said:
    if facts.days_left is None:
        return 0.0, "unknown", {}
    near = 1 - max(facts.days_left, 0) / EXPIRES_SOON
    return max(near, 0.0), "days", {"days": facts.days_left}


def _clearance(facts: Facts) -> Said:
    """Value checks that hold a pair up: the fewer are open, the nearer the introduction."""
    if not facts.open_checks:
        return 0.0, "none", {}
    left = min(facts.open_checks, MANY_CHECKS)
    return 1 - (left - 1) / (2 * MANY_CHECKS), "open", {"checks": facts.open_checks}


def _answers(facts: Facts) -> Said:
    if not facts.unanswered:
        return 0.0, "none", {}
    params = {"introductions": facts.unanswered, "days": facts.days_unanswered}
    return min(facts.days_unanswered / LATE_ANSWER, 1.0), "waiting", params


def _idle(facts: Facts) -> Said:
    """Value that nothing is under way: what runs already needs the broker least."""
    if facts.running:
        return 0.0, "running", {"introductions": facts.running}
    if facts.listed:
        return 0.5, "listed", {"pairs": facts.listed}
    return 1.0, "nothing", {}


FACTORS: dict[str, Callable[[Facts], Said]] = {
    "priority": _priority,
    "specificity": _specificity,
    "match": _match,
    "waiting": _waiting,
    "expiry": _expiry,
    "clearance": _clearance,
    "answers": _answers,
    "idle": _idle,
}
