"""What the parties let everybody read, and the version that everybody reads."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import ConsentAnswer
from matchmaking.evaluation.columns import choice_column, organisation_column, person_column


class Consent(models.Model):
    """Whether a party agrees to publish the report."""

    evaluation = models.ForeignKey("evaluation.Evaluation", models.CASCADE, related_name="consents")
    organisation = organisation_column()
    answer = choice_column(_("answer"), ConsentAnswer)
    words = models.TextField(_("reason"), blank=True)
    made_by = person_column()
    made_at = models.DateTimeField(_("answered"), auto_now=True)

    class Meta:
        verbose_name = _("consent to publish")
        verbose_name_plural = _("consents to publish")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "organisation"], name="a_party_consents_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_answer_display()}"


class Withheld(models.Model):
    """A part of the report, or a passage wherever it stands, that a party keeps back."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="withheld")
    # A key of evaluation.publishing, such as "finding:2"; empty where a passage is named.
    part = models.CharField(_("part"), max_length=40, blank=True)
    passage = models.TextField(_("passage"), blank=True)

    class Meta:
        verbose_name = _("withheld part")
        verbose_name_plural = _("withheld parts")
        constraints = [
            models.CheckConstraint(
                condition=Q(part="") & ~Q(passage="") | ~Q(part="") & Q(passage=""),
                name="a_part_or_a_passage_is_withheld",
            )
        ]

    def __str__(self) -> str:
        return self.part or self.passage


class Publication(models.Model):
    """The report as everybody reads it. What is withheld is not in it at all."""

    evaluation = models.OneToOneField(
        "evaluation.Evaluation", models.CASCADE, related_name="publication"
    )
    title = models.CharField(_("title"), max_length=250)
    contents = models.JSONField()
    # All its words in one text, to look into.
    words = models.TextField()
    withheld = models.PositiveSmallIntegerField(_("parts and passages withheld"), default=0)
    published_by = person_column()
    published_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        verbose_name = _("published evaluation")
        verbose_name_plural = _("published evaluations")

    def __str__(self) -> str:
        return self.title
