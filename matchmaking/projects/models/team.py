"""The people of several organisations who write one proposal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.projects.choices import InvitationStatus, TeamRole
from matchmaking.projects.models.proposals import Proposal

Person = settings.AUTH_USER_MODEL


class TeamMember(models.Model):
    """Somebody who works on a proposal, for one organisation; who left keeps a row."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="team")
    user = models.ForeignKey(Person, models.PROTECT, related_name="proposal_roles")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=TeamRole.choices)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    left_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "user"],
                condition=Q(left_at=None),
                name="a_person_is_in_a_team_once",
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(role=TeamRole.LEAD, left_at=None),
                name="a_team_has_one_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class TeamInvitation(models.Model):
    """A role offered to whoever owns an e-mail address, whether or not they are here yet."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=TeamRole.choices)
    words = models.TextField(_("message"), blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=InvitationStatus.choices,
        default=InvitationStatus.OPEN,
        editable=False,
    )
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("invitation to a team")
        verbose_name_plural = _("invitations to teams")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "email"],
                condition=Q(status=InvitationStatus.OPEN),
                name="an_address_is_invited_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.email
