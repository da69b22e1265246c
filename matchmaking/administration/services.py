"""Setting how long a stage may take."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking import audit
from matchmaking.administration import policies
from matchmaking.administration.models import StageTerm
from matchmaking.administration.selectors import terms_of
from matchmaking.errors import ReasonMissing
from matchmaking.funds.models import Fund


@transaction.atomic
def set_term(*, fund_id: int, stage: str, days: int, note: str, actor: User) -> StageTerm:
    """Say how many days a stage may take from now on, and why."""
    fund = Fund.objects.select_related("organisation").get(pk=fund_id)
    if not policies.sets_terms(actor, fund):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing
    before = terms_of([fund.pk])[fund.pk, stage]
    term = StageTerm(fund=fund, stage=stage, days=days, note=note.strip(), set_by=actor)
    term.full_clean()
    term.save()
    audit.record(fund, "set_term", actor=actor, reason=term.note, changes={stage: (before, days)})
    return term
