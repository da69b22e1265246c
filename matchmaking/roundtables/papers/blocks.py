"""What a paper is made of, before it is set in any format."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import get_language_info

# The code of Chinese for Django; papers and records call it "zh".
SHOWN_IN = {"zh": "zh-hans"}


def shown_in(language: str) -> str:
    """Return the language in which Django translates for a paper in `language`."""
    return SHOWN_IN.get(language, language)


def is_rtl(language: str) -> bool:
    """Say whether a language is written from right to left."""
    try:
        return bool(get_language_info(shown_in(language))["bidi"])
    except KeyError:
        return False


@dataclass(frozen=True)
class Block:
    """A part of a paper; `language` is that of its words, where it is not that of the paper."""

    kind: ClassVar[str]
    language: str = ""

    @property
    def direction(self) -> str:
        """The direction of its words; nothing where it is that of the paper."""
        return ("rtl" if is_rtl(self.language) else "ltr") if self.language else ""


@dataclass(frozen=True)
class Heading(Block):
    """A heading of the second or third level."""

    kind = "heading"
    text: str = ""
    level: int = 2


@dataclass(frozen=True)
class Text(Block):
    """A paragraph."""

    kind = "text"
    text: str = ""


@dataclass(frozen=True)
class Quote(Block):
    """The words of a report, and where they stand."""

    kind = "quote"
    text: str = ""
    source: str = ""


@dataclass(frozen=True)
class Facts(Block):
    """Labels and values."""

    kind = "facts"
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table(Block):
    """Rows under headings; the last one may hold sums."""

    kind = "table"
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class NewPage(Block):
    """What follows begins on a page of its own."""

    kind = "page"


@dataclass(frozen=True)
class Paper:
    """A paper ready to be set."""

    language: str
    title: str
    subtitle: str
    author: str
    notice: str = ""
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_rtl(self) -> bool:
        """Whether it is laid out from right to left."""
        return is_rtl(self.language)
