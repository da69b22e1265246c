"""One posting with both its sides."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from files.private import send
from matchmaking.ledger import policies
from matchmaking.ledger.choices import Cause
from matchmaking.ledger.forms import ReverseForm
from matchmaking.ledger.models import Posting
from matchmaking.ledger.views.access import read_posting
from matchmaking.ledger.wording import about, rates_words


@login_required
def posting(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a posting: why, by whom, on what paper, and what it debits and credits."""
    return shown(request, read_posting(request.user, pk), ReverseForm())


@login_required
def document(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the document a posting is booked upon."""
    found = read_posting(request.user, pk)
    if found.document is None:
        raise Http404
    return send(found.document.file, found.document.original_name)


def shown(request: SignedInRequest, found: Posting, form: ReverseForm) -> HttpResponse:
    """Return the page of a posting, with the form to take it back."""
    entries = found.entries.select_related("posting__fund", "account__contribution__donor")
    is_reversed = hasattr(found, "reversed_by")
    is_final = found.cause in (Cause.REVERSE, Cause.EARMARK)
    context = {
        "posting": found,
        "facts": _facts(found),
        "fund": found.fund,
        "about": about(found),
        "entries": entries.order_by("account__contribution", "account__kind", "pk"),
        "form": form,
        "may_reverse": policies.reverses(request.user, found) and not (is_reversed or is_final),
        "is_reversed": is_reversed,
    }
    return render(request, "ledger/posting.html", context)


def _facts(found: Posting) -> list[tuple[str, object]]:
    entered = date_format(found.at, "DATETIME_FORMAT")
    return [
        (_("Reference"), found.reference),
        (_("Booked on"), date_format(found.booked_on)),
        (_("Entered"), f"{entered} UTC"),
        (_("Booked by"), found.actor or _("the system")),
        (_("Reason"), found.words),
        (_("Rates"), "; ".join(rates_words(found, with_source=True))),
    ]
