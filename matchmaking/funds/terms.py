"""The terms of a fund or of a call, as they are kept and as programs read them.

Pure: knows no framework, so that rules can be tried out without a database.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

Words = Mapping[str, str]  # by language
STATE = "state"
CRITERION = "criterion:"  # before the code of a criterion, as a rule between equals
TIE_BREAKERS = ("smaller", "earlier", "lot")
WAIVERS = ("administrator", "ballot")
LETTER_SHOWS = ("scores", "feedback", "place")


def worded(words: Words, language: str) -> str:
    """Return the words in `language`, in English or in whichever there are."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


@dataclass(frozen=True)
class Share:
    """The most that a category of the budget may take of the whole."""

    category: str
    percent: int


@dataclass(frozen=True)
class CriterionTerms:
    """What is scored, how much it weighs, and what each number of points stands for."""

    code: str
    titles: Words
    weight: int
    scale_max: int
    anchors: Mapping[str, Words]


@dataclass(frozen=True)
class ReviewBody:
    """Who looks at applications beside the reviewers; `does` is "advises" or "decides"."""

    code: str
    titles: Words
    does: str


@dataclass(frozen=True)
class TrancheTerms:
    """A part of the grant, and what it waits for: "signature", "report" or "condition"."""

    percent: int
    tied_to: str
    titles: Words


@dataclass(frozen=True)
class Duty:
    """A report that is owed: `months` apart for interim ones, after the end for the final one."""

    kind: str  # interim, final
    subject: str  # narrative, financial
    months: int


ROWS: Mapping[str, type] = {
    "shares": Share,
    "criteria": CriterionTerms,
    "bodies": ReviewBody,
    "tranches": TrancheTerms,
    "duties": Duty,
}
LISTS = (
    "applicants", "joint_kinds", "groups", "sections", "annexes", "tie_breakers", "letter_shows",
)  # fmt: skip


@dataclass(frozen=True)
class Terms:
    """Who may apply for what, how it is judged and paid. What is not said asks nothing."""

    # Who may apply: kinds of organisation; "un" is an entity of the United Nations.
    applicants: tuple[str, ...] = ()
    joint_kinds: tuple[str, ...] = ()
    joint_at_least: int = 0
    needs_government: bool = False
    groups: tuple[str, ...] = ()
    # How much, how long.
    currency: str = "USD"
    ceiling_minor: int | None = None
    minimum_minor: int | None = None
    months_min: int | None = None
    months_max: int | None = None
    shares: tuple[Share, ...] = ()
    cofinancing_percent: int = 0
    # What must be there.
    needs_reported_need: bool = False
    needs_endorsement: bool = False
    sections: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    # How it is judged.
    criteria: tuple[CriterionTerms, ...] = ()
    pass_percent: int = 0
    reviewers: int = 2
    bodies: tuple[ReviewBody, ...] = ()
    present_percent: int = 50
    yes_percent: int = 50
    needs_chair: bool = False
    abstentions_count: bool = False  # in what the share of yes is taken of
    # Between equals: "criterion:<code>", "smaller", "earlier", "lot", in this order.
    tie_breakers: tuple[str, ...] = ("earlier", "lot")
    least_percent: int = 100  # of what is asked that may be granted; 100: all or nothing
    waived_by: str = "administrator"  # a condition; or by "ballot"
    letter_shows: tuple[str, ...] = ("scores", "feedback")
    appeal_days: int = 0
    # How it is paid and accounted for.
    tranches: tuple[TrancheTerms, ...] = ()
    duties: tuple[Duty, ...] = ()
    four_eyes_above_minor: int = 0
    fee_percent: Decimal = Decimal(0)
    takes_earmarks: bool = True

    @property
    def may_state_apply(self) -> bool:
        """Whether a government may hand in a proposal itself."""
        return not self.applicants or STATE in self.applicants

    @property
    def total_weight(self) -> int:
        """The sum of the weights of all criteria."""
        return sum(criterion.weight for criterion in self.criteria)

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Terms":
        """Read terms as they are kept; what a newer version calls otherwise is left out."""
        known = {field.name for field in fields(cls)}
        said = {name: value for name, value in content.items() if name in known}
        said |= {name: tuple(said[name]) for name in LISTS if name in said}
        said |= {name: _rows(kind, said[name]) for name, kind in ROWS.items() if name in said}
        if "fee_percent" in said:
            said["fee_percent"] = Decimal(str(said["fee_percent"]))
        return cls(**said)

    def content(self) -> dict[str, Any]:
        """Return the terms as they are kept."""
        return {**asdict(self), "fee_percent": str(self.fee_percent)}


def _rows(kind: type, rows: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**row) for row in rows)


def faults(terms: Terms) -> list[str]:
    """Return the codes of what keeps these terms from being used: unsaid, or at odds."""
    return [code for code, is_faulty in _CHECKS.items() if is_faulty(terms)]


def _unanchored(terms: Terms) -> bool:
    """Say whether some point of some criterion does not say what it stands for."""
    return any(
        not worded(criterion.anchors.get(str(point), {}), "en")
        for criterion in terms.criteria
        for point in range(1, criterion.scale_max + 1)
    )


def _at_odds(least: int | None, most: int | None) -> bool:
    return least is not None and most is not None and least > most


def _twice(terms: Terms) -> bool:
    return _repeats(criterion.code for criterion in terms.criteria)


def _unknown_ties(terms: Terms) -> bool:
    """Say whether a rule between equals is unknown, is of no criterion here, or comes twice."""
    known = {*TIE_BREAKERS, *(CRITERION + criterion.code for criterion in terms.criteria)}
    return not known.issuperset(terms.tie_breakers) or _repeats(terms.tie_breakers)


def _repeats(codes: Iterable[str]) -> bool:
    found = list(codes)
    return len(set(found)) < len(found)


_CHECKS: Mapping[str, Callable[[Terms], bool]] = {
    "applicants": lambda terms: not terms.applicants,
    "joint": lambda terms: terms.joint_at_least > 1 and not terms.joint_kinds,
    "amounts": lambda terms: _at_odds(terms.minimum_minor, terms.ceiling_minor),
    "months": lambda terms: _at_odds(terms.months_min, terms.months_max),
    "criteria": lambda terms: not terms.criteria,
    "twice": _twice,
    "weights": lambda terms: bool(terms.criteria) and terms.total_weight != 100,
    "anchors": _unanchored,
    "tranches": lambda terms: (
        bool(terms.tranches) and sum(row.percent for row in terms.tranches) != 100
    ),
    "ties": _unknown_ties,
    "granted": lambda terms: not 1 <= terms.least_percent <= 100,
    "waiver": lambda terms: terms.waived_by not in WAIVERS,
    "letter": lambda terms: not set(LETTER_SHOWS).issuperset(terms.letter_shows),
}
