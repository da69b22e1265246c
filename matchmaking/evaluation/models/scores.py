"""What each evaluator says under each criterion, and the evidence it rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import Answer
from matchmaking.evaluation.columns import choice_column, person_column


class Score(models.Model):
    """What one evaluator says under one criterion. Not a number where there is no score."""

    assignment = models.ForeignKey("evaluation.Assignment", models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(
        "evaluation.EvaluationCriterion", models.CASCADE, related_name="scores"
    )
    answer = choice_column(_("answer"), Answer, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    rationale = models.TextField(_("why"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "criterion"], name="an_evaluator_scores_a_criterion_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", Answer.SCORE]) | Q(points=None),
                name="only_a_score_has_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points or self.get_answer_display()}"


class Document(models.Model):
    """What evaluators collected themselves: notes of a talk, a letter, a photograph."""

    evaluation = models.ForeignKey(
        "evaluation.Evaluation", models.CASCADE, related_name="documents"
    )
    attachment = models.ForeignKey("documents.Attachment", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=250)
    added_by = person_column()
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("document of an evaluation")
        verbose_name_plural = _("documents of an evaluation")

    def __str__(self) -> str:
        return self.title


# The evidence there is; a citation points to exactly one of these.
SOURCES = ("value", "evidence", "visit", "observation", "document")


def _only(name: str) -> Q:
    return Q(**{f"{other}__isnull": other != name for other in SOURCES})


class Citation(models.Model):
    """What a score rests on: exactly one value, document, visit or observation."""

    score = models.ForeignKey(Score, models.CASCADE, related_name="citations")
    value = models.ForeignKey(
        "monitoring.Value", models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.ForeignKey(
        "monitoring.Evidence", models.PROTECT, null=True, blank=True, related_name="+"
    )
    visit = models.ForeignKey(
        "progress.Visit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    observation = models.ForeignKey(
        "observations.Observation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(
                condition=_only("value")
                | _only("evidence")
                | _only("visit")
                | _only("observation")
                | _only("document"),
                name="a_citation_names_one_source",
            ),
            *(
                models.UniqueConstraint(
                    fields=["score", name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"the_same_{name}_is_cited_once_for_a_score",
                )
                for name in SOURCES
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def kind(self) -> str:
        """Which kind of evidence it is."""
        return next(name for name in SOURCES if getattr(self, f"{name}_id") is not None)

    @property
    def source(self) -> models.Model:
        """The evidence itself."""
        found: models.Model = getattr(self, self.kind)
        return found
