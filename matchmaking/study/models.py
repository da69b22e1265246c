"""A study: the period it is about, and what was found when it was made."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.study.choices import StudyStatus
from matchmaking.study.querysets import StudyQuerySet


class Study(models.Model):
    """Adequacy, effectiveness and sustainability of assistance over a period, as of one moment.

    What was found is kept as figures and codes; its readers get it in their own language.
    """

    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=StudyStatus.choices,
        default=StudyStatus.WAITING,
        editable=False,
    )
    progress = models.PositiveSmallIntegerField(_("percent done"), default=0, editable=False)
    contents = models.JSONField(default=dict, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    made_at = models.DateTimeField(_("made"), null=True, editable=False)

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=StudyStatus.values), name="a_study_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="a_study_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(status=StudyStatus.READY) | Q(made_at__isnull=False),
                name="a_ready_study_says_when_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        days = {"since": date_format(self.since), "until": date_format(self.until)}
        return gettext("Adequacy, effectiveness and sustainability, %(since)s to %(until)s") % days
