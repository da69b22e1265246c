"""Who sits on the committee of a call, how they score, and lots they drew."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.decisions.querysets import SeatQuerySet

Person = settings.AUTH_USER_MODEL


class Seat(models.Model):
    """Somebody sits on the committee of a call, from one day until they leave it."""

    call = models.ForeignKey("funds.Call", models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="committee_seats", verbose_name=_("member")
    )
    is_chair = models.BooleanField(_("chair"), default=False)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    left_at = models.DateTimeField(_("left"), null=True, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"],
                condition=Q(left_at=None),
                name="a_person_sits_once_on_a_committee",
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(left_at=None, is_chair=True),
                name="a_committee_has_one_chair",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class CommitteeScore(models.Model):
    """What the committee makes of a submission, beside the scores of the reviewers."""

    submission = models.OneToOneField(
        "applications.Submission", models.CASCADE, related_name="committee_score"
    )
    # Of a hundred, as the reviewers' weighted score is.
    value = models.DecimalField(
        _("score of the committee"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    words = models.TextField(_("why"))
    version = models.PositiveIntegerField(default=1, editable=False)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"), auto_now=True)

    class Meta:
        verbose_name = _("score of the committee")
        verbose_name_plural = _("scores of the committee")
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=100), name="a_committee_score_is_of_a_hundred"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.value}"


class Lot(models.Model):
    """Lots that the chair drew between applications of the same rank. Never edited."""

    call = models.ForeignKey("funds.Call", models.PROTECT, related_name="lots")
    words = models.TextField(_("how and before whom the lots were drawn"))
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("drawn"), auto_now_add=True)

    class Meta:
        verbose_name = _("lots drawn")
        verbose_name_plural = _("lots drawn")

    def __str__(self) -> str:
        return f"{self.call} ({self.pk})"


class LotLine(models.Model):
    """Which place a lot gave an application among those that were tied."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="lines")
    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "application"], name="an_application_is_drawn_once_in_a_lot"
            ),
            models.UniqueConstraint(fields=["lot", "position"], name="lots_have_different_places"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.position}"
