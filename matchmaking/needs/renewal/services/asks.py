"""Requests and candidates, as the comparison takes them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from matchmaking.money import Money
from matchmaking.needs.models import Need
from matchmaking.reports.comparing import Ask, Text
from matchmaking.reports.models import CandidateNeed, NationalReport


def ask_of_candidate(candidate: CandidateNeed, language: str) -> Ask:
    """Return what a candidate asks for."""
    amount = None
    if candidate.amount_minor is not None and candidate.currency:
        amount = _plain(Money(candidate.amount_minor, candidate.currency))
    return Ask(
        key=candidate.pk,
        texts=(Text(candidate.quote, language),),
        themes=_codes(candidate.themes),
        kinds=_codes(candidate.kinds),
        quantities=() if candidate.quantity is None else (candidate.quantity.normalize(),),
        amount=amount,
    )


def ask_of_need(need: Any) -> Ask:
    """Return what a request asks for now: its figures, and the words of the last report first.

    `need.confirmed` holds the confirmations so far.
    """
    lines = need.lines.all()
    quantities = [line.quantity.normalize() for line in lines if line.quantity is not None]
    return Ask(
        key=need.pk,
        texts=tuple(dict.fromkeys(_texts(need))),
        themes=_codes(need.themes),
        kinds=tuple(dict.fromkeys(line.kind_id for line in lines)),
        quantities=tuple(quantities),
        amount=_plain(need.budget) if need.budget else None,
    )


def last_said(need: Any) -> tuple[NationalReport | None, CandidateNeed | None, str, int | None]:
    """Return where a report last asked for this: report, candidate, words, page."""
    links = [row for row in need.confirmed if row.candidate_id]
    if links:
        last = max(links, key=lambda row: (row.report.year or 0, row.pk))
        return last.report, last.candidate, last.quote, last.page
    report = need.candidate.report if need.candidate else None
    return report, need.candidate, need.reported_quote, need.reported_page


def _texts(need: Need) -> Iterator[Text]:
    report, _candidate, quote, _page = last_said(need)
    if quote:
        yield Text(quote, (report and report.language) or need.language)
    own = "\n".join(part for part in (need.title, need.description) if part)
    if own and not (quote and need.description == quote):
        yield Text(own, need.language)


def _codes(related: Any) -> tuple[str, ...]:
    return tuple(row.pk for row in related.all())


def _plain(money: Money) -> tuple[Decimal, str]:
    return money.amount.normalize(), money.currency
