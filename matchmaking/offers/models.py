"""An offer of assistance, its lines, and how much of each is already taken."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.disclosure.models import DisclosedRecord
from matchmaking.money import Money
from matchmaking.offers.choices import EDITABLE, KNOWN_TO_ALL, Channel, OfferStatus
from matchmaking.offers.querysets import OfferLineQuerySet, OfferQuerySet
from matchmaking.writing.models import RecordLine

if TYPE_CHECKING:
    from matchmaking.offers.selectors import Eligibility


class Offer(DisclosedRecord):
    """What an organisation can give. Empty eligibility lists mean: any State."""

    EDITABLE = EDITABLE
    KNOWN_TO_ALL = KNOWN_TO_ALL

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="offers", verbose_name=_("offered by")
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices, blank=True)
    opens_on = models.DateField(_("delivery can start from"), null=True, blank=True)
    closes_on = models.DateField(_("delivery can start until"), null=True, blank=True)
    delivery_languages = models.JSONField(_("languages of delivery"), default=list, blank=True)

    eligible_countries = models.ManyToManyField(
        "vocabulary.Country", blank=True, related_name="+", verbose_name=_("for these States")
    )
    eligible_regions = models.ManyToManyField(
        "vocabulary.Region", blank=True, related_name="+", verbose_name=_("for these regions")
    )
    eligible_bodies = models.ManyToManyField(
        "vocabulary.Body", blank=True, related_name="+", verbose_name=_("for members of")
    )
    eligible_groups = models.JSONField(_("for these groups"), default=list, blank=True)
    excluded_countries = models.ManyToManyField(
        "vocabulary.Country", blank=True, related_name="+", verbose_name=_("except")
    )

    conditions = models.TextField(_("conditions"), blank=True)
    aftercare_training = models.TextField(_("training with the equipment"), blank=True)
    aftercare_maintenance = models.TextField(_("maintenance"), blank=True)
    aftercare_spare_parts = models.TextField(_("spare parts and consumables"), blank=True)
    value_minor = models.BigIntegerField(_("value"), null=True, blank=True)

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=OfferStatus.choices,
        default=OfferStatus.DRAFT,
        editable=False,
    )

    # Set on rows by selectors.with_eligibility, one query for many.
    eligibility: "Eligibility"

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=OfferStatus.values), name="an_offer_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="an_offer_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(value_minor=None) | Q(value_minor__gte=0) & ~Q(currency=""),
                name="a_value_names_its_currency",
            ),
        ]
        indexes = [models.Index(fields=["status", "closes_on"], name="offers_that_may_expire")]

    def __str__(self) -> str:
        return self.title or gettext("Untitled offer")

    @property
    def urgency(self) -> str:
        """What a table says of how pressing it is."""
        return date_format(self.closes_on) if self.closes_on else ""

    @property
    def value(self) -> Money | None:
        """What the offer is worth; None where the donor gave no figure."""
        return None if self.value_minor is None else Money(self.value_minor, self.currency)


class OfferLine(RecordLine):
    """One thing offered and how many of it there are in all."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="lines")
    # Empty: the donor sets no limit. What is left of it is computed, never typed.
    capacity = models.DecimalField(
        _("capacity"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    value_minor = models.BigIntegerField(_("value"), null=True, blank=True)

    # Set on rows by OfferLineQuerySet.with_remaining.
    used: Decimal
    remaining: Decimal | None

    objects = OfferLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an offer")
        verbose_name_plural = _("lines of an offer")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gt=0), name="an_offer_offers_something"
            ),
            models.CheckConstraint(
                condition=Q(value_minor=None) | Q(value_minor__gte=0),
                name="a_line_is_not_worth_less_than_nothing",
            ),
        ]

    @property
    def value(self) -> Money | None:
        """What the line is worth, in the currency of the offer; None where none is given."""
        if self.value_minor is None or not self.offer.currency:
            return None
        return Money(self.value_minor, self.offer.currency)


class CapacityUse(models.Model):
    """So much of a line is promised; giving it back is a row below zero. Never edited."""

    line = models.ForeignKey(OfferLine, models.PROTECT, related_name="uses")
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2)
    # What took it, once: asking twice with the same key reserves nothing more.
    key = models.CharField(max_length=120, unique=True)
    note = models.CharField(_("note"), max_length=250, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("use of capacity")
        verbose_name_plural = _("uses of capacity")
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="a_use_is_not_nothing")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} ({self.key})"
