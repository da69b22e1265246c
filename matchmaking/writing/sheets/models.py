"""A spreadsheet as it was uploaded, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from matchmaking.writing.sheets.choices import AT_WORK, SheetStatus
from matchmaking.writing.sheets.querysets import SheetUploadQuerySet


class SheetUpload(models.Model):
    """One file of rows: who sent it and when, how far it is, and what was found in it."""

    kind = models.CharField(max_length=20, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="sheet")
    # The language of the person, in which the work in the background words its messages.
    language = models.CharField(max_length=10, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=SheetStatus.choices,
        default=SheetStatus.CHECKING,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    way = models.CharField(max_length=10, blank=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    # When the work on it last gave a sign of life.
    seen_at = models.DateTimeField(auto_now_add=True, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    # See checking.Outcome.
    outcome = models.JSONField(default=dict, blank=True, editable=False)

    objects = SheetUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded spreadsheet")
        verbose_name_plural = _("uploaded spreadsheets")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=SheetStatus.values),
                name="a_sheet_has_a_known_status",
            )
        ]

    def __str__(self) -> str:
        return self.attachment.original_name

    @property
    def is_at_work(self) -> bool:
        """Whether something is being done with it right now."""
        return self.status in AT_WORK


class SheetRow(models.Model):
    """A row that was saved, so that a worker who begins again saves none twice."""

    upload = models.ForeignKey(SheetUpload, models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    record_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("saved row")
        verbose_name_plural = _("saved rows")
        constraints = [
            models.UniqueConstraint(fields=["upload", "row"], name="a_row_is_saved_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.row}"
