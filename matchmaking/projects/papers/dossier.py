"""The dossier of a proposal: everything it says on paper, with headings in a chosen language."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from matchmaking.projects.papers import gantt
from matchmaking.projects.reading import (
    ProposalReading,
    ResultReading,
    SectionReading,
    Table,
    reading,
)
from matchmaking.roundtables.papers import blocks
from matchmaking.roundtables.papers.blocks import Block, Facts, Heading, Paper, Text, shown_in

Said = Mapping[str, Any]
EMPTY = "–"


def dossier_of(
    said: Said, language: str, *, notice: str | Promise = "", on: date | None = None
) -> Paper:
    """Return the dossier; the words of the proposal stay in the language they are written in."""
    with override(shown_in(language)):
        read = reading(said)
        return Paper(
            language=language,
            title=read.title,
            subtitle=_("Project proposal"),
            author=said["proposal"]["applicant"]["name"],
            notice=str(notice),
            blocks=[*_cover(read, on), *_sections(said, read)],
        )


def _cover(read: ProposalReading, on: date | None) -> Iterator[Block]:
    money = (
        (_("Total cost"), str(read.total)),
        (_("Co-financing"), str(read.cofinancing)),
        (_("Asked of the fund"), str(read.asked)),
    )
    day = ((_("As of"), date_format(on, "j F Y")),) if on else ()
    yield Facts(pairs=tuple(pair for pair in (*read.facts, *money, *day) if pair[1]))


def _sections(said: Said, read: ProposalReading) -> Iterator[Block]:
    for number, section in enumerate(read.shown, start=1):
        yield Heading(text=f"{number}. {section.title}")
        yield from _section(read, section)
        if section.code == "plan":
            yield from _plan(said)


def _section(read: ProposalReading, section: SectionReading) -> Iterator[Block]:
    if section.code != "basics":  # its facts are on the cover
        facts = tuple((label, value) for label, value in section.facts if value)
        if facts:
            yield Facts(pairs=facts)
    else:
        known = dict(read.facts)
        pairs = [(k, v) for k, v in section.facts if v and k not in known and v != read.title]
        if pairs:
            yield Facts(pairs=tuple(pairs))
    yield from (Text(language=read.language, text=part) for part in _paragraphs(section.text))
    for result in section.results:
        yield from _result(read, result)
    for table in section.tables:
        yield from _table(table)


def _result(read: ProposalReading, result: ResultReading) -> Iterator[Block]:
    yield Heading(text=f"{result.label} {result.number}".strip(), level=3)
    yield Text(language=read.language, text=result.statement)
    if result.assumptions:
        yield Facts(pairs=((_("Assumptions"), result.assumptions),))
    if result.indicators is not None:
        yield from _table(result.indicators)


def _table(table: Table) -> Iterator[Block]:
    yield Heading(text=table.caption, level=3)
    rows = tuple(tuple(cell or EMPTY for cell in row) for row in table.rows)
    yield blocks.Table(heads=table.heads, rows=(*rows, *table.foot))


def _plan(said: Said) -> Iterator[Block]:
    """Draw the plan with squares: a table is read aloud and copied, a picture is not."""
    heads, rows = gantt.grid(said)
    if not rows:
        return
    begins = gantt.beginning(said)
    yield Heading(text=_("Work plan by months"), level=3)
    if begins is not None:
        words = _("Month 1 is %(month)s.") % {"month": gantt.month_name(begins, 1)}
        yield Text(text=words)
    shown = tuple((number, *squares) for number, _title, *squares in rows)
    yield blocks.Table(heads=(_("Number"), *heads), rows=shown)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.splitlines() if part.strip()]
