"""A side of a match agrees that it is named in the public register, and takes that back."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language, override

from accounts.models import User
from matchmaking import audit
from matchmaking.clocks import policies
from matchmaking.clocks.models import MatchConsent
from matchmaking.clocks.selectors import WORDING_VERSION, match_wording
from matchmaking.errors import NotInThisState
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.policies import organisation_of


@transaction.atomic
def consent_to_be_named(
    *, introduction_id: int, side: str, actor: User, language: str | None = None
) -> MatchConsent:
    """Write down that a side agrees to be named, in the words of the page it had before it."""
    introduction = _locked(introduction_id)
    _refuse_others(actor, introduction, side)
    if MatchConsent.objects.standing().filter(introduction=introduction, side=side).exists():
        raise NotInThisState
    read_in = language or get_language() or "en"
    with override(read_in):
        wording = match_wording()
    try:
        with transaction.atomic():
            consent = MatchConsent.objects.create(
                introduction=introduction,
                side=side,
                organisation_id=organisation_of(introduction, side),
                given_by=actor,
                wording=wording,
                wording_version=WORDING_VERSION,
                language=read_in,
            )
    except IntegrityError as error:  # a colleague was faster
        raise NotInThisState from error
    audit.record(introduction, "consent_match", actor=actor)
    return consent


@transaction.atomic
def withdraw_match_consent(*, introduction_id: int, side: str, actor: User) -> None:
    """Take it back; the match is counted from now on, and named no more."""
    introduction = _locked(introduction_id)
    _refuse_others(actor, introduction, side)
    standing = MatchConsent.objects.standing().filter(introduction=introduction, side=side)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=actor):
        raise NotInThisState
    audit.record(introduction, "consent_match_withdraw", actor=actor)


def _locked(introduction_id: int) -> Introduction:
    rows = Introduction.objects.select_for_update(of=("self",))
    return rows.select_related("need", "offer").get(pk=introduction_id)


def _refuse_others(actor: User, introduction: Introduction, side: str) -> None:
    if side not in policies.consenting_sides(actor, introduction):
        raise PermissionDenied
