"""What a proposal says, set out for readers: one tree for pages, dossier and differences."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import override

from matchmaking.projects import figures
from matchmaking.projects.reading import parts
from matchmaking.projects.reading.parts import Parts
from matchmaking.projects.reading.tree import (
    ProposalReading,
    ResultReading,
    SectionReading,
    Table,
    as_text,
)
from matchmaking.projects.sections import SECTIONS, Section

__all__ = [
    "Parts",
    "ProposalReading",
    "ResultReading",
    "SectionReading",
    "Table",
    "as_text",
    "read_section",
    "reading",
    "register",
]

Said = Mapping[str, Any]
_PARTS: dict[str, Callable[[Said], Parts]] = {
    "basics": parts.basics,
    "results": parts.results,
    "plan": parts.plan,
    "budget": parts.budget,
    "risks": parts.risks,
    "gender": parts.gender,
    "partner": parts.partner,
    "annexes": parts.annexes,
}


def register(code: str, part: Callable[[Said], Parts]) -> None:
    """Let another part of the slice set out what it added to a section."""
    _PARTS[code] = part


def reading(said: Said, user_language: str | None = None) -> ProposalReading:
    """Set out what a proposal says; headings and names of codes in the language of the reader."""
    if user_language:
        with override(user_language):
            return reading(said)
    return ProposalReading(
        title=said["proposal"]["title"],
        language=said["proposal"]["language"],
        facts=tuple(parts.facts_of(said)),
        total=figures.total(said),
        cofinancing=figures.cofinancing(said),
        asked=figures.asked(said),
        sections=tuple(read_section(said, section) for section in SECTIONS),
    )


def read_section(said: Said, section: Section) -> SectionReading:
    """Set out one section."""
    results, tables, facts = _PARTS.get(section.code, _nothing)(said)
    return SectionReading(
        code=section.code,
        title=str(section.title),
        text=said["sections"].get(section.code, {}).get("text", ""),
        facts=tuple(facts),
        results=tuple(results),
        tables=tuple(table for table in tables if table.rows),
    )


def _nothing(said: Said) -> Parts:
    return [], [], []
