"""An introduction of the two sides of a match: the try, the answers, the letters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.introductions.choices import (
    RUNNING,
    IntroductionStatus,
    LetterKind,
    Said,
    Side,
)
from matchmaking.introductions.querysets import IntroductionQuerySet
from matchmaking.introductions.thread import (
    BrokerSeat,
    Fact,
    KeptMessage,
    Message,
    Question,
    Seen,
    ThreadFile,
)

__all__ = [
    "Answer",
    "BrokerSeat",
    "Fact",
    "Introduction",
    "KeptMessage",
    "Letter",
    "Message",
    "Question",
    "Seen",
    "ThreadFile",
]


class Introduction(models.Model):
    """One try to bring together a request and an offer. A pair has one at a time."""

    need = models.ForeignKey("needs.Need", models.PROTECT, related_name="introductions")
    offer = models.ForeignKey("offers.Offer", models.PROTECT, related_name="introductions")
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=IntroductionStatus.choices,
        default=IntroductionStatus.PROPOSED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # One of the two sides, or the secretariat.
    proposed_for = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    message = models.TextField(_("message"), blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    introduced_at = models.DateTimeField(_("introduced"), null=True, blank=True, editable=False)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    # When anything last happened that both sides know of, words of the conversation included.
    moved_at = models.DateTimeField(_("last step"), default=timezone.now, editable=False)
    reason = models.ForeignKey(
        "matching.Reason",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reason"),
    )
    reason_words = models.TextField(_("reason in words"), blank=True)
    broker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("broker"),
    )
    # The same for all members of a bundle.
    group = models.CharField(max_length=40, blank=True, db_index=True, editable=False)

    # Set on rows by selectors.named: the titles, where the reader may know of the records.
    need_name: str
    offer_name: str

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=IntroductionStatus.values),
                name="an_introduction_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["need", "offer"],
                condition=Q(status__in=RUNNING),
                name="a_pair_has_one_introduction_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["status", "moved_at"], name="introductions_by_last_step")]

    def __str__(self) -> str:
        return f"{self.need} - {self.offer}"

    @property
    def pair(self) -> tuple[int, int]:
        """The need and the offer it is about."""
        return (self.need_id, self.offer_id)

    @property
    def is_running(self) -> bool:
        """Whether it was neither declined nor ended."""
        return self.status in RUNNING


class Answer(models.Model):
    """Whether a side wants to be introduced. The side that proposes has answered by it."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="answers")
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    said = models.CharField(
        _("answer"), max_length=10, choices=Said.choices, default=Said.WAITING, editable=False
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("answer of a side")
        verbose_name_plural = _("answers of sides")
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "side"], name="a_side_answers_an_introduction_once"
            ),
            models.CheckConstraint(
                condition=Q(said__in=Said.values) & Q(side__in=Side.values),
                name="a_side_gives_a_known_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_said_display()}"


class Letter(models.Model):
    """A signed letter by which a side, or the secretariat, made a move on paper."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="letters")
    kind = models.CharField(_("letter"), max_length=12, choices=LetterKind.choices)
    # Whose letter it is; recorded for it by its own people or by the broker.
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("from")
    )
    reference = models.CharField(_("reference"), max_length=100)
    signed_on = models.DateField(_("date of the letter"))
    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("letter of an introduction")
        verbose_name_plural = _("letters of introductions")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.reference}"
