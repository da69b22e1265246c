"""A note verbale as PDF, where the machine has the libraries that WeasyPrint draws with."""

from functools import lru_cache
from types import ModuleType

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from matchmaking.writing.notes.letter import Letter

STYLE = "writing/note.css"


@lru_cache(maxsize=1)
def weasyprint() -> ModuleType | None:
    """Return the library, or nothing where Pango and its kin are missing: importing it fails."""
    try:
        import weasyprint as library
    except OSError:
        return None
    return library


def make_pdf(letter: Letter) -> bytes:
    """Return the note as a PDF for screen readers too; only where `weasyprint()` is there."""
    library = weasyprint()
    if library is None:
        raise LookupError("WeasyPrint's libraries are missing on this machine.")
    html = render_to_string("writing/notes/paper.html", {"letter": letter})
    # The emblem is in the page itself; nothing is fetched from anywhere.
    fetcher = library.URLFetcher(allowed_protocols=["data"])
    style = library.CSS(filename=str(finders.find(STYLE)))
    made: bytes = library.HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[style], pdf_tags=True, pdf_variant="pdf/ua-1"
    )
    return made
