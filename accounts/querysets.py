"""The usual selections of invitations and requests for access.

Who may know of them, `selectors` says: the rule reads memberships, which lie above this file.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from accounts.choices import InvitationStatus, RequestStatus

if TYPE_CHECKING:
    from accounts.models import AccessRequest, Invitation  # noqa: F401 (named below)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Chainable selections of invitations."""

    def open(self) -> "InvitationQuerySet":
        """Keep those that can still be accepted."""
        return self.filter(status=InvitationStatus.OPEN, expires_at__gt=timezone.now())

    def expired(self) -> "InvitationQuerySet":
        """Keep those nobody answered in time."""
        return self.filter(status=InvitationStatus.OPEN, expires_at__lte=timezone.now())


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Chainable selections of requests for access."""

    def waiting(self) -> "AccessRequestQuerySet":
        """Keep those that wait for a decision."""
        return self.filter(status=RequestStatus.WAITING)
