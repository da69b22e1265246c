"""What people are told and how they wish it, the letters under way, and who has which task."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.notifications.choices import EmailState, Frequency
from accounts.notifications.querysets import EmailQuerySet, NotificationQuerySet

LONGEST_KEY = 200


class Notification(models.Model):
    """One thing one person is told, once: `key` says what it is about."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(max_length=LONGEST_KEY)
    subject_id = models.BigIntegerField(_("record"), null=True, blank=True)
    # Without the prefix of a language; the reader's own is put before it.
    url = models.CharField(max_length=500, blank=True)
    params = models.JSONField(default=dict, blank=True)
    # The part of them that an e-mail may hold.
    public = models.JSONField(default=dict, blank=True)
    # Which digest it waits for; empty when none does.
    digest = models.CharField(max_length=10, choices=Frequency.choices, blank=True)
    created_at = models.DateTimeField(_("told"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="a_person_is_told_once"),
        ]
        indexes = [
            models.Index(fields=["user", "read_at"], name="what_a_person_has_not_read"),
            models.Index(
                fields=["digest", "user"], condition=~Q(digest=""), name="what_waits_for_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.key})"


class Preference(models.Model):
    """How often a person wishes to be mailed about one kind."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=60)
    frequency = models.CharField(_("e-mail"), max_length=10, choices=Frequency.choices)

    class Meta:
        verbose_name = _("choice of e-mail")
        verbose_name_plural = _("choices of e-mail")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="a_person_chooses_once_per_kind"),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="a_choice_has_a_known_frequency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.frequency}"


class Email(models.Model):
    """A letter in the outbox, written in the transaction that gave the reason for it."""

    key = models.CharField(max_length=LONGEST_KEY + 60, unique=True)
    # The name of the letter in the world, the same at every attempt.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    # Empty for those who have no account; for the others the app says the same.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    address = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=EmailState.choices,
        default=EmailState.WAITING,
        editable=False,
    )
    # Which attempt has it now; only that one may move it on.
    claim = models.UUIDField(null=True, editable=False)
    # When it may be taken up: the next attempt, or the end of the lease of whoever has it.
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EmailState.values), name="a_letter_has_a_known_state"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="letters_to_be_sent")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"


class TaskHolder(models.Model):
    """Who of an organisation has taken a task, or was given it."""

    source = models.CharField(_("kind of task"), max_length=60)
    subject_id = models.BigIntegerField(_("record"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("holder of a task")
        verbose_name_plural = _("holders of tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject_id"], name="a_task_is_held_by_one_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.subject_id}: {self.user}"
