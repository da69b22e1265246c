"""What the reader found, as rows."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.translation import override

from matchmaking.money import Money
from matchmaking.reports import reader
from matchmaking.reports.models import Answer, CandidateNeed, NationalReport, Passage
from matchmaking.reports.quotes import short_title
from matchmaking.vocabulary.models import Kind, Theme

PLACEHOLDER = re.compile(r"%\\\((\w+)\\\)s")
LARGEST = Decimal(10) ** 12
Notice = dict[str, Any]


def store_result(report: NationalReport, result: reader.ReadResult) -> list[Notice]:
    """Store passages, answers and candidates; return what the person should know."""
    Passage.objects.bulk_create(_passage(report, row) for row in result.passages)
    answers = {row.ref: row for row in reversed(result.answers)}
    Answer.objects.bulk_create(_answer(report, row) for row in reversed(answers.values()))
    unknown = _store_candidates(report, result.candidates)
    warnings = [_warning(line) for line in result.warnings]
    if unknown:
        warnings.append({"code": "unknown_codes", "details": {"codes": ", ".join(unknown)}})
    return warnings + _doubts(report, result)


def _doubts(report: NationalReport, result: reader.ReadResult) -> list[Notice]:
    """Return where the report says another State or year than the person who filed it."""
    doubts = []
    if result.state and result.state != report.country_id:
        doubts.append({"code": "other_state", "details": {"state": result.state}})
    if result.year and result.year != report.year:
        doubts.append({"code": "other_year", "details": {"year": result.year}})
    return doubts


def _store_candidates(report: NationalReport, found: Sequence[reader.Candidate]) -> list[str]:
    """Store the candidates in order; return the codes that the vocabulary does not know."""
    themes, kinds = _known(Theme), _known(Kind)
    with override(report.language.replace("zh", "zh-hans") or "en"):
        rows = [_candidate(report, n, row, themes) for n, row in enumerate(found, start=1)]
    rows = CandidateNeed.objects.bulk_create(rows)
    pairs = list(zip(rows, found, strict=True))
    _link(CandidateNeed.themes.through, "theme_id", [(r, c.themes) for r, c in pairs], themes)
    _link(CandidateNeed.kinds.through, "kind_id", [(r, c.kinds) for r, c in pairs], kinds)
    used = {code for row in found for code in (*row.themes, *row.kinds)}
    return sorted(used - themes.keys() - kinds.keys())


def _known(model: type[Theme] | type[Kind]) -> dict[str, Any]:
    return {row.pk: row for row in model.objects.filter(retired_on=None)}


def _link(
    through: type[Model],
    column: str,
    pairs: Iterable[tuple[CandidateNeed, Sequence[str]]],
    known: dict[str, Any],
) -> None:
    through._default_manager.bulk_create(
        through(candidateneed_id=row.pk, **{column: code})
        for row, codes in pairs
        for code in dict.fromkeys(codes)
        if code in known
    )


def _candidate(
    report: NationalReport, position: int, row: reader.Candidate, themes: dict[str, Any]
) -> CandidateNeed:
    named = next((str(themes[code]) for code in row.themes if code in themes), row.section)
    quantity, unit = _quantity(row)
    amount_minor, currency = _amount(row)
    return CandidateNeed(
        report=report,
        position=position,
        ref=row.ref[:60],
        answer_ref=row.answer_ref[:60],
        section=row.section[:200],
        question=row.question,
        is_explicit=row.explicit,
        quote=row.quote,
        answer_quote=row.answer_quote,
        page=row.page,
        page_end=row.page_end,
        rects=[list(rect) for rect in row.rects],
        confidence=min(max(row.confidence, 0), 1),
        why=list(row.why),
        title=short_title(row.quote) or named[:200],
        quantity=quantity,
        unit=unit,
        amount_minor=amount_minor,
        currency=currency,
        proposal_developed=row.proposal_developed,
    )


def _quantity(row: reader.Candidate) -> tuple[Decimal | None, str]:
    if row.quantity is None:
        return None, ""
    value = Decimal(str(row.quantity[0]))
    return (value, row.quantity[1][:60]) if 0 < value < LARGEST else (None, "")


def _amount(row: reader.Candidate) -> tuple[int | None, str]:
    if row.amount is None:
        return None, ""
    value = Decimal(str(row.amount[0]))
    if not 0 < value < LARGEST:
        return None, ""
    money = Money.of(value, row.amount[1])
    return money.minor, money.currency


def _passage(report: NationalReport, row: reader.Passage) -> Passage:
    return Passage(
        report=report,
        number=row.id,
        page=row.page,
        section=row.section[:200],
        ref=row.ref[:60],
        text=row.text,
        rects=[list(rect) for rect in row.rects],
    )


def _answer(report: NationalReport, row: reader.Answer) -> Answer:
    return Answer(
        report=report,
        ref=row.ref[:60],
        section=row.section[:200],
        question=row.question,
        value=row.value,
        text=row.text,
        page=row.page,
    )


def _warning(line: str) -> Notice:
    """Take a worded warning apart again, so that it can be said in another language."""
    code, _colon, text = line.partition(": ")
    template = re.escape(reader.MESSAGES.get(code, ""))
    found = re.fullmatch(PLACEHOLDER.sub(r"(?P<\1>.+?)", template), text)
    return {"code": code, "details": found.groupdict() if found else {}}
