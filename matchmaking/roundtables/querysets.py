"""Which round tables someone may know of."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

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
        return self.filter(_is_for(user))


class RoundTableQuerySet(models.QuerySet["RoundTable"]):
    """Chainable selections of round tables."""

    def visible_to(self, user: Person) -> "RoundTableQuerySet":
        """Keep those `user` may know of: the secretariat of all, others once they are invited."""
        if is_secretariat(user):
            return self
        invited = self.model._base_manager.filter(_is_for(user, "participants__"))
        return self.filter(pk__in=invited.values("pk"))

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


def _is_for(user: Person, path: str = "") -> Q:
    """Return what an invitation, reached by `path`, is like that `user` has received."""
    of_ours = Q(**{f"{path}organisation__in": organisation_ids(user)})
    sent = Q(**{f"{path}invited_at__isnull": False})
    return of_ours & sent & (Q(**{f"{path}person": None}) | Q(**{f"{path}person": user.pk}))
