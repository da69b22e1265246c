"""Who reviews which application, what they say of it, and what they say to each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.reviews.choices import STANDING, Advice, AssignmentStatus, ReviewStatus
from matchmaking.reviews.querysets import AssignmentQuerySet, RemarkQuerySet, ReviewQuerySet

Person = settings.AUTH_USER_MODEL


class ReviewerProfile(models.Model):
    """What a reviewer reads and knows, and how much they take on at a time."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="reviewer_profile")
    languages = models.JSONField(_("languages you read"), default=list, blank=True)
    themes = models.ManyToManyField(
        "vocabulary.Theme", related_name="+", blank=True, verbose_name=_("themes you know well")
    )
    most_at_once = models.PositiveSmallIntegerField(_("most reviews at a time"), default=5)
    away_until = models.DateField(_("not available until"), null=True, blank=True)
    updated_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("profile of a reviewer")
        verbose_name_plural = _("profiles of reviewers")

    def __str__(self) -> str:
        return str(self.person)


class Assignment(models.Model):
    """One person asked to review one application in the words of one submission."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="assignments"
    )
    submission = models.ForeignKey("applications.Submission", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="review_assignments")
    due_on = models.DateField(_("review due on"))
    # Why the person was proposed, as codes and figures; worded for the reader of the page.
    reasons = models.JSONField(default=list, editable=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", editable=False
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AssignmentStatus.choices,
        default=AssignmentStatus.PROPOSED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    done_at = models.DateTimeField(_("handed in"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    words = models.TextField(_("reason in words"), blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment of a reviewer")
        verbose_name_plural = _("assignments of reviewers")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AssignmentStatus.values),
                name="an_assignment_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["submission", "reviewer"],
                condition=Q(status__in=STANDING),
                name="a_person_reviews_the_same_words_once",
            ),
        ]
        indexes = [
            models.Index(fields=["reviewer", "status"], name="assignments_of_a_reviewer"),
        ]

    def __str__(self) -> str:
        # Never the application's name: people read their own deeds, and may be recused since.
        return str(self.reviewer)


class Review(models.Model):
    """What one reviewer says of one application; a later one replaces it and both are kept."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    words = models.TextField(_("your overall view"), blank=True)
    advice = models.CharField(_("your advice"), max_length=10, choices=Advice.choices, blank=True)
    language = models.CharField(_("written in"), max_length=5, default="en")
    # Why a review that was handed in is written anew.
    reason = models.TextField(_("reason for the change"), blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ReviewStatus.choices,
        default=ReviewStatus.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("saved"), auto_now=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, editable=False)
    replaced_at = models.DateTimeField(_("replaced"), null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ReviewStatus.values), name="a_review_has_a_known_status"
            ),
            models.UniqueConstraint(
                fields=["assignment", "round"], name="the_reviews_of_an_assignment_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(status=ReviewStatus.DRAFT),
                name="an_assignment_has_one_draft",
            ),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(status=ReviewStatus.SUBMITTED),
                name="one_review_of_an_assignment_counts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.assignment)


class Score(models.Model):
    """The points that a review gives under one criterion, and why."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("funds.Criterion", models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    rationale = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "criterion"], name="a_review_scores_a_criterion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value if self.value is not None else '—'}"


class Remark(models.Model):
    """What somebody says in the discussion of an application, to its reviewers."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="remarks"
    )
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(_("remark"))
    language = models.CharField(_("written in"), max_length=5, default="en")
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        indexes = [models.Index(fields=["application", "written_at"], name="remarks_in_order")]

    def __str__(self) -> str:
        return self.text[:60]
