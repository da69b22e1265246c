"""What round tables show on the broker's page of a request."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.needs.models import Need
from matchmaking.roundtables import policies, selectors


def on_the_desk(request: HttpRequest, need: Need) -> str:
    """Show on which agendas a request is, and let it be put on another."""
    may_prepare = policies.prepares_round_tables(request.user)
    context = {
        "need": need,
        "tables": list(selectors.tables_with(need)),
        "open_tables": list(selectors.tables_to_add_to(need)) if may_prepare else [],
        "may_prepare": may_prepare,
    }
    return render_to_string("roundtables/_desk_panel.html", context, request)
