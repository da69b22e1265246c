"""Signatures of the State and of the implementer under the words of a proposal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.projects.choices import Side
from matchmaking.projects.models.proposals import Proposal


class Signature(models.Model):
    """Somebody signed for a side. A change of the words voids it; it is never deleted."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="signatures")
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(_("signed by"), max_length=250)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"), default=timezone.now, editable=False)
    # The version of the proposal whose words were signed.
    number = models.PositiveIntegerField(_("version"))
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("signature under a proposal")
        verbose_name_plural = _("signatures under proposals")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "side"],
                condition=Q(voided_at=None),
                name="a_side_signs_a_proposal_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_side_display()})"
