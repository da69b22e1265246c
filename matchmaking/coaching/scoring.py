"""How actionable a record is, from 0 to 100, and what would raise the figure most.

Pure: values in, values out. Every rule is answered by a field, by the words of the record, or by
the owner's reason why it does not apply here. Which rules there are and how much each weighs is
data with a version; only how a rule is checked is written here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matchmaking.coaching.passages import read, vague_phrases, words_of
from matchmaking.coaching.words import Passage, Words

HIGHEST = 100
Fields = Mapping[str, Any]


class State(StrEnum):
    """How a rule stands with a record."""

    ANSWERED = "answered"
    PARTLY = "partly"
    IN_WORDS = "in_words"
    OVERRIDDEN = "overridden"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked, how much it weighs, and what words alone are worth of it (0 to 1)."""

    code: str
    weight: float
    words_share: float


@dataclass(frozen=True)
class Rules:
    """One version of the rules, by kind of record; vague phrases cost points."""

    version: int
    of: Mapping[str, tuple[Rule, ...]]
    vague_points: float = 3
    vague_most: float = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked for or offered."""

    description: str = ""
    quantity: float | None = None
    unit: str = ""
    has_amount: bool = False
    needs_upkeep: bool = False
    is_upkeep: bool = False


@dataclass(frozen=True)
class Draft:
    """A record as the scorer sees it: `kind` is "need" or "offer", `fields` is what it says."""

    kind: str
    language: str
    fields: Fields
    lines: Sequence[Line] = ()
    goals: Sequence[Fields] = ()
    # Names that stand in the text without being an answer: the State itself is no place.
    ignored: Collection[str] = ()


@dataclass(frozen=True)
class Part:
    """One rule with one record: what it gained and what is left to gain, in points."""

    code: str
    state: State
    gained: float
    lost: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """The figure, its parts with what is missing first, and the phrases that say nothing."""

    score: int
    parts: tuple[Part, ...]
    vague: tuple[str, ...] = ()
    vague_lost: float = 0.0
    version: int = 0

    @property
    def missing(self) -> tuple[Part, ...]:
        """What is left to gain, the most telling first."""
        return tuple(part for part in self.parts if part.lost > 0)


def assess(draft: Draft, rules: Rules, overridden: Collection[str] = ()) -> Assessment:
    """Judge a record by one version of the rules; `overridden` counts as answered."""
    applying = [rule for rule in rules.of.get(draft.kind, ()) if _applies(rule, draft)]
    whole = sum(rule.weight for rule in applying)
    words = _words(draft)
    parts = [_part(rule, draft, words, rule.code in overridden, whole) for rule in applying]
    parts.sort(key=lambda part: -part.lost)  # stable: equal ones stay in the order of the rules
    vague = tuple(vague_phrases(words))
    vague_lost = min(len(vague) * rules.vague_points, rules.vague_most)
    gained = sum(part.gained for part in parts)
    score = round(max(0.0, gained - vague_lost))
    return Assessment(min(score, HIGHEST), tuple(parts), vague, vague_lost, rules.version)


def _applies(rule: Rule, draft: Draft) -> bool:
    """After-care is asked for only where there is something to look after."""
    if rule.weight <= 0:
        return False
    return rule.code != "aftercare" or any(line.needs_upkeep for line in draft.lines)


def _words(draft: Draft) -> Words:
    """Return the prose; a title is a heading, and says things in a shorter way."""
    said = [draft.fields.get("description") or "", *(line.description for line in draft.lines)]
    if draft.kind == "offer":
        said.append(draft.fields.get("conditions") or "")
    return words_of(draft.language, said, draft.ignored)


def _part(rule: Rule, draft: Draft, words: Words, is_overridden: bool, whole: float) -> Part:
    points = HIGHEST * rule.weight / whole
    if is_overridden:
        return Part(rule.code, State.OVERRIDDEN, points, 0.0)
    share = CHECKS[rule.code](draft)
    passages = tuple(_new(read(words, rule.code), draft)) if share < 1 else ()
    worth = share + (1 - share) * rule.words_share if passages else share
    return Part(rule.code, _state(share, passages), points * worth, points * (1 - worth), passages)


def _state(share: float, passages: Collection[Passage]) -> State:
    if share >= 1:
        return State.ANSWERED
    if share > 0:
        return State.PARTLY
    return State.IN_WORDS if passages else State.MISSING


def _new(passages: Iterable[Passage], draft: Draft) -> Iterable[Passage]:
    """Leave out counts that a line holds already."""
    known = {line.quantity for line in draft.lines}
    return (p for p in passages if "quantity" not in p.value or p.value["quantity"] not in known)


def _share(lines: Sequence[Line], holds: Callable[[Line], bool]) -> float:
    return sum(map(holds, lines)) / len(lines) if lines else 0.0


def _quantity(draft: Draft) -> float:
    return _share(draft.lines, lambda line: line.quantity is not None)


def _unit(draft: Draft) -> float:
    return _share(draft.lines, lambda line: bool(line.unit))


def _cost(amount: str) -> Callable[[Draft], float]:
    """Take the sum of the whole, or else the share of the lines that name theirs."""

    def check(draft: Draft) -> float:
        if draft.fields.get(amount) is not None:
            return 1.0
        return _share(draft.lines, lambda line: line.has_amount)

    return check


def _window(first: str, last: str) -> Callable[[Draft], float]:
    """The end matters most: until then a record is open."""

    def check(draft: Draft) -> float:
        return 0.75 * bool(draft.fields.get(last)) + 0.25 * bool(draft.fields.get(first))

    return check


def _filled(*names: str) -> Callable[[Draft], float]:
    """One of these fields is enough."""
    return lambda draft: float(any(draft.fields.get(name) for name in names))


def _goal(draft: Draft) -> float:
    """Take the best goal: what it is now, what it shall be, and by when."""
    return max((_goal_share(goal) for goal in draft.goals), default=0.0)


def _goal_share(goal: Fields) -> float:
    parts = (("baseline", 0.4), ("target", 0.4), ("due_on", 0.2))
    return sum(worth for name, worth in parts if goal.get(name) not in (None, ""))


def _result(draft: Draft) -> float:
    return float(any(goal.get("indicator") or goal.get("title") for goal in draft.goals))


def _upkeep_asked(draft: Draft) -> float:
    return float(any(line.is_upkeep for line in draft.lines))


def _upkeep_offered(draft: Draft) -> float:
    names = ("aftercare_training", "aftercare_maintenance", "aftercare_spare_parts")
    return sum(bool(draft.fields.get(name)) for name in names) / len(names)


def _aftercare(draft: Draft) -> float:
    return _upkeep_offered(draft) if draft.kind == "offer" else _upkeep_asked(draft)


def _window_of(draft: Draft) -> float:
    names = ("opens_on", "closes_on") if draft.kind == "offer" else ("starts_on", "ends_on")
    return _window(*names)(draft)


CHECKS: dict[str, Callable[[Draft], float]] = {
    "quantity": _quantity,
    "unit": _unit,
    "institution": _filled("institution"),
    "place": _filled("place", "confidential_place"),
    "window": _window_of,
    "goal": _goal,
    "result": _result,
    "plan": _filled("national_plan"),
    "language": _filled("working_languages"),
    "aftercare": _aftercare,
    "cost": _cost("budget_minor"),
    "capacity": _quantity,
    "value": _cost("value_minor"),
    "eligibility": _filled(
        "eligible_countries", "eligible_regions", "eligible_bodies", "eligible_groups"
    ),
    "languages": _filled("delivery_languages"),
    "channel": _filled("channel"),
    "conditions": _filled("conditions"),
}
