"""The cases of the desk with their places in the queue, and what was done with each pair."""

from typing import cast

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.desk.choices import PairSource, PairState
from matchmaking.desk.querysets import CaseQuerySet, ShortlistingQuerySet
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


class QueueOrder(models.Model):
    """A version of what counts how much in the queue. Exactly one is active; none ever changes."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    weights = models.JSONField(_("weights"))
    note = models.TextField(_("why"), blank=True)
    is_active = models.BooleanField(_("active"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("order of the queue")
        verbose_name_plural = _("orders of the queue")
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=Q(is_active=True),
                name="one_order_of_the_queue_is_active",
            )
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class Case(models.Model):
    """A request or an offer on the desk: who looks after it, and why it stands where it stands.

    The figures are as of `computed_at`; they are computed anew whenever something happens to the
    record and once every night.
    """

    need = models.OneToOneField(Need, models.CASCADE, null=True, blank=True, related_name="case")
    offer = models.OneToOneField(Offer, models.CASCADE, null=True, blank=True, related_name="case")
    is_open = models.BooleanField(default=True, editable=False)

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked after by"),
    )
    postponed_until = models.DateField(_("postponed until"), null=True, blank=True)
    postponed_because = models.CharField(_("why it can wait"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    score = models.FloatField(_("place"), default=0)
    # [{name, value, weight, contribution, message, params}], what adds most first.
    parts = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    best = models.FloatField(_("best match"), null=True, blank=True)
    waiting_since = models.DateField(_("waiting since"), null=True, blank=True)
    expires_on = models.DateField(_("expires"), null=True, blank=True)
    open_checks = models.PositiveSmallIntegerField(_("open checks"), default=0)
    unanswered = models.PositiveSmallIntegerField(_("unanswered introductions"), default=0)
    running = models.PositiveSmallIntegerField(_("introductions under way"), default=0)
    computed_at = models.DateTimeField(_("computed"), null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of the desk")
        verbose_name_plural = _("cases of the desk")
        constraints = [
            models.CheckConstraint(
                condition=Q(need=None) ^ Q(offer=None), name="a_case_is_a_need_or_an_offer"
            )
        ]
        indexes = [models.Index(fields=["is_open", "-score"], name="cases_in_their_order")]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def kind(self) -> str:
        """The name of the kind of record."""
        return "need" if self.need_id else "offer"

    @property
    def record(self) -> Need | Offer:
        """The request or the offer."""
        return cast("Need | Offer", self.need or self.offer)


class Shortlisting(models.Model):
    """What the broker did with a pair: shortlisted, pinned, noted or rejected it, and why."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="shortlistings")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="shortlistings")
    state = models.CharField(
        _("state"), max_length=12, choices=PairState.choices, default=PairState.NOTED
    )
    note = models.TextField(_("note"), blank=True)
    reason = models.ForeignKey(
        "matching.Reason", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_words = models.TextField(_("reason in words"), blank=True)
    source = models.CharField(
        _("where it comes from"),
        max_length=12,
        choices=PairSource.choices,
        default=PairSource.DESK,
    )
    # The same for the members of a bundle, or of one applied scenario.
    group = models.CharField(max_length=80, blank=True)
    # How much of the offer was proposed for the request, where a plan says so.
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("since"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ShortlistingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair on the desk")
        verbose_name_plural = _("pairs on the desk")
        constraints = [
            models.UniqueConstraint(fields=["need", "offer"], name="a_pair_is_on_the_desk_once"),
            models.CheckConstraint(
                condition=Q(state__in=PairState.values), name="a_pair_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=PairState.REJECTED) | Q(reason__isnull=False),
                name="a_rejected_pair_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["offer", "state"], name="pairs_of_an_offer_by_state")]

    def __str__(self) -> str:
        return f"{self.need} - {self.offer}"
