"""What the matcher weighs, what it suggests, and what people made of it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from matchmaking.matching.choices import ReasonPurpose
from matchmaking.vocabulary.models import NamedRow


class WeightSet(models.Model):
    """A version of the weights of the features. Exactly one is active; used ones never change."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    weights = models.JSONField(_("weights"))
    note = models.TextField(_("why"), blank=True)
    is_active = models.BooleanField(_("active"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("set of weights")
        verbose_name_plural = _("sets of weights")
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=models.Q(is_active=True),
                name="one_set_of_weights_is_active",
            )
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class Suggestion(models.Model):
    """An offer that fits a need, with the reasons, as computed at a stated time."""

    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="suggestions")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="suggestions")
    weights = models.ForeignKey(WeightSet, models.PROTECT, related_name="+")
    score = models.FloatField(_("score"))
    confidence = models.FloatField(_("confidence"))
    # Place in the list of the need, of the offer; empty where the pair is not among its best.
    rank_for_need = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_for_offer = models.PositiveSmallIntegerField(null=True, blank=True)
    needs_clearance = models.BooleanField(_("needs clearance"), default=False)
    # [{feature, value, weight, contribution, known, message, params}], as the engine explains.
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(fields=["need", "offer"], name="a_pair_is_suggested_once")
        ]
        indexes = [
            models.Index(fields=["need", "rank_for_need"], name="suggestions_for_a_need"),
            models.Index(fields=["offer", "rank_for_offer"], name="suggestions_for_an_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} - {self.offer_id}: {self.score:.2f}"


class Dismissal(models.Model):
    """An organisation's word that a pair does not fit, and why. Each side dismisses for itself."""

    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="dismissals")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="dismissals")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")
    reason = models.TextField(_("reason"))
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("dismissal")
        verbose_name_plural = _("dismissals")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "offer", "organisation"], name="a_pair_is_dismissed_once_a_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id} - {self.offer_id}"


class Look(models.Model):
    """Someone of an organisation has opened a match: for its colleagues it is no longer new."""

    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="+")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    looked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("look at a match")
        verbose_name_plural = _("looks at matches")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "offer", "organisation"], name="a_first_look_is_kept_once_a_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id} - {self.offer_id}"


class ReasonQuerySet(models.QuerySet["Reason"]):
    """Chainable selections of reasons."""

    def usable(self, purpose: str) -> "ReasonQuerySet":
        """Keep those that can be given for `purpose` today, in the order of the list."""
        fits = {f"for_{ReasonPurpose(purpose)}": True}
        return self.filter(retired_on=None, **fits).order_by("sort", "code")


class Reason(NamedRow):
    """A reason for which a pair does not come about; the secretariat extends the list."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    sort = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    for_rejecting = models.BooleanField(_("a broker rejects a pair with it"), default=False)
    for_declining = models.BooleanField(_("a side declines an introduction with it"), default=False)
    for_ending = models.BooleanField(_("an introduction ends with it"), default=False)
    needs_words = models.BooleanField(_("must be explained in words"), default=False)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason why a match fails")
        verbose_name_plural = _("reasons why matches fail")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(for_rejecting=True)
                | models.Q(for_declining=True)
                | models.Q(for_ending=True),
                name="a_reason_is_for_something",
            )
        ]
