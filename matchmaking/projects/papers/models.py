"""A budget workbook that came back, until its changes are taken over."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BudgetUpload(models.Model):
    """A workbook as it was uploaded; nothing of it counts before somebody takes it over."""

    proposal = models.ForeignKey("projects.Proposal", models.CASCADE, related_name="+")
    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    taken_at = models.DateTimeField(_("taken over"), null=True, editable=False)

    class Meta:
        verbose_name = _("uploaded budget")
        verbose_name_plural = _("uploaded budgets")

    def __str__(self) -> str:
        return str(self.attachment)
