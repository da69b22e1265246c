"""Which endorsements someone may know of."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.choices import OrganisationKind
from accounts.selectors import Person, memberships_of
from matchmaking.projects.coordination.choices import EndorsementStatus
from matchmaking.projects.models.proposals import Proposal

if TYPE_CHECKING:
    from matchmaking.projects.coordination.models import (  # noqa: F401 (named in the class statement)
        Endorsement,
    )


def bodies_of(user: Person) -> set[str]:
    """Return the codes of the regional bodies for which `user` speaks, in any role."""
    places = (membership.organisation for membership in memberships_of(user))
    return {o.body_code for o in places if o.kind == OrganisationKind.BODY and o.body_code}


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    """Chainable selections of endorsements."""

    def of_body(self, user: Person) -> Self:
        """Keep those that the bodies of `user` were asked for, and that were not taken back."""
        return self.filter(body__in=bodies_of(user)).exclude(status=EndorsementStatus.TAKEN_BACK)

    def visible_to(self, user: Person) -> Self:
        """Keep those of proposals `user` may know of, and those asked of their own body."""
        known = Q(proposal__in=Proposal.objects.visible_to(user).values("pk"))
        own = Q(body__in=bodies_of(user)) & ~Q(status=EndorsementStatus.TAKEN_BACK)
        return self.filter(known | own)
