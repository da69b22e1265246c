"""Which proposals someone may know of."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.choices import OrganisationKind, Role
from accounts.selectors import Person, memberships_of, organisation_ids
from matchmaking.projects.choices import EDITABLE, INSIDE, InvitationStatus

if TYPE_CHECKING:
    from matchmaking.projects.models import Proposal  # noqa: F401 (named in the class statement)

# Who answers for an organisation, and so knows of its drafts.
RESPONSIBLE = (Role.FOCAL_POINT, Role.PROGRAMME_OFFICER)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Chainable selections of proposals."""

    def visible_to(self, user: Person) -> Self:
        """Keep those `user` writes, those their organisation answers for, and all it signed.

        Drafts are known to the team and to those who answer for an organisation concerned. People
        of a fund see what was submitted to it, through its applications, and not through here.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        member = self.model._base_manager.filter(_is_written_by(user)).values("pk")
        known = Q(pk__in=member) | _concerns(user, RESPONSIBLE)
        return self.filter(known | _concerns(user, None) & ~Q(status__in=INSIDE))

    def editable(self) -> Self:
        """Keep those whose words may change."""
        return self.filter(status__in=EDITABLE)

    def with_parties(self) -> Self:
        """Join what names a proposal: its State, applicant and implementer."""
        return self.select_related("country", "applicant", "implementer")


def _is_written_by(user: Person) -> Q:
    """Return what a proposal is like whose team `user` is in, or is asked to join."""
    in_team = Q(
        team__user=user.pk, team__left_at=None, team__organisation__in=organisation_ids(user)
    )
    email = getattr(user, "email", "")
    invited = Q(invitations__email__iexact=email, invitations__status=InvitationStatus.OPEN)
    return in_team | invited


def _concerns(user: Person, roles: tuple[str, ...] | None) -> Q:
    """Return what a proposal is like of an organisation for which `user` speaks in `roles`."""
    rows = [m for m in memberships_of(user) if roles is None or m.role in roles]
    organisations = {m.organisation_id for m in rows}
    states = {
        m.organisation.country_code for m in rows if m.organisation.kind == OrganisationKind.STATE
    }
    parties = Q(applicant__in=organisations) | Q(implementer__in=organisations)
    return parties | Q(country__in=states)
