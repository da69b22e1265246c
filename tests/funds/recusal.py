"""Where a fund says who got more time: what a recused administrator reads there."""

import datetime

from matchmaking.funds import selectors, services
from matchmaking.funds.models import Call
from tests import cast
from tests.applications.recusal import probe, stage


def _told(user):
    """Return the later deadlines and the history of every call, as its page shows them."""
    rows = [
        (selectors.extensions_of(user, call), selectors.history_of(user, call))
        for call in Call.objects.order_by("pk")
    ]
    return str([([(row.applicant, row.reason) for row in later], acts) for later, acts in rows])


probe("later deadlines and history of calls", text=_told)


@stage
def _gave_more_time(application, name):
    """Let another administrator have given more time to this applicant only."""
    services.extend_call(
        call_id=application.call_id,
        actor=cast.join("petra"),
        closes_at=application.call.closes_at + datetime.timedelta(days=9),
        reason=f"{application.proposal.title}: the power was cut.",
        applicant_id=application.proposal.applicant_id,
    )
