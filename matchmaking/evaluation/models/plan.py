"""What is evaluated, on which criteria and scales, and by whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import (
    DECLARED,
    SENT,
    STANDING,
    Answer,
    AssignmentRole,
    AssignmentStatus,
    CriterionCode,
    EvaluationStatus,
    ScaleCode,
    Timing,
)
from matchmaking.evaluation.columns import choice_column, person_column, status_column
from matchmaking.evaluation.querysets import EvaluationQuerySet, EvaluatorQuerySet


class Scale(models.Model):
    """A version of a scale, with what each point stands for. A version never changes."""

    code = choice_column(_("scale"), ScaleCode)
    version = models.PositiveSmallIntegerField(_("version"))
    # [{"value": 6, "label": {"en": ..}, "anchor": {"en": ..}}], the highest first.
    points = models.JSONField(_("points"))
    note = models.TextField(_("why"), blank=True)
    created_by = person_column(null=True, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="a_scale_has_each_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} ({self.version})"

    @property
    def values(self) -> list[int]:
        """The points there are, the highest first."""
        return [point["value"] for point in self.points]


class SamplingRule(models.Model):
    """A version of the rule that says which evaluations are scored by two people at least.

    Drawn from the seed and the undertaking alone, so that anybody can draw again.
    """

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    percent = models.PositiveSmallIntegerField(_("share of evaluations, in percent"))
    seed = models.CharField(_("seed"), max_length=60)
    note = models.TextField(_("why"), blank=True)
    is_active = models.BooleanField(_("active"), default=False, editable=False)
    created_by = person_column(null=True, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("rule of the sample")
        verbose_name_plural = _("rules of the sample")
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=Q(is_active=True),
                name="one_rule_of_the_sample_is_active",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="a_sample_is_at_most_everything"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}: {self.percent} %"


class Evaluation(models.Model):
    """A judgement of one project or agreement: its plan, its report, and how far it has come."""

    undertaking = models.ForeignKey(
        "monitoring.Undertaking", models.PROTECT, related_name="evaluations"
    )
    number = models.CharField(_("number"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=250)
    timing = choice_column(_("when"), Timing, default=Timing.CLOSURE)
    purpose = models.TextField(_("purpose"))
    language = models.CharField(_("written in"), max_length=5, default="en")
    score_by = models.DateField(_("scores wanted by"))
    # The rule in force when it was planned, and whether it was drawn.
    rule = models.ForeignKey(SamplingRule, models.PROTECT, related_name="evaluations")
    is_sampled = models.BooleanField(_("drawn to be scored twice"))

    status = status_column(EvaluationStatus, EvaluationStatus.PLANNED)
    version = models.PositiveIntegerField(default=1, editable=False)
    planned_by = person_column()
    planned_at = models.DateTimeField(_("planned"), auto_now_add=True)
    # The facts as they stood when scoring ended: see evaluation.measuring.
    measures = models.JSONField(default=list, editable=False)
    measured_at = models.DateTimeField(_("facts as of"), null=True, editable=False)

    summary = models.TextField(_("summary"), blank=True)
    method = models.TextField(_("method and limits"), blank=True)
    comment_until = models.DateField(_("comments until"), null=True, blank=True)
    respond_until = models.DateField(_("response until"), null=True, blank=True)
    finished_at = models.DateTimeField(_("final"), null=True, editable=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=EvaluationStatus.values),
                name="an_evaluation_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SENT) | Q(comment_until__isnull=False),
                name="a_report_sent_out_says_until_when",
            ),
        ]
        indexes = [models.Index(fields=["status", "planned_at"], name="evaluations_by_status")]

    def __str__(self) -> str:
        return f"{self.number} · {self.title}"

    @property
    def evaluators_needed(self) -> int:
        """How many must score it."""
        return 2 if self.is_sampled else 1


class EvaluationCriterion(models.Model):
    """What is judged, on which version of a scale, and what the evaluators settled on."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="criteria")
    code = choice_column(_("criterion"), CriterionCode)
    scale = models.ForeignKey(Scale, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    # Settled once all have scored: what all gave, or what the lead says after a difference.
    answer = choice_column(_("result"), Answer, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    words = models.TextField(_("how a difference was settled"), blank=True)

    class Meta:
        verbose_name = _("criterion of an evaluation")
        verbose_name_plural = _("criteria of an evaluation")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "code"], name="an_evaluation_judges_a_criterion_once"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.SCORE, points__isnull=False)
                | ~Q(answer=Answer.SCORE) & Q(points=None),
                name="only_a_settled_score_has_points",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())


class Question(models.Model):
    """What the evaluators ask under a criterion."""

    criterion = models.ForeignKey(EvaluationCriterion, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.TextField(_("question"))

    class Meta:
        verbose_name = _("question of an evaluation")
        verbose_name_plural = _("questions of an evaluation")
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "number"], name="questions_of_a_criterion_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Assignment(models.Model):
    """One person is asked to evaluate; scores only once they said that they are independent."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="assignments")
    evaluator = person_column()
    role = choice_column(_("role"), AssignmentRole)
    status = status_column(AssignmentStatus, AssignmentStatus.ASKED)
    version = models.PositiveIntegerField(default=1, editable=False)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    declared_at = models.DateTimeField(_("declared to be independent"), null=True, editable=False)
    done_at = models.DateTimeField(_("scores handed in"), null=True, editable=False)
    # Why it ended: the reason given, or the code of what makes the person not independent.
    words = models.TextField(_("reason"), blank=True, editable=False)

    objects = EvaluatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluator")
        verbose_name_plural = _("evaluators")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AssignmentStatus.values),
                name="an_evaluator_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECLARED) | Q(declared_at__isnull=False),
                name="an_evaluator_declares_independence",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "evaluator"],
                condition=Q(status__in=STANDING),
                name="an_evaluator_is_named_once",
            ),
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=Q(status__in=STANDING, role=AssignmentRole.LEAD),
                name="an_evaluation_has_one_lead",
            ),
        ]

    def __str__(self) -> str:
        return str(self.evaluator)
