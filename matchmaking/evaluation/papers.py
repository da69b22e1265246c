"""The report on paper: the same contents as the page, set with the pieces of the round tables."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from matchmaking.evaluation.reading import AdviceReading, CriterionReading, Reading
from matchmaking.roundtables.papers.blocks import Block, Facts, Heading, Paper, Table, Text


def paper_of(said: Reading, *, notice: str, author: str) -> Paper:
    """Return the report as a paper, in the reader's language; its own words in theirs."""
    return Paper(
        language=(get_language() or "en").partition("-")[0],
        title=said.title,
        subtitle=_("Evaluation %(number)s") % {"number": said.number},
        author=author,
        notice=notice,
        blocks=list(_blocks(said)),
    )


def _blocks(said: Reading) -> Iterator[Block]:
    pairs = [(_("Project or agreement"), said.undertaking), (_("When"), said.timing)]
    pairs += [(_("State"), said.country), *said.parties]
    pairs += [(_("Evaluators"), str(said.evaluators)), (_("Final"), said.finished_on)]
    yield Facts(pairs=tuple((label, value) for label, value in pairs if value))
    for title, words in said.texts:
        if words:
            yield Heading(text=title)
            yield from _words(words, said.language)
    yield Heading(text=_("Results"))
    for row in said.criteria:
        yield from _criterion(row, said.language)
    if said.alike:
        yield Text(text=said.alike)
    yield from _measures(said)
    yield Heading(text=_("Findings"))
    for finding in said.findings:
        words = _("Withheld") if finding.get("is_withheld") else finding["words"]
        yield Text(text=f"{finding['number']}. {words}", language=said.language)
    yield Heading(text=_("Recommendations and management response"))
    for advice in said.recommendations:
        yield from _advice(advice, said.language)


def _words(words: str, language: str) -> Iterator[Block]:
    for part in words.splitlines():
        if part.strip():
            yield Text(text=part, language=language)


def _criterion(row: CriterionReading, language: str) -> Iterator[Block]:
    yield Heading(text=row.label, level=3)
    if row.is_withheld:
        yield Text(text=_("Withheld"))
        return
    yield Text(text=f"{row.result}. {row.anchor}".strip(" ."))
    if row.settled:
        yield from _words(row.settled, language)
    heads = (_("Evaluator"), _("Score"), _("Why"), _("Evidence cited"))
    rows = [(one.who, one.result, one.rationale, one.evidence) for one in row.scores]
    yield Table(heads=heads, rows=tuple(rows))


def _measures(said: Reading) -> Iterator[Block]:
    if said.measures:
        yield Heading(text=_("Computed from the facts"))
        rows = [(row.label, row.value, row.basis) for row in said.measures]
        yield Table(heads=(_("Measure"), _("Value"), _("Basis")), rows=tuple(rows))


def _advice(row: AdviceReading, language: str) -> Iterator[Block]:
    if row.is_withheld:
        yield Text(text=f"{row.number}. {_('Withheld')}")
        return
    yield Heading(text=f"{row.number}. {row.addressee}", level=3)
    yield from _words(row.words, language)
    response = _("Withheld") if row.is_response_withheld else row.response
    pairs = [(_("Response"), f"{row.answer} {response}".strip()), (_("Action"), row.action)]
    pairs += [(_("By"), row.due_on), (_("State of the action"), row.state)]
    yield Facts(pairs=tuple((label, value) for label, value in pairs if value))
