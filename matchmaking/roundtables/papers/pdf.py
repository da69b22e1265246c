"""A paper as PDF, where the machine has the libraries that WeasyPrint draws with."""

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from matchmaking.roundtables.papers.blocks import Paper
from matchmaking.writing.notes.pdf import weasyprint

STYLE = "roundtables/paper.css"


def make_pdf(paper: Paper) -> bytes:
    """Return the paper as a PDF for screen readers too; only where `weasyprint()` is there."""
    library = weasyprint()
    if library is None:
        raise LookupError("WeasyPrint's libraries are missing on this machine.")
    html = render_to_string("roundtables/papers/paper.html", {"paper": paper})
    fetcher = library.URLFetcher(allowed_protocols=["data"])  # nothing is fetched from anywhere
    style = library.CSS(filename=str(finders.find(STYLE)))
    made: bytes = library.HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[style], pdf_tags=True, pdf_variant="pdf/ua-1"
    )
    return made
