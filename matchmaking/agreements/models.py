"""An agreement on one introduction: its lines, signatures, amendments, and what was delivered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from matchmaking.agreements.choices import OPEN, AgreementStatus, AmendmentStatus, Way
from matchmaking.agreements.querysets import AgreementQuerySet
from matchmaking.introductions.choices import Side
from matchmaking.money import Money
from matchmaking.needs.models import Need
from matchmaking.offers.choices import Channel
from matchmaking.offers.models import Offer

Person = settings.AUTH_USER_MODEL


def _quantity(label: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


class Agreement(models.Model):
    """Who gives whom what of an offer toward a request, in the words that both sides sign."""

    introduction = models.ForeignKey(
        "introductions.Introduction", models.PROTECT, related_name="agreements"
    )
    terms = models.TextField(_("what else is agreed"), blank=True)
    language = models.CharField(_("written in"), max_length=5, default="en")

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AgreementStatus.choices,
        default=AgreementStatus.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    proposed_at = models.DateTimeField(_("signed by one side"), null=True, editable=False)
    signed_at = models.DateTimeField(_("signed by both sides"), null=True, editable=False)
    fulfilled_at = models.DateTimeField(_("fulfilled"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    reason = models.ForeignKey(
        "matching.Reason", models.PROTECT, null=True, related_name="+", editable=False
    )
    reason_words = models.TextField(_("reason in words"), blank=True, editable=False)

    # Set on rows shown beside a record: the side that the record does not name itself.
    other: Any

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AgreementStatus.values),
                name="an_agreement_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["introduction"],
                condition=Q(status__in=OPEN),
                name="an_introduction_has_one_agreement_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["status", "signed_at"], name="agreements_by_status")]

    def __str__(self) -> str:
        return f"{self.need} · {self.offer.organisation}"

    @property
    def need(self) -> Need:
        """The request it serves."""
        return self.introduction.need

    @property
    def offer(self) -> Offer:
        """The offer it takes from."""
        return self.introduction.offer


class Terms(models.Model):
    """What one line says: which part of the request, from which line of the offer, how much."""

    position = models.PositiveSmallIntegerField(default=0)
    need_line = models.ForeignKey(
        "needs.NeedLine", models.PROTECT, related_name="+", verbose_name=_("part of the request")
    )
    offer_line = models.ForeignKey(
        "offers.OfferLine", models.PROTECT, related_name="+", verbose_name=_("part of the offer")
    )
    # In the unit of the request; empty where a sum of money is agreed and nothing is counted.
    quantity = _quantity(_("quantity"))
    # In the unit of the offer: the same figure where both count in the same unit.
    taken = models.DecimalField(_("taken from the offer"), max_digits=14, decimal_places=2)
    amount_minor = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    starts_on = models.DateField(_("delivered from"), null=True, blank=True)
    ends_on = models.DateField(_("delivered until"), null=True, blank=True)
    channel = models.CharField(
        _("how it is given"), max_length=20, choices=Channel.choices, blank=True
    )
    deliverer = models.CharField(_("who delivers"), max_length=250, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0) | Q(quantity=None, amount_minor__isnull=False),
                name="%(class)ss_count_or_pay",
            ),
            models.CheckConstraint(condition=Q(taken__gt=0), name="%(class)ss_take_something"),
            models.CheckConstraint(
                condition=Q(amount_minor=None) | Q(amount_minor__gt=0) & ~Q(currency=""),
                name="%(class)ss_name_the_currency",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(class)ss_end_after_they_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.need_line)

    @property
    def amount(self) -> Money | None:
        """The sum agreed, or what the goods are worth; None where nobody said."""
        return None if self.amount_minor is None else Money(self.amount_minor, self.currency)


class AgreementLine(Terms):
    """A line as it is in force, or as it would be once both sides signed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="lines")

    class Meta(Terms.Meta):
        verbose_name = _("line of an agreement")
        verbose_name_plural = _("lines of an agreement")


class Amendment(models.Model):
    """A change of a signed agreement: proposed by one side, in force once the other signs."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    why = models.TextField(_("why"))
    terms = models.TextField(_("what else is agreed"), blank=True)
    side = models.CharField(_("proposed by"), max_length=10, choices=Side.choices)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AmendmentStatus.choices,
        default=AmendmentStatus.PROPOSED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # The difference as it was proposed: [{"line", "field", "before", "after"}].
    changes = models.JSONField(default=list, editable=False)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    closed_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AmendmentStatus.values),
                name="an_amendment_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(status=AmendmentStatus.PROPOSED),
                name="an_agreement_is_amended_once_at_a_time",
            ),
            models.UniqueConstraint(fields=["agreement", "number"], name="amendments_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


class AmendmentLine(Terms):
    """A line as the amendment would have it; a line of the agreement without one is dropped."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="lines")
    line = models.ForeignKey(AgreementLine, models.SET_NULL, null=True, related_name="+")

    class Meta(Terms.Meta):
        verbose_name = _("line of an amendment")
        verbose_name_plural = _("lines of an amendment")


class Signature(models.Model):
    """Somebody signed for a side. Editing voids it; it is never deleted."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures")
    # Empty: the agreement itself.
    amendment = models.ForeignKey(
        Amendment, models.CASCADE, null=True, blank=True, related_name="signatures"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    way = models.CharField(_("how"), max_length=10, choices=Way.choices, default=Way.ONLINE)
    # Who signed, as their organisation writes it: of a letter, whoever signed the letter.
    name = models.CharField(_("signed by"), max_length=250)
    scan = models.ForeignKey("documents.Attachment", models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"), auto_now_add=True)
    voided_at = models.DateTimeField(_("void since"), null=True, editable=False)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side"],
                condition=Q(voided_at=None, amendment=None),
                name="a_side_signs_an_agreement_once",
            ),
            models.UniqueConstraint(
                fields=["amendment", "side"],
                condition=Q(voided_at=None, amendment__isnull=False),
                name="a_side_signs_an_amendment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_side_display()})"


class Delivery(models.Model):
    """What a side says has been delivered of a line so far, in all. Never edited, only restated."""

    line = models.ForeignKey(AgreementLine, models.PROTECT, related_name="deliveries")
    side = models.CharField(_("stated by"), max_length=10, choices=Side.choices)
    quantity = _quantity(_("delivered so far, in all"))
    amount_minor = models.BigIntegerField(_("paid so far, in all"), null=True, blank=True)
    on = models.DateField(_("last delivered on"))
    note = models.TextField(_("note"), blank=True)
    evidence = models.ForeignKey(
        "documents.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    stated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(_("stated"), auto_now_add=True)

    class Meta:
        verbose_name = _("statement of delivery")
        verbose_name_plural = _("statements of delivery")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0, amount_minor=None)
                | Q(quantity=None, amount_minor__gte=0),
                name="a_delivery_is_counted_or_paid",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.in_words()}"

    def in_words(self) -> str:
        """Return how much: "5 item", "USD 12,000"."""
        if self.quantity is None:
            return str(Money(self.amount_minor or 0, self.line.currency))
        return f"{self.quantity.normalize():f} {self.line.need_line.unit}".strip()


class Coverage(models.Model):
    """Nothing of a request is open any more: its focal point may mark it as met."""

    need = models.OneToOneField("needs.Need", models.CASCADE, related_name="coverage")
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("covered request")
        verbose_name_plural = _("covered requests")

    def __str__(self) -> str:
        return str(self.need)
