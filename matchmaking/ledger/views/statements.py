"""Statements: of a fund, of a contributor, of a project; as pages and as files."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.applications.models import Application
from matchmaking.applications.views.access import reads_application
from matchmaking.ledger import papers, policies, selectors
from matchmaking.ledger.filters import StatementFilterSet, rows_of, statement_columns
from matchmaking.ledger.selectors import Shown, Statement
from matchmaking.ledger.views.access import read_contributor, read_fund, refuse_strangers
from matchmaking.ledger.wording import earmark_words

PER_PAGE = 25


@login_required
def statement_list(request: SignedInRequest) -> HttpResponse:
    """Show whose statements a person may read."""
    context = {
        "funds": selectors.funds_read_by(request.user),
        "contributors": selectors.contributors_read_by(request.user),
        "projects": selectors.projects_read_by(request.user),
    }
    return render(request, "ledger/list.html", context)


@login_required
def fund(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the books of a fund: what is left for each earmark, and every posting."""
    found = read_fund(request.user, pk)
    balances = selectors.money_left(pk)
    left = [(earmark_words(row.earmark, _call(row)), row) for row in balances]
    book = getattr(found, "book", None)
    context = {
        "figures": _figures(selectors.fund_figures([pk])[pk]),
        "left": left,
        "book": book,
        "keeps_books": policies.keeps_books(request.user, found),
    }
    return _page(request, selectors.fund_statement(request.user, found), context)


@login_required
def contributor(request: SignedInRequest, pk: int, donor_pk: int) -> HttpResponse:
    """Show what became of the contributions of one donor."""
    found, donor = read_contributor(request.user, pk, donor_pk)
    rows = found.contributions.filter(donor=donor).with_earmarks().order_by("pledged_on", "pk")
    context = {"donor": donor, "contributions": [(row, _earmark(row)) for row in rows]}
    return _page(request, selectors.contributor_statement(request.user, found, donor), context)


@reads_application
def project(request: SignedInRequest, application: Application) -> HttpResponse:
    """Show what was committed and paid to a project."""
    refuse_strangers(request.user, application)
    context = {
        "application": application,
        "money": selectors.project_figures([application.pk]).get(application.pk),
        "givers": selectors.givers_of(application.pk)
        if policies.reads_books(request.user, application.call.fund)
        else [],
    }
    return _page(request, selectors.project_statement(application), context)


@login_required
def fund_file(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the statement of a fund."""
    found = read_fund(request.user, pk)
    return _file(request, selectors.fund_statement(request.user, found), format_name)


@login_required
def contributor_file(
    request: SignedInRequest, pk: int, donor_pk: int, format_name: str
) -> HttpResponseBase:
    """Send the statement of a contributor."""
    found, donor = read_contributor(request.user, pk, donor_pk)
    statement = selectors.contributor_statement(request.user, found, donor)
    return _file(request, statement, format_name)


@reads_application
def project_file(
    request: SignedInRequest, application: Application, format_name: str
) -> HttpResponseBase:
    """Send the statement of a project."""
    refuse_strangers(request.user, application)
    return _file(request, selectors.project_statement(application), format_name)


def _page(
    request: SignedInRequest, statement: Statement, context: Mapping[str, Any]
) -> HttpResponse:
    filterset = _filterset(request, statement)
    results = RowListing(request, filterset, PER_PAGE)
    shown = _shown(filterset, statement)
    path = request.path.removesuffix("/")
    context = {
        "statement": statement,
        "fund": statement.fund,
        "shown": shown,
        "results": results,
        "filterset": filterset,
        "lines": shown.lines(results.rows),
        "formats": [
            (name.upper(), results.export_url(f"{path}/{name}/"))
            for name in ["pdf", *FORMATS]
            if name != "pdf" or papers.can_draw()
        ],
        "sees_entries": policies.reads_books(request.user, statement.fund),
        **context,
    }
    return render(request, f"ledger/{statement.kind}.html", context)


def _file(request: SignedInRequest, statement: Statement, format_name: str) -> HttpResponseBase:
    filterset = _filterset(request, statement)
    shown = _shown(filterset, statement)
    is_of_fund = policies.reads_books(request.user, statement.fund)
    if format_name == "pdf" and papers.can_draw():
        paper = papers.statement_paper(shown, filterset.qs, with_words=is_of_fund)
        return papers.sent(paper, _name(shown))
    if format_name not in FORMATS:
        raise Http404
    rows = rows_of(shown, shown.all_lines(filterset.qs))
    columns = statement_columns(shown, with_words=is_of_fund)
    return FORMATS[format_name](rows, columns, _name(shown))


def _filterset(request: SignedInRequest, statement: Statement) -> StatementFilterSet:
    rows = statement.postings.told()
    return StatementFilterSet(request.GET, queryset=rows, request=request)


def _shown(filterset: StatementFilterSet, statement: Statement) -> Shown:
    filterset.form.is_valid()
    said = filterset.form.cleaned_data
    return selectors.over_period(
        statement, start=said.get("start"), end=said.get("end"), cause=said.get("cause") or ""
    )


def _name(shown: Shown) -> str:
    """Return the name of a file: an example says so before anything else."""
    label = "example-" if shown.statement.fund.is_example else ""
    day = shown.end or datetime.date.today()  # noqa: DTZ011 (a name, not a deadline)
    return f"{label}statement-{shown.statement.kind}-{day.isoformat()}"


def _figures(money: selectors.FundMoney) -> list[dict[str, Any]]:
    return [
        {"label": _("Available to commit"), "value": money.available},
        {"label": _("Committed, to be paid"), "value": money.committed},
        {"label": _("Pledged, to be received"), "value": money.outstanding},
    ]


def _call(row: selectors.EarmarkBalance) -> object:
    return row.contributions[0].call if row.contributions else None


def _earmark(contribution: Any) -> str:
    return earmark_words(selectors.said_of(contribution), contribution.call)
