"""A side of an agreement agrees that its amounts are shown, and takes that back."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from matchmaking import audit
from matchmaking.agreements.models import Agreement
from matchmaking.errors import NotInThisState
from matchmaking.introductions.policies import organisation_of
from matchmaking.monitoring.models import Undertaking
from matchmaking.opendata import policies
from matchmaking.opendata.models import AmountsConsent
from matchmaking.opendata.selectors import amounts_wording
from matchmaking.opendata.services.editions import discard_editions


@transaction.atomic
def consent_to_amounts(*, undertaking_id: int, side: str, actor: User) -> AmountsConsent:
    """Write down that a side agrees, in the words of the page it had before it."""
    agreement = _allowed(undertaking_id, side, actor)
    try:
        with transaction.atomic():
            consent = AmountsConsent.objects.create(
                agreement=agreement,
                side=side,
                organisation_id=organisation_of(agreement.introduction, side),
                given_by=actor,
                wording=amounts_wording(),
                language=get_language() or "en",
            )
    except IntegrityError as error:  # given already
        raise NotInThisState from error
    audit.record(agreement, "consent_amounts", actor=actor)
    return consent


@transaction.atomic
def withdraw_amounts(*, undertaking_id: int, side: str, actor: User) -> None:
    """Take it back; no copy that shows the amounts is handed out any more."""
    agreement = _allowed(undertaking_id, side, actor)
    rows = AmountsConsent.objects.standing().filter(agreement=agreement, side=side)
    if not rows.update(withdrawn_at=timezone.now(), withdrawn_by=actor):
        raise NotInThisState
    audit.record(agreement, "withdraw_amounts", actor=actor)
    transaction.on_commit(discard_editions)


def _allowed(undertaking_id: int, side: str, actor: User) -> Agreement:
    undertaking = Undertaking.objects.with_parties().get(pk=undertaking_id)
    agreement = undertaking.agreement
    if agreement is None or side not in policies.consenting_sides(actor, undertaking):
        raise PermissionDenied
    return agreement
