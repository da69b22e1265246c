"""One introduction that has waited too long for its answer, and a match that may be named."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation, User
from config.example_world import people
from matchmaking.clocks import services
from matchmaking.clocks.choices import Stage
from matchmaking.clocks.models import Clock, MatchConsent
from matchmaking.introductions.choices import IntroductionStatus, Side
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.policies import organisation_of

WAITED = datetime.timedelta(days=45)


def build_clocks() -> Iterator[Introduction]:
    """Let one introduction be as old as none should be, and name the first match."""
    yield from _let_one_wait()
    yield from _name_one()


def _let_one_wait() -> Iterator[Introduction]:
    late = Clock.objects.filter(stage=Stage.ANSWER).overdue(timezone.localdate())
    row = Introduction.objects.filter(status=IntroductionStatus.PROPOSED).order_by("pk").first()
    if row is None or late.exists():
        return
    Introduction.objects.filter(pk=row.pk).update(proposed_at=timezone.now() - WAITED)
    services.sync_introduction(introduction_id=row.pk)
    yield row


def _name_one() -> Iterator[Introduction]:
    row = Introduction.objects.filter(status=IntroductionStatus.AGREED).order_by("pk").first()
    if row is None or MatchConsent.objects.exists():
        return
    for side in Side:
        place = Organisation.objects.get(pk=organisation_of(row, side))
        services.consent_to_be_named(introduction_id=row.pk, side=side, actor=_speaker(place, side))
    yield row


def _speaker(place: Organisation, side: Side) -> User:
    if side == Side.RECIPIENT:
        return people.speaker(place, Role.FOCAL_POINT)
    is_fund = place.kind == OrganisationKind.FUND
    return people.speaker(place, Role.FUND_ADMINISTRATOR if is_fund else Role.PROGRAMME_OFFICER)
