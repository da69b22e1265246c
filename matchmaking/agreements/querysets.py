"""Which agreements someone may know of."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.agreements.choices import OPEN, AgreementStatus

if TYPE_CHECKING:
    from matchmaking.agreements.models import Agreement  # noqa: F401 (named in the class statement)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Chainable selections of agreements."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of the organisations of `user`; the secretariat knows of every one."""
        if is_secretariat(user):
            return self
        mine = organisation_ids(user)
        known = Q(introduction__need__organisation__in=mine)
        return self.filter(known | Q(introduction__offer__organisation__in=mine))

    def open(self) -> Self:
        """Keep those that are neither fulfilled nor ended."""
        return self.filter(status__in=OPEN)

    def signed(self) -> Self:
        """Keep those that both sides signed and that are still to be delivered."""
        return self.filter(status=AgreementStatus.SIGNED)

    def with_parties(self) -> Self:
        """Join what names an agreement: its request and its offer, and whose they are."""
        return self.select_related(
            "introduction__need__country",
            "introduction__need__organisation",
            "introduction__offer__organisation",
        )
