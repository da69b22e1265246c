"""What the parties of an introduction say to each other. Nothing said is ever edited."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.introductions.choices import FactStatus, Side, Voice


class InThread(models.Model):
    """A row of the conversation of one introduction."""

    introduction = models.ForeignKey(
        "introductions.Introduction", models.CASCADE, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


def person(label: Any, **options: Any) -> Any:
    """Return a column that names a person, whose row outlives their account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **options
    )


class Message(InThread):
    """What somebody said, for whom. A correction is a new message."""

    author = person(_("author"))
    voice = models.CharField(_("for"), max_length=10, choices=Voice.choices)
    text = models.TextField(_("message"), blank=True)
    language = models.CharField(_("written in"), max_length=5, blank=True)
    said_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)
    # Made with the form: the same words sent twice by a double click are one message.
    key = models.UUIDField(editable=False)

    # Set on rows by selectors.thread_of: its reader has not seen it yet.
    is_new: bool

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "author", "key"], name="a_message_is_posted_once"
            )
        ]
        indexes = [models.Index(fields=["introduction", "said_at"], name="messages_of_a_thread")]

    def __str__(self) -> str:
        return self.text[:80]


class Question(InThread):
    """A message that the other side is to answer until a day."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="question")
    asked_of = models.CharField(_("asked of"), max_length=10, choices=Side.choices)
    due_on = models.DateField(_("answer by"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    # The end of that day in that zone.
    due_at = models.DateTimeField(_("due"), editable=False, db_index=True)
    answer = models.OneToOneField(
        Message, models.PROTECT, null=True, blank=True, related_name="answers_question"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    overdue_told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return str(self.message)

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed without an answer."""
        return self.answer_id is None and self.due_at < timezone.now()


class Fact(InThread):
    """A sentence both sides stand by, pinned once the other side has confirmed it."""

    text = models.CharField(_("fact"), max_length=500)
    language = models.CharField(_("written in"), max_length=5, blank=True)
    side = models.CharField(_("proposed by"), max_length=10, choices=Side.choices)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=FactStatus.choices,
        default=FactStatus.PROPOSED,
        editable=False,
    )
    proposed_by = person(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    answered_by = person(_("answered by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("agreed fact")
        verbose_name_plural = _("agreed facts")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=FactStatus.values), name="a_fact_has_a_known_status"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ThreadFile(InThread):
    """A file of the conversation; a new version stands beside the older ones."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="files")
    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("file of a conversation")
        verbose_name_plural = _("files of conversations")

    def __str__(self) -> str:
        return self.title


class BrokerSeat(InThread):
    """A broker who was invited into a conversation, until they leave it."""

    broker = person(_("broker"))
    invited_by = person(_("invited by"))
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    left_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("broker in a conversation")
        verbose_name_plural = _("brokers in conversations")
        constraints = [
            models.UniqueConstraint(
                fields=["introduction"],
                condition=Q(left_at=None),
                name="one_broker_sits_in_a_conversation",
            )
        ]

    def __str__(self) -> str:
        return str(self.broker)


class Seen(InThread):
    """How far somebody has read a conversation."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "reader"], name="a_reader_has_one_mark_in_a_conversation"
            )
        ]


class KeptMessage(InThread):
    """What somebody has typed and not sent yet; nobody else reads it."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "author"], name="an_author_keeps_one_unsent_message"
            )
        ]
