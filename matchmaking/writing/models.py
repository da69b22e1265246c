"""What every record that an organisation writes has in common."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.writing.notes.models import Letterhead, SignedNote
from matchmaking.writing.sheets.models import SheetRow, SheetUpload
from matchmaking.writing.terms import ConfirmationTerm
from matchmaking.writing.traces import Comment, KeptText, Presence, RecordVersion, SignOff

__all__ = [
    "Audience",
    "Comment",
    "ConfirmationTerm",
    "KeptText",
    "Letterhead",
    "Presence",
    "Record",
    "RecordLine",
    "RecordVersion",
    "SheetRow",
    "SheetUpload",
    "SignOff",
    "SignedNote",
]

# The states that every kind of record passes through, by their code.
DRAFT, SUBMITTED, PUBLISHED = "draft", "submitted", "published"
WITHDRAWN = "withdrawn"


class Audience(models.TextChoices):
    """Who may know of a record once it is published; its owner chooses."""

    PUBLIC = "public", _("everyone")
    MEMBERS = "members", _("members: signed-in people of any organisation here")
    # No choice on any form: the consent to publish has been withdrawn.
    OWN = "own", _("our own organisation and the secretariat")


class Record(models.Model):
    """What an organisation writes and the secretariat publishes, in one language, with lines."""

    # States in which its words may change, and in which everyone knows of it.
    EDITABLE: ClassVar[tuple[str, ...]]
    KNOWN_TO_ALL: ClassVar[tuple[str, ...]]

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="%(class)ss"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(_("written in"), max_length=5)
    themes = models.ManyToManyField(
        "vocabulary.Theme", blank=True, related_name="%(class)ss", verbose_name=_("themes")
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    audience = models.CharField(
        _("who may know of it"), max_length=10, choices=Audience.choices, default=Audience.PUBLIC
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Why the secretariat sent it back; empty again once it is submitted anew.
    return_reason = models.TextField(_("reason for sending back"), blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    # When its owner last said that it still stands; publishing it says so too.
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    # The record this one was made one with; its address leads there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_here"
    )

    class Meta:
        abstract = True

    status: Any  # a column of the slice, with the states of its workflow
    lines: Any

    @property
    def is_editable(self) -> bool:
        """Whether its words may change now: not while the secretariat reads it, nor when closed."""
        return self.status in self.EDITABLE

    @property
    def is_inside(self) -> bool:
        """Whether it is its organisation's own affair: a draft, or one set aside unsubmitted."""
        never_left = not self.submitted_at and not self.published_at
        return bool(self.status == DRAFT or (self.status == WITHDRAWN and never_left))

    @property
    def is_deletable(self) -> bool:
        """Whether it may be thrown away: what was ever submitted stays on record."""
        return self.status == DRAFT and not self.submitted_at

    @property
    def said_on(self) -> datetime.date | None:
        """The day on which it was last confirmed or published; None for one never open."""
        moments = [at for at in (self.confirmed_at, self.published_at) if at]
        return timezone.localdate(max(moments)) if moments else None

    @property
    def party(self) -> models.Model:
        """Who speaks through it, as its pages name them."""
        return self.organisation


class RecordLine(models.Model):
    """One thing asked for or given; its quantity and its amount are columns of the slice."""

    position = models.PositiveSmallIntegerField(default=0)
    kind = models.ForeignKey(
        "vocabulary.Kind", models.PROTECT, related_name="+", verbose_name=_("kind of assistance")
    )
    description = models.CharField(_("description"), max_length=500, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.description or str(self.kind)
