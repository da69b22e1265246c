"""A bundle: several offers that cover one request together, as a broker put them together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.bundles.choices import BundleStatus, Cooperation
from matchmaking.bundles.querysets import BundleQuerySet

ROUNDING = 1e-6  # what is a hair below a whole per cent is whole


class Bundle(models.Model):
    """A plan of the broker for one request; it promises nothing to anybody."""

    EDITABLE = (BundleStatus.SAVED, BundleStatus.SHORTLISTED)

    need = models.ForeignKey(
        "needs.Need", models.CASCADE, related_name="bundles", verbose_name=_("assistance request")
    )
    name = models.CharField(_("name"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=BundleStatus.choices,
        default=BundleStatus.SAVED,
        editable=False,
    )
    cooperation = models.CharField(
        _("cooperation"), max_length=12, choices=Cooperation.choices, blank=True, editable=False
    )
    # As counted when it was saved, to sort by; the page of the bundle counts anew.
    covered = models.FloatField(_("covered when saved"), default=0, editable=False)
    perhaps = models.FloatField(_("perhaps covered when saved"), default=0, editable=False)
    givers = models.PositiveSmallIntegerField(_("parties"), default=0, editable=False)

    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=BundleStatus.values), name="a_bundle_has_a_known_status"
            )
        ]
        indexes = [models.Index(fields=["need", "status"], name="bundles_of_a_need")]

    def __str__(self) -> str:
        return self.name

    @property
    def group(self) -> str:
        """What its members carry on the shortlist and as introductions."""
        return f"bundle-{self.pk}"

    @property
    def is_editable(self) -> bool:
        """Whether its parts may change: not once introductions were proposed."""
        return self.status in self.EDITABLE

    @property
    def covered_percent(self) -> int:
        """What it covered when it was saved, rounded down."""
        return int(self.covered * 100 + ROUNDING)

    @property
    def perhaps_percent(self) -> int:
        """What it perhaps covered beside, rounded down."""
        return int(self.perhaps * 100 + ROUNDING)


class BundlePart(models.Model):
    """So much of a line of the request comes from a line of an offer."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="parts")
    need_line = models.ForeignKey("needs.NeedLine", models.CASCADE, related_name="+")
    offer_line = models.ForeignKey("offers.OfferLine", models.CASCADE, related_name="+")
    # In the unit of the request's line, in US dollars where money pays; empty is not known yet.
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("part of a bundle")
        verbose_name_plural = _("parts of a bundle")
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "need_line", "offer_line"], name="a_part_is_named_once"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="a_part_covers_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_line} - {self.offer_line}"
