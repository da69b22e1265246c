"""What working together leaves beside a record: versions, presence, kept text, comments, sign-offs.

A record is named by its kind and its number, as the kinds live in slices above.
"""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.audit import ONE_SITTING

# A heartbeat comes every twenty seconds; who missed two has gone.
GONE_AFTER = datetime.timedelta(seconds=50)
LONGEST_COMMENT = 4000


class TraceQuerySet(models.QuerySet[Any]):
    """Chainable selections of what belongs to a record."""

    def of(self, record: models.Model) -> Self:
        """Keep what belongs to `record`."""
        return self.filter(kind=record._meta.model_name, record_id=record.pk)

    def still_there(self) -> Self:
        """Keep the editors whose form is open now."""
        return self.filter(seen_at__gte=timezone.now() - GONE_AFTER)

    def left_unsigned(self, kind: str) -> Self:
        """Keep the signatures whose record has none that stands any more."""
        of_kind = self.filter(kind=kind)
        return of_kind.exclude(record_id__in=of_kind.filter(voided_at=None).values("record_id"))

    def still_open(self) -> Self:
        """Keep the comments that nobody has resolved."""
        return self.filter(resolved_at=None)


class Trace(models.Model):
    """Something that belongs to a record of any kind."""

    kind = models.CharField(max_length=20)
    record_id = models.PositiveBigIntegerField()

    objects = TraceQuerySet.as_manager()

    class Meta:
        abstract = True


class RecordVersion(Trace):
    """All that a record said at one moment; `number` is the version the record had then."""

    number = models.PositiveIntegerField()
    contents = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    # Saved while it was being typed: the next save of the same sitting takes its place.
    in_passing = models.BooleanField(default=False)
    restored_from = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "number"], name="a_version_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}, {self.number}"

    def is_of(self, other: "RecordVersion") -> bool:
        """Say whether both are versions of one record."""
        return (self.kind, self.record_id) == (other.kind, other.record_id)

    def is_superseded_by(self, later: "RecordVersion") -> bool:
        """Say whether it was saved in passing, and `later` in the same sitting."""
        is_same_author = self.author_id == later.author_id
        return self.in_passing and is_same_author and later.saved_at - self.saved_at < ONE_SITTING


class Presence(Trace):
    """Somebody has the form of a record open."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "user"], name="a_person_is_present_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.record_id}"


class KeptText(Trace):
    """What somebody typed over version `number` and could not save, since a newer was there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)
    data = models.TextField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "user", "number"], name="a_text_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.record_id}"

    @property
    def posted(self) -> QueryDict:
        """What the form had sent."""
        return QueryDict(self.data)


class Comment(Trace):
    """A word among colleagues about a record; it never leaves their organisation."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [models.Index(fields=["kind", "record_id"], name="comments_of_a_record")]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"


class SignOff(Trace):
    """Who answers for a record signed its words; a later change of them voids the signature."""

    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed off"), default=timezone.now)
    number = models.PositiveIntegerField()
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id"],
                condition=Q(voided_at=None),
                name="one_sign_off_stands_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.signed_by}: {self.kind} {self.record_id}, {self.number}"


TRACES: tuple[type[Trace], ...] = (RecordVersion, Presence, KeptText, Comment, SignOff)
