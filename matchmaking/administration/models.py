"""How long each stage may take in a fund."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.administration.choices import TIMED, Stage

MOST_DAYS = 730


class StageTerm(models.Model):
    """Days that a stage may take in a fund. Never edited: the newest row of a stage holds."""

    fund = models.ForeignKey("funds.Fund", models.CASCADE, related_name="stage_terms")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices)
    days = models.PositiveSmallIntegerField(
        _("days"), validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )
    note = models.TextField(_("why"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set"), auto_now_add=True)

    class Meta:
        verbose_name = _("term of a stage")
        verbose_name_plural = _("terms of stages")
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=TIMED), name="a_term_is_for_a_stage_that_has_one"
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS), name="a_term_takes_some_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.days}"
