"""The head of an organisation's letters, and the notes that came back signed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from matchmaking.writing.notes.querysets import SignedNoteQuerySet


class Letterhead(models.Model):
    """What stands at the top of an organisation's notes."""

    organisation = models.OneToOneField(
        "accounts.Organisation", models.CASCADE, related_name="letterhead"
    )
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_(
            "As it stands on your paper, for example “Permanent Mission of … to the United "
            "Nations”. Left empty, it is the name of the organisation."
        ),
    )
    address = models.TextField(
        _("address"), max_length=500, blank=True, help_text=_("Up to six lines.")
    )
    emblem = models.ForeignKey(
        "documents.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")

    def __str__(self) -> str:
        return self.name or str(self.organisation)

    @property
    def lines(self) -> list[str]:
        """The lines of the address."""
        return [line.strip() for line in self.address.splitlines() if line.strip()]


class SignedNote(models.Model):
    """The scan of a signed note verbale about a record of any kind."""

    kind = models.CharField(max_length=20, editable=False)
    record_id = models.PositiveBigIntegerField(editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    attachment = models.OneToOneField(
        "documents.Attachment", models.PROTECT, related_name="signed_note"
    )
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("attached"), auto_now_add=True)

    objects = SignedNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed note")
        verbose_name_plural = _("signed notes")
        indexes = [models.Index(fields=["kind", "record_id"], name="notes_of_a_record")]

    def __str__(self) -> str:
        return self.reference or self.attachment.original_name
