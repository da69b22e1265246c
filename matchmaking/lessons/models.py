"""Lessons, who set which aside, and what evaluations say of finished work and of what lasted."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.lessons.choices import LessonKind, LessonStatus
from matchmaking.lessons.querysets import LessonQuerySet
from matchmaking.vocabulary.fields import WRITTEN_IN

Person = settings.AUTH_USER_MODEL
LONGEST_PART = 4000
MOST_STRENGTH = 100


class Lesson(models.Model):
    """What worked or did not, why, and what to do next time; from an evaluation or on its own."""

    evaluation = models.ForeignKey(
        "evaluation.Evaluation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("drawn from the evaluation"),
    )
    undertaking = models.ForeignKey(
        "monitoring.Undertaking",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("learnt in"),
    )
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("what it tells"), max_length=10, choices=LessonKind.choices)
    happened = models.TextField(_("what happened"), max_length=LONGEST_PART)
    reason = models.TextField(_("why"), max_length=LONGEST_PART)
    advice = models.TextField(_("what to do next time"), max_length=LONGEST_PART)
    language = models.CharField(_("written in"), max_length=5, choices=WRITTEN_IN, default="en")

    themes = models.ManyToManyField(
        "vocabulary.Theme", related_name="+", verbose_name=_("themes"), blank=True
    )
    kinds = models.ManyToManyField(
        "vocabulary.Kind", related_name="+", verbose_name=_("kinds of assistance"), blank=True
    )
    countries = models.ManyToManyField(
        "vocabulary.Country", related_name="+", verbose_name=_("States"), blank=True
    )
    regions = models.ManyToManyField(
        "vocabulary.Region", related_name="+", verbose_name=_("regions"), blank=True
    )
    audiences = models.JSONField(_("for whom it matters"), default=list, blank=True)
    circumstances = models.JSONField(_("circumstances"), default=list, blank=True)
    context = models.CharField(_("circumstances in words"), max_length=500, blank=True)

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=LessonStatus.choices,
        default=LessonStatus.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=LessonStatus.values), name="a_lesson_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LessonKind.values), name="a_lesson_is_of_a_known_kind"
            ),
        ]
        indexes = [models.Index(fields=["status", "published_at"], name="lessons_by_status")]

    def __str__(self) -> str:
        return self.title


class SetAside(models.Model):
    """Somebody found a lesson of no use for one thing they write; it is not suggested there."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind of record"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("lesson set aside")
        verbose_name_plural = _("lessons set aside")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "record_id", "lesson"],
                name="a_lesson_is_set_aside_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}: {self.lesson_id}"


class PriorStrength(models.Model):
    """How strongly a track record is drawn towards the mean of all: like so many average projects.

    Never edited: a new row replaces the last.
    """

    projects = models.DecimalField(
        _("average projects added to each track record"),
        max_digits=5,
        decimal_places=1,
        validators=[MaxValueValidator(MOST_STRENGTH)],
    )
    note = models.TextField(_("why"))
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set"), auto_now_add=True)

    class Meta:
        verbose_name = _("strength of the mean")
        verbose_name_plural = _("strengths of the mean")
        constraints = [
            models.CheckConstraint(
                condition=Q(projects__gte=0, projects__lte=MOST_STRENGTH),
                name="the_mean_weighs_a_sensible_number_of_projects",
            )
        ]

    def __str__(self) -> str:
        return f"{self.projects.normalize():f}"


class TrackRecord(models.Model):
    """What published evaluations say of the projects of an organisation. Computed, never typed.

    All are shares of 1: the mean of its projects, that mean drawn towards the mean of all, and
    the mean of all.
    """

    organisation = models.OneToOneField(
        "accounts.Organisation", models.CASCADE, related_name="track_record"
    )
    projects = models.PositiveIntegerField(_("evaluated projects"))
    mean = models.FloatField(_("mean of its projects"))
    shrunk = models.FloatField(_("mean drawn towards that of all"))
    overall = models.FloatField(_("mean of all projects"))
    as_of = models.DateTimeField(_("computed"), auto_now=True)

    class Meta:
        verbose_name = _("track record")
        verbose_name_plural = _("track records")
        constraints = [
            models.CheckConstraint(
                condition=Q(projects__gt=0), name="a_track_record_rests_on_a_project"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.shrunk:.2f} ({self.projects})"

    @property
    def percent(self) -> int:
        """The mean of its projects, in percent."""
        return round(self.mean * 100)

    @property
    def percent_shrunk(self) -> int:
        """That mean, drawn towards the mean of all, in percent."""
        return round(self.shrunk * 100)


class Approach(models.Model):
    """An approach that a published evaluation found to last. Computed, never typed.

    `sustainability` is its score as a share of 1; `in_use` of `delivered` things were still in
    use so many months after the end. Either may be unknown, not both.
    """

    evaluation = models.OneToOneField(
        "evaluation.Evaluation", models.CASCADE, related_name="approach"
    )
    themes = models.ManyToManyField("vocabulary.Theme", related_name="+", blank=True)
    kinds = models.ManyToManyField("vocabulary.Kind", related_name="+", blank=True)
    sustainability = models.FloatField(_("sustainability"), null=True)
    in_use = models.FloatField(_("share still in use"), null=True)
    months = models.PositiveSmallIntegerField(_("months after the end"), null=True)

    class Meta:
        verbose_name = _("approach that lasted")
        verbose_name_plural = _("approaches that lasted")
        constraints = [
            models.CheckConstraint(
                condition=Q(in_use=None, months=None)
                | Q(in_use__isnull=False, months__isnull=False),
                name="a_share_in_use_knows_its_month",
            ),
            models.CheckConstraint(
                condition=Q(sustainability__isnull=False) | Q(in_use__isnull=False),
                name="an_approach_that_lasted_shows_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.evaluation)

    @property
    def percent(self) -> int:
        """The score of sustainability, in percent."""
        return round((self.sustainability or 0) * 100)

    @property
    def percent_in_use(self) -> int:
        """The share still in use, in percent."""
        return round((self.in_use or 0) * 100)
