"""The lists behind the figures, and all tables as files."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from accounts.http import SignedInRequest
from files.export import FORMATS
from matchmaking.needs.selectors import needs_for_listing
from matchmaking.offers.selectors import offers_for_listing
from matchmaking.portfolio import selectors
from matchmaking.portfolio.choices import Measure
from matchmaking.portfolio.counting import Row
from matchmaking.portfolio.pages import shown
from matchmaking.portfolio.tables import LISTED_COLUMNS, TABLES, Listed
from matchmaking.portfolio.views.asking import Question

RECORDS: dict[str, Any] = {"requests": needs_for_listing, "offers": offers_for_listing}
# What a page of findings links to: the finding by its key, and where its records are named.
FINDINGS: dict[str, tuple[Any, str]] = {
    "gap": (selectors.gaps, "need_ids"),
    "surplus": (selectors.surpluses, "offer_ids"),
    "overlap": (selectors.overlaps, "offer_ids"),
}
OF_REQUESTS = (Measure.ASKED, Measure.AGREED, Measure.DELIVERED, Measure.UNMET)
Behind = tuple[Question, list[Row], str]


@login_required
def listing(request: SignedInRequest, what: str) -> HttpResponse:
    """Show the requests or the offers behind a figure, with what each counts for."""
    question, rows, measure = _behind(request, what)
    question.filters.rows = rows
    columns = OF_REQUESTS if what == "requests" else (Measure.OFFERED,)
    total = sum((row.amounts[measure] for row in rows), Decimal(0))
    context = question.context(what) | {
        "what": what,
        "measure_name": Measure(measure).label,
        "headings": [name.label for name in columns],
        "rows": [
            (one.record, [shown(one.row.amounts[name]) for name in columns])
            for one in _listed(request, what, question.results.rows)
        ],
        "total": shown(total),
        "formats": question.formats(what),
    }
    return render(request, "portfolio/list.html", context)


@login_required
def export(request: SignedInRequest, what: str, format_name: str) -> HttpResponseBase:
    """Send a table of the portfolio, or a list behind it, as a file."""
    if format_name not in FORMATS or what not in {*TABLES, *RECORDS}:
        raise Http404
    if what in RECORDS:
        _question, rows, _measure = _behind(request, what)
        found: Any = _listed(request, what, rows)
        return FORMATS[format_name](found, LISTED_COLUMNS[what], f"portfolio-{what}")
    question = Question(request, only_open=what not in ("heat", "map"))
    table, columns = TABLES[what]
    return FORMATS[format_name](table(question.portfolio), columns, f"portfolio-{what}")


def _behind(request: SignedInRequest, what: str) -> Behind:
    """Return the rows behind a figure of the tables, or behind a finding."""
    finding = next((name for name in FINDINGS if request.GET.get(name)), "")
    question = Question(request, only_open=bool(finding))
    measure = _measure(question, what, finding)
    rows = question.portfolio.rows_behind(measure)
    if finding:
        ids = _named_by(question, finding)
        every = question.portfolio.all_rows(measure)
        rows = [row for row in every if row.record_id in ids]
    return question, rows, measure


def _measure(question: Question, what: str, finding: str) -> str:
    if what == "offers":
        return Measure.OFFERED
    if finding:
        return Measure.UNMET
    return question.measure if question.measure in OF_REQUESTS else Measure.ASKED


def _named_by(question: Question, finding: str) -> Collection[int]:
    """Return the records of a finding; none where it is no longer one."""
    find, column = FINDINGS[finding]
    key = question.request.GET[finding]
    found = (one for one in find(question.portfolio) if one.key == key)
    return next((set(getattr(one, column)) for one in found), set())


def _listed(request: SignedInRequest, what: str, rows: list[Row]) -> list[Listed]:
    records = RECORDS[what](request.user).in_bulk([row.record_id for row in rows])
    return [Listed(records[row.record_id], row) for row in rows if row.record_id in records]
