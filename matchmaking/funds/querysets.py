"""Which calls and questions someone may know of, and the usual selections of calls."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.choices import Role
from accounts.selectors import Person, organisation_ids
from matchmaking.funds import veils
from matchmaking.funds.choices import PUBLIC, CallStatus

if TYPE_CHECKING:
    from matchmaking.funds.models import (  # noqa: F401 (named in the class statements)
        Call,
        Extension,
        Question,
    )


class CallQuerySet(models.QuerySet["Call"]):
    """Chainable selections of calls."""

    def visible_to(self, user: Person) -> Self:
        """Keep what was ever published; a draft is known inside its fund only."""
        own = Q(fund__organisation__in=organisation_ids(user))
        return self.filter(Q(status__in=PUBLIC) | own)

    def open_at(self, now: datetime.datetime) -> Self:
        """Keep those to which proposals can be handed in at a moment."""
        in_time = Q(closes_at=None) | Q(closes_at__gte=now)
        return self.filter(in_time, status=CallStatus.OPEN, opens_at__lte=now)

    def upcoming_at(self, now: datetime.datetime) -> Self:
        """Keep those that are announced and not open yet."""
        return self.filter(status=CallStatus.OPEN, opens_at__gt=now)

    def with_places(self) -> Self:
        """Join what a call is for and whose it is."""
        joined = self.select_related("fund__organisation", "rules")
        return joined.prefetch_related("themes", "regions", "countries")


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Chainable selections of later deadlines."""

    def visible_to(self, user: Person) -> Self:
        """Keep those for everybody; those for one, to it and to the fund, under no veil."""
        own = Q(applicant__in=organisation_ids(user))
        eyes = (Role.FUND_ADMINISTRATOR, Role.VIEWER)
        runs = Q(call__fund__organisation__in=organisation_ids(user, eyes))
        return self.filter(Q(applicant=None) | own | runs).filter(veils.is_told_to(user))


class QuestionQuerySet(models.QuerySet["Question"]):
    """Chainable selections of questions."""

    def visible_to(self, user: Person) -> Self:
        """Keep what is answered for everybody and one's own; who answers knows of every one."""
        if not user.is_authenticated:
            return self.filter(published_at__isnull=False)
        answers = Q(call__fund__organisation__in=organisation_ids(user, (Role.FUND_ADMINISTRATOR,)))
        return self.filter(Q(published_at__isnull=False) | Q(asked_by=user.pk) | answers)

    def unanswered(self) -> Self:
        """Keep those that wait for an answer."""
        return self.filter(published_at=None)
