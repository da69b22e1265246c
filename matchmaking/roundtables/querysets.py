"""Which round tables someone may know of."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.roundtables.choices import IN_PREPARATION

if TYPE_CHECKING:
    from matchmaking.roundtables.models import (  # noqa: F401 (named below)
        Outcome,
        Participant,
        RoundTable,
    )


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Invitations to round tables."""

    def of(self, user: Person) -> "ParticipantQuerySet":
        """Keep those that are for `user`: to them by name, or to an organisation of theirs."""
        own = organisation_ids(user)
        mine = Q(person=None) | Q(person=user.pk)
        return self.filter(mine, organisation__in=own, invited_at__isnull=False)


class RoundTableQuerySet(models.QuerySet["RoundTable"]):
    """Chainable selections of round tables."""

    def visible_to(self, user: Person) -> "RoundTableQuerySet":
        """Keep those `user` may know of: the secretariat of all, others once they are invited."""
        if is_secretariat(user):
            return self
        model = self.model._meta.get_field("participants").related_model
        invited = model._default_manager.of(user).filter(round_table=OuterRef("pk"))
        return self.filter(Exists(invited))

    def in_preparation(self) -> "RoundTableQuerySet":
        """Keep those whose agenda may still change."""
        return self.filter(status__in=IN_PREPARATION)


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """What round tables led to."""

    def visible_to(self, user: Person) -> "OutcomeQuerySet":
        """Keep what `user` may know of: the secretariat keeps them; others what they follow up."""
        return self if is_secretariat(user) else self.filter(person=user.pk)

    def to_follow_up(self) -> "OutcomeQuerySet":
        """Keep what somebody has promised to do and has not done."""
        return self.filter(person__isnull=False, done_at=None)
