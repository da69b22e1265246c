"""What the side panel of the coach shows of a record."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from matchmaking.coaching.choices import RuleCode
from matchmaking.coaching.models import Example, Override
from matchmaking.coaching.scoring import Assessment, Part, State
from matchmaking.coaching.selectors.assessing import assess_record, overrides_of
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.coaching.wording import STATES, saying
from matchmaking.coaching.words import Passage
from matchmaking.vocabulary.fields import readers_language
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind

MARK = re.compile(r"\{(\w+)\|([^}]*)\}")
SENTENCE = re.compile(r"(?:\{[^}]*\}|[^.。{])+(?:[.。]|$)")


class Advice(NamedTuple):
    """One rule as its author reads it."""

    code: str
    label: str | Promise
    state: State
    gained: int
    lost: int
    advice: str | Promise
    why: str | Promise
    anchor: str
    example: SafeString
    passages: tuple[Passage, ...]
    override: Override | None

    @property
    def state_label(self) -> str | Promise:
        """How the rule stands with the record, in a word."""
        return STATES[self.state]


class Coaching(NamedTuple):
    """The whole panel: the figure, what is missing in order of effect, and what is there."""

    score: int
    threshold: int
    version: int
    missing: list[Advice]
    answered: list[Advice]
    vague: tuple[str, ...]
    vague_lost: int

    @property
    def both(self) -> list[list[Advice]]:
        """Everything, what is missing first."""
        return [self.missing, self.answered]

    @property
    def is_flagged(self) -> bool:
        """Whether the record stays below what the secretariat expects."""
        return self.score < self.threshold


def coaching_of(kind: RecordKind[Any], record: Record) -> Coaching:
    """Return what the coach has to say of a record as it stands."""
    ruleset = active_ruleset()
    found = assess_record(kind, record, ruleset)
    advice = list(_advice(kind, record, found))
    return Coaching(
        score=found.score,
        threshold=ruleset.threshold(kind.name),
        version=ruleset.number,
        missing=[one for one in advice if one.lost],
        answered=[one for one in advice if not one.lost],
        vague=found.vague,
        vague_lost=round(found.vague_lost),
    )


def _advice(kind: RecordKind[Any], record: Record, found: Assessment) -> Iterator[Advice]:
    overrides = overrides_of(kind, record)
    themes = sorted(theme.pk for theme in record.themes.all())
    examples = _Examples(kind.name, themes)
    for part in found.parts:
        words = saying(kind.name, part.code)
        yield Advice(
            code=part.code,
            label=RuleCode(part.code).label,
            state=part.state,
            gained=round(part.gained),
            lost=_at_least_one(part),
            advice=words.advice,
            why=words.why,
            anchor=words.anchor,
            example=examples.of(part.code),
            passages=tuple(p for p in part.passages if p.value),
            override=overrides.get(part.code),
        )


def _at_least_one(part: Part) -> int:
    """Round what is left to gain, but never down to nothing."""
    return max(1, round(part.lost)) if part.lost > 0.05 else 0


class _Examples:
    """The examples nearest to the themes of a record: own, then the parent's, then general."""

    def __init__(self, kind: str, themes: Iterable[str]) -> None:
        chain = [code for theme in themes for code in (theme, theme.partition(".")[0])]
        rows = Example.objects.filter(record_kind=kind, retired_on=None)
        by_theme = {row.theme_id: row for row in rows}
        own = [by_theme[code] for code in dict.fromkeys(chain) if code in by_theme]
        self._rows = [*own, *filter(None, [by_theme.get(None)])]

    def of(self, code: str) -> SafeString:
        """Return the sentence in which the rule is answered, that part marked."""
        for row in self._rows:
            for sentence in SENTENCE.findall(_text(row)):
                if f"{{{code}|" in sentence:
                    return _marked(sentence.strip(), code)
        return SafeString("")


def _text(row: Example) -> str:
    return str(getattr(row, f"text_{readers_language()}", "") or row.text_en)


def _marked(sentence: str, code: str) -> SafeString:
    """Return a sentence as HTML, the part that answers `code` marked and the others plain."""
    html, position = SafeString(""), 0
    for match in MARK.finditer(sentence):
        before, part = sentence[position : match.start()], match[2]
        tag = "{}<mark>{}</mark>" if match[1] == code else "{}{}"
        html += format_html(tag, before, part)
        position = match.end()
    return html + format_html("{}", sentence[position:])
