"""Work in the background as rows, the last runs of the calendar, what was dismissed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.operations.choices import UNFINISHED, JobState, Source
from config.operations.querysets import JobQuerySet


class Job(models.Model):
    """One piece of work, written in the transaction that asks for it; its message may get lost."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(_("task"), max_length=120)
    args = models.JSONField(_("arguments"), default=list, blank=True)
    # The entry of the calendar that asked for it, and the moment it was due there.
    entry = models.CharField(_("entry of the calendar"), max_length=60, blank=True)
    slot = models.DateTimeField(null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=JobState.choices,
        default=JobState.WAITING,
        editable=False,
    )
    # Which attempt has it now; only that one may end it.
    claim = models.UUIDField(null=True, editable=False)
    worker = models.CharField(max_length=200, blank=True, editable=False)
    # When it is handed to the broker again: not taken by then, to be tried again, or its worker
    # gave no sign of life.
    due_at = models.DateTimeField(_("due"), default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    error = models.TextField(_("last error"), blank=True, editable=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("begun"), null=True, editable=False)
    finished_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background work")
        verbose_name_plural = _("background work")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="a_job_has_a_known_state"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=UNFINISHED), name="jobs_to_hand_over"
            ),
            models.Index(fields=["state", "finished_at"], name="jobs_by_state"),
            models.Index(fields=["created_at"], name="jobs_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.task}({', '.join(map(str, self.args))})"


class Appointment(models.Model):
    """The last time an entry of the calendar was begun, so that no beat begins it twice."""

    entry = models.CharField(_("entry of the calendar"), max_length=60, unique=True)
    slot = models.DateTimeField(_("last due"))
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("last run of the calendar")
        verbose_name_plural = _("last runs of the calendar")

    def __str__(self) -> str:
        return f"{self.entry} {self.slot:%Y-%m-%d %H:%M}"


class Dismissal(models.Model):
    """A failure that somebody looked at and left as it is."""

    source = models.CharField(_("kind"), max_length=10, choices=Source.choices)
    row_id = models.BigIntegerField()
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("dismissed"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("dismissed failure")
        verbose_name_plural = _("dismissed failures")
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="a_dismissal_has_a_known_source"
            ),
            models.UniqueConstraint(
                fields=["source", "row_id"], name="a_failure_is_dismissed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.row_id}"
