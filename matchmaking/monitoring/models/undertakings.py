"""What is monitored: a funded project or an agreement."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from matchmaking.monitoring.choices import Frequency, UndertakingStatus
from matchmaking.monitoring.columns import status_column
from matchmaking.monitoring.querysets import UndertakingQuerySet


class Undertaking(models.Model):
    """A project that is funded or an agreement that is signed, as long as it is monitored."""

    project = models.OneToOneField(
        "payments.Project", models.PROTECT, null=True, blank=True, related_name="undertaking"
    )
    agreement = models.OneToOneField(
        "agreements.Agreement", models.PROTECT, null=True, blank=True, related_name="undertaking"
    )
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("written in"), max_length=5, default="en")
    # Empty where a regional body asked.
    country = models.ForeignKey(
        "vocabulary.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("State"),
    )
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    frequency = models.PositiveSmallIntegerField(
        _("values are reported"), choices=Frequency.choices, default=Frequency.HALF_YEAR
    )

    status = status_column(UndertakingStatus, UndertakingStatus.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    closed_on = models.DateField(_("closed"), null=True, editable=False)

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("project or agreement")
        verbose_name_plural = _("projects and agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=False, agreement=None)
                | Q(project=None, agreement__isnull=False),
                name="an_undertaking_is_a_project_or_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(status=UndertakingStatus.OPEN, closed_on=None)
                | Q(status=UndertakingStatus.CLOSED, closed_on__isnull=False),
                name="a_closed_undertaking_knows_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="an_undertaking_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values),
                name="an_undertaking_has_a_known_frequency",
            ),
        ]
        indexes = [models.Index(fields=["status", "ends_on"], name="undertakings_by_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_in_words(self) -> str:
        """Whether it is a project or an agreement, as people say it."""
        return str(_("Project") if self.project_id else _("Agreement"))

    @property
    def is_open(self) -> bool:
        """Whether it is still under way."""
        return self.status == UndertakingStatus.OPEN
