"""What others say of a proposal."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matchmaking.projects.coordination.choices import (
    DiligenceStatus,
    EndorsementStatus,
    Party,
    Says,
    Way,
)
from matchmaking.projects.coordination.querysets import EndorsementQuerySet

Person = settings.AUTH_USER_MODEL


class Endorsement(models.Model):
    """A regional body was asked to endorse a proposal, and what it answered."""

    proposal = models.ForeignKey("projects.Proposal", models.CASCADE, related_name="endorsements")
    body = models.ForeignKey(
        "vocabulary.Body", models.PROTECT, related_name="+", verbose_name=_("regional body")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EndorsementStatus.choices,
        default=EndorsementStatus.ASKED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    message = models.TextField(_("message to the body"), blank=True)
    due_on = models.DateField(_("answer wanted by"), null=True, blank=True)
    # The words the body was shown: an endorsement holds for these.
    said = models.JSONField(default=dict, editable=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, editable=False)

    way = models.CharField(_("how"), max_length=10, choices=Way.choices, blank=True)
    words = models.TextField(_("remarks or reason"), blank=True)
    # Who signed the letter, and when, where it came by letter.
    signed_by = models.CharField(_("signed by"), max_length=250, blank=True)
    signed_on = models.DateField(_("date of the letter"), null=True, blank=True)
    letter = models.ForeignKey("documents.Attachment", models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=EndorsementStatus.values),
                name="an_endorsement_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["remarks", "declined"]) | ~Q(words=""),
                name="remarks_and_refusals_are_in_words",
            ),
            models.UniqueConstraint(
                fields=["proposal", "body"],
                condition=Q(status=EndorsementStatus.ASKED),
                name="a_body_is_asked_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="endorsements_to_remind_of")]

    def __str__(self) -> str:
        return f"{self.body}: {self.proposal}"


class Questionnaire(models.Model):
    """A version of the questions of due diligence. One is active; a version never changes."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    note = models.TextField(_("why"), blank=True)
    is_active = models.BooleanField(_("active"), default=False, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("questionnaire of due diligence")
        verbose_name_plural = _("questionnaires of due diligence")
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=Q(is_active=True),
                name="one_questionnaire_is_active",
            )
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class Question(models.Model):
    """One question of a questionnaire, in six languages."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(_("code"), max_length=30)
    # {"en": ..., "fr": ...}; English leads.
    texts = models.JSONField(_("question"), default=dict)
    # The answer that raises no concern; empty where none does by itself.
    expected = models.CharField(_("reassuring answer"), max_length=5, choices=Says.choices)
    needs_evidence = models.BooleanField(_("needs a document"), default=False)
    needs_words = models.BooleanField(_("needs an explanation"), default=False)

    class Meta:
        verbose_name = _("question of due diligence")
        verbose_name_plural = _("questions of due diligence")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "code"], name="a_questionnaire_asks_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        language = (get_language() or "en").split("-")[0]
        texts: dict[str, Any] = self.texts
        return str(texts.get(language) or texts.get("en") or self.code)


class DueDiligence(models.Model):
    """What is known of one party of a proposal: the questionnaire, answered and confirmed."""

    proposal = models.ForeignKey("projects.Proposal", models.CASCADE, related_name="diligence")
    party = models.CharField(_("about"), max_length=12, choices=Party.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=DiligenceStatus.choices,
        default=DiligenceStatus.OPEN,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)

    class Meta:
        verbose_name = _("due diligence")
        verbose_name_plural = _("due diligence")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DiligenceStatus.values),
                name="due_diligence_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(status=DiligenceStatus.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="somebody_confirmed_due_diligence",
            ),
            models.UniqueConstraint(
                fields=["proposal", "party", "organisation"],
                name="a_party_is_looked_into_once_for_a_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.proposal}"


class DiligenceAnswer(models.Model):
    """What was answered to one question, on which day, with which document."""

    diligence = models.ForeignKey(DueDiligence, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    says = models.CharField(_("answer"), max_length=5, choices=Says.choices)
    words = models.TextField(_("explanation"), blank=True)
    as_of = models.DateField(_("as of"))
    # When the evidence runs out: a certificate, a year's accounts.
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    evidence = models.ForeignKey(
        "documents.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered"), auto_now=True)

    class Meta:
        verbose_name = _("answer of due diligence")
        verbose_name_plural = _("answers of due diligence")
        constraints = [
            models.UniqueConstraint(
                fields=["diligence", "question"], name="a_question_of_diligence_is_answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_says_display()}"
