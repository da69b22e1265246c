"""The lists behind the figures, and all tables as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from files.export import FORMATS
from matchmaking.insights.choices import SUBJECTS, Measure, Subject
from matchmaking.insights.counting import Row, end_of, way_of
from matchmaking.insights.definitions import DEFINITIONS
from matchmaking.insights.forms import OF_LISTS
from matchmaking.insights.listed import HEADS, columns, listed
from matchmaking.insights.selectors import rows_behind
from matchmaking.insights.tables import TABLES
from matchmaking.insights.views.asking import Question
from matchmaking.money import Money

# The filters that say something only of the lists of these records.
NARROWED_BY: dict[str, tuple[str, ...]] = {
    Subject.NEED: ("way", "end"),
    Subject.OFFER: ("donor",),
    Subject.PROJECT: ("fund",),
}


def listing(request: HttpRequest, measure: str) -> HttpResponse:
    """Show the records that a figure counts, with what each counts for."""
    question, rows = _behind(request, measure)
    question.filters.rows = rows
    total = sum(minor for _row, minor in rows if minor is not None)
    context = question.context("list") | {
        "measure": Measure(measure),
        "definition": DEFINITIONS[measure],
        "heads": HEADS[SUBJECTS[measure]],
        "rows": list(listed(question.results.rows, measure)),
        "total": Money(total, "USD").rounded(),
        "unpriced": sum(1 for _row, minor in rows if minor is None),
        "formats": question.formats(measure),
    }
    return render(request, "insights/list.html", context)


def export(request: HttpRequest, what: str, format_name: str) -> HttpResponseBase:
    """Send a table of figures, or a list behind one, as a file."""
    if format_name not in FORMATS or what not in {*TABLES, *Measure.values}:
        raise Http404
    if what in Measure.values:
        _question, rows = _behind(request, what)
        return FORMATS[format_name](listed(rows, what), columns(what), f"insights-{what}")
    question = Question(request, leave=NARROWED_BY[Subject.NEED])
    table, shown = TABLES[what]
    return FORMATS[format_name](table(question.figures), shown, f"insights-{what}")


def _behind(request: HttpRequest, measure: str) -> tuple[Question, list[tuple[Row, int | None]]]:
    """Return the records behind a figure: those of a donor, a fund, a branch of the flow."""
    if measure not in Measure.values:
        raise Http404
    subject = SUBJECTS[measure]
    question = Question(request, leave=("count", *({*OF_LISTS} - {*NARROWED_BY[subject]})))
    rows = rows_behind(question.asked, measure)
    if subject == Subject.NEED:
        way, end = question.filters.chosen("way"), question.filters.chosen("end")
        rows = [one for one in rows if _is_on(one[0], way, end)]
    return question, rows


def _is_on(row: Row, way: str, end: str) -> bool:
    return way in ("", way_of(row)) and end in ("", end_of(row))
