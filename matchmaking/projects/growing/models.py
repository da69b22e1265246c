"""Where the words and figures of a proposal come from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Carried(models.Model):
    """One field of a proposal that was carried over, and what its source said on that day."""

    proposal = models.ForeignKey("projects.Proposal", models.CASCADE, related_name="carried")
    # Where it stands now: the section, and of a row its model and id, as "budgetline:12".
    section = models.CharField(max_length=30)
    row = models.CharField(max_length=40, blank=True)
    # Where it came from: a part of a request, as "description" or "line:2", or of an agreement.
    need = models.ForeignKey("needs.Need", models.PROTECT, null=True, related_name="+")
    agreement = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, null=True, related_name="+"
    )
    part = models.CharField(max_length=30)
    said = models.JSONField(default=dict)
    carried_at = models.DateTimeField(_("carried over"), auto_now_add=True)

    class Meta:
        verbose_name = _("source of a proposal")
        verbose_name_plural = _("sources of a proposal")
        constraints = [
            models.CheckConstraint(
                condition=Q(need=None, agreement__isnull=False)
                | Q(need__isnull=False, agreement=None),
                name="words_are_carried_from_one_record",
            )
        ]
        indexes = [models.Index(fields=["proposal", "section"], name="sources_by_section")]

    def __str__(self) -> str:
        return f"{self.section} {self.row}: {self.part}"
