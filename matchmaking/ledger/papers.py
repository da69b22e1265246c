"""Statements and trial balances as PDF, set for screen readers too."""

from typing import Any

from django.contrib.staticfiles import finders
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from matchmaking.funds.models import Fund
from matchmaking.ledger.models import Posting
from matchmaking.ledger.selectors import Shown, TrialBalance
from matchmaking.writing.notes import pdf

STYLE = "ledger/paper.css"


def can_draw() -> bool:
    """Say whether this machine draws PDF files at all."""
    return pdf.weasyprint() is not None


def statement_paper(shown: Shown, rows: QuerySet[Posting], *, with_words: bool) -> bytes:
    """Return a statement as a PDF; the reasons only for those of the fund."""
    lines = list(shown.all_lines(rows))
    context = {"shown": shown, "statement": shown.statement, "lines": lines}
    context["sees_entries"] = with_words
    return _drawn("ledger/statement_paper.html", shown.statement.fund, context)


def trial_paper(fund: Fund, trial: TrialBalance, on: object) -> bytes:
    """Return a trial balance as a PDF."""
    return _drawn("ledger/trial_paper.html", fund, {"trial": trial, "on": on})


def sent(made: bytes, name: str) -> HttpResponse:
    """Return a PDF to be saved."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _drawn(template: str, fund: Fund, context: dict[str, Any]) -> bytes:
    library: Any = pdf.weasyprint()
    said = {
        "fund": fund,
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "made_on": timezone.localdate(),
        **context,
    }
    fetcher = library.URLFetcher(allowed_protocols=["data"])
    style = library.CSS(filename=str(finders.find(STYLE)))
    html = library.HTML(string=render_to_string(template, said), url_fetcher=fetcher)
    made: bytes = html.write_pdf(stylesheets=[style], pdf_tags=True, pdf_variant="pdf/ua-1")
    return made
