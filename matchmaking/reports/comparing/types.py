"""What goes in and comes out: plain frozen data."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class Verdict(StrEnum):
    """What became of a request in the next report."""

    STILL = "still"
    CHANGED = "changed"
    MET = "met"
    GONE = "gone"


@dataclass(frozen=True)
class Text:
    """Words in one language."""

    words: str
    language: str


@dataclass(frozen=True)
class Ask:
    """One thing asked for: an open request, or a candidate of the new report.

    A request may have several texts: as last reported first, then as its State enriched it.
    """

    key: int
    texts: tuple[Text, ...]
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    quantities: tuple[Decimal, ...] = ()
    amount: tuple[Decimal, str] | None = None

    @property
    def text(self) -> Text:
        """The words that count first."""
        return self.texts[0] if self.texts else Text("", "")


@dataclass(frozen=True)
class Reason:
    """Why a verdict was reached: a code, and what a sentence about it needs."""

    code: str
    details: dict[str, Any] = field(default_factory=dict)


class Tokens(Protocol):
    """What the analyser of `search` returns, as far as it is used here."""

    @property
    def stems(self) -> list[str]:
        """The stems, in the order of the text."""

    @property
    def concepts(self) -> list[str]:
        """The concepts the text names, the same in every language."""


class Analyser(Protocol):
    """Cuts a text into stems and concepts."""

    def analyse(self, text: str, language: str) -> Tokens: ...
