"""The report: findings, recommendations, comments, the management response and its follow-up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import (
    FollowUpState,
    Handling,
    ResponseAnswer,
    Side,
)
from matchmaking.evaluation.columns import choice_column, organisation_column, person_column


class Finding(models.Model):
    """Something the evaluators found."""

    evaluation = models.ForeignKey("evaluation.Evaluation", models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.TextField(_("finding"))

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="findings_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"


class Recommendation(models.Model):
    """What the evaluators recommend, and to which side."""

    evaluation = models.ForeignKey(
        "evaluation.Evaluation", models.CASCADE, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.TextField(_("recommendation"))
    addressee = choice_column(_("addressed to"), Side)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="recommendations_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"


class Comment(models.Model):
    """What a side says of the draft, and what the evaluators made of it."""

    evaluation = models.ForeignKey("evaluation.Evaluation", models.CASCADE, related_name="comments")
    side = choice_column(_("side"), Side)
    organisation = organisation_column()
    words = models.TextField(_("comment"))
    made_by = person_column()
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    handling = choice_column(_("taken up"), Handling, blank=True)
    answer = models.TextField(_("answer of the evaluators"), blank=True)
    answered_by = person_column(null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_side_display()})"


class Response(models.Model):
    """The management response to one recommendation: whether it is accepted, and what is done."""

    recommendation = models.OneToOneField(Recommendation, models.CASCADE, related_name="response")
    organisation = organisation_column()
    answer = choice_column(_("answer"), ResponseAnswer)
    words = models.TextField(_("why"))
    action = models.TextField(_("what will be done"), blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    made_by = person_column()
    made_at = models.DateTimeField(_("answered"), auto_now_add=True)
    # Where the action stands: the last follow-up says so.
    state = choice_column(
        _("state of the action"), FollowUpState, default=FollowUpState.NOT_BEGUN, editable=False
    )

    class Meta:
        verbose_name = _("management response")
        verbose_name_plural = _("management responses")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=ResponseAnswer.REJECTED)
                | ~Q(action="") & Q(due_on__isnull=False),
                name="what_is_accepted_is_done_by_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} ({self.get_answer_display()})"


class FollowUp(models.Model):
    """What became of an action, told on a day. Never edited."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="follow_ups")
    on = models.DateField(_("on"))
    state = choice_column(_("state"), FollowUpState)
    words = models.TextField(_("what was done"))
    made_by = person_column()
    made_at = models.DateTimeField(_("told"), auto_now_add=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return f"{self.on}: {self.get_state_display()}"
