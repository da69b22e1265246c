"""A proposal handed in to a call: its rounds, tries, screening, and who is kept away from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.applications.choices import (
    BLOCKING,
    RUNNING,
    ApplicationStatus,
    ConflictStatus,
    Ground,
    Source,
    Verdict,
)
from matchmaking.applications.querysets import ApplicationQuerySet
from matchmaking.vocabulary.models import LegibleEncoder

Person = settings.AUTH_USER_MODEL


class Numbering(models.Model):
    """The last number given in a year: numbers run over all funds, so that a gap says nothing."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("numbers of applications")
        verbose_name_plural = _("numbers of applications")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Application(models.Model):
    """One proposal handed in to one call."""

    call = models.ForeignKey(
        "funds.Call", models.PROTECT, related_name="applications", verbose_name=_("call")
    )
    proposal = models.ForeignKey(
        "projects.Proposal",
        models.PROTECT,
        related_name="applications",
        verbose_name=_("proposal"),
    )
    number = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=ApplicationStatus.choices,
        default=ApplicationStatus.SUBMITTED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Of the last round; the first is on its submission.
    submitted_at = models.DateTimeField(_("handed in"), default=timezone.now, editable=False)
    screened_at = models.DateTimeField(_("screened"), null=True, editable=False)
    reviewed_at = models.DateTimeField(_("reviews closed"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    moved_at = models.DateTimeField(_("last step"), default=timezone.now, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ApplicationStatus.values),
                name="an_application_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(status__in=RUNNING),
                name="a_proposal_has_one_running_application",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "status"], name="applications_by_call"),
            models.Index(fields=["status", "moved_at"], name="applications_by_step"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.proposal}"

    @property
    def submission(self) -> "Submission":
        """The round that counts: the last. Prefetch `submissions` where there are many."""
        return max(self.submissions.all(), key=lambda row: row.round)

    @property
    def is_running(self) -> bool:
        """Whether it keeps its proposal from being handed in elsewhere."""
        return self.status in RUNNING


class Submission(models.Model):
    """One round of an application: the words as they were signed and handed in, frozen."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField(_("round"))
    contents = models.JSONField(encoder=LegibleEncoder)
    proposal_version = models.PositiveIntegerField()
    findings = models.JSONField(default=list, encoder=LegibleEncoder)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("handed in"), default=timezone.now)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round"], name="rounds_of_an_application_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.round}"


class Attempt(models.Model):
    """A try to hand in that was refused, with everything that was missing then."""

    call = models.ForeignKey("funds.Call", models.PROTECT, related_name="attempts")
    proposal = models.ForeignKey("projects.Proposal", models.CASCADE, related_name="attempts")
    is_late = models.BooleanField(_("late"), default=False)
    findings = models.JSONField(default=list, encoder=LegibleEncoder)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("tried"), default=timezone.now)

    class Meta:
        verbose_name = _("refused try")
        verbose_name_plural = _("refused tries")
        indexes = [models.Index(fields=["call", "made_at"], name="attempts_by_call")]

    def __str__(self) -> str:
        return f"{self.proposal_id} > {self.call_id}"


class Screening(models.Model):
    """Somebody of the fund judged whether a submission keeps the rules of the call."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="screenings")
    is_eligible = models.BooleanField(_("eligible"))
    findings = models.JSONField(default=list, encoder=LegibleEncoder)
    # The applicant reads this.
    words = models.TextField(_("reasons"), blank=True)
    screened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    screened_at = models.DateTimeField(_("screened"), default=timezone.now)

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.is_eligible}"


class Override(models.Model):
    """A rule's result that a person set aside, and why."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="overrides")
    code = models.CharField(max_length=60)
    found = models.CharField(_("found"), max_length=10, choices=Verdict.choices)
    verdict = models.CharField(_("judged"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("rule set aside")
        verbose_name_plural = _("rules set aside")
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "code"], name="a_finding_is_set_aside_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values) & Q(found__in=Verdict.values),
                name="an_override_has_a_known_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.found} > {self.verdict}"


class Declaration(models.Model):
    """Somebody of the fund says they have no conflict; before that they read nothing of it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="declarations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    declared_at = models.DateTimeField(_("declared"), default=timezone.now)

    class Meta:
        verbose_name = _("declaration of no conflict")
        verbose_name_plural = _("declarations of no conflict")
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="a_person_declares_once")
        ]

    def __str__(self) -> str:
        return str(self.person)  # never the application: the person reads their own deeds


class Conflict(models.Model):
    """Why somebody must know nothing of an application; it blocks until it is dismissed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="conflicts")
    ground = models.CharField(_("ground"), max_length=15, choices=Ground.choices)
    source = models.CharField(_("how it is known"), max_length=10, choices=Source.choices)
    # What a finder found, once: the same fact, dismissed, is not found again.
    key = models.CharField(max_length=100, blank=True, editable=False)
    # Of a finder: the values for its sentence, so that each reads it in their language.
    facts = models.JSONField(default=dict, encoder=LegibleEncoder)
    words = models.TextField(_("in words"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ConflictStatus.choices, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ConflictStatus.values)
                & Q(ground__in=Ground.values)
                & Q(source__in=Source.values),
                name="a_conflict_has_known_words",
            ),
            models.UniqueConstraint(
                fields=["application", "person", "key"],
                condition=~Q(key=""),
                name="a_fact_is_a_conflict_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "status"], name="conflicts_of_a_person")]

    def __str__(self) -> str:
        # Never the application's name: the person reads their own deeds.
        return f"{self.person}: {self.get_ground_display()}"

    @property
    def is_blocking(self) -> bool:
        """Whether it keeps its person away now."""
        return self.status in BLOCKING


class Interest(models.Model):
    """What somebody of a fund says of themselves once for all: a nationality, an organisation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="interests")
    country = models.ForeignKey(
        "vocabulary.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nationality"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    words = models.CharField(_("in words"), max_length=250, blank=True)
    stated_at = models.DateTimeField(_("stated"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        verbose_name = _("standing interest")
        verbose_name_plural = _("standing interests")
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False, organisation=None)
                | Q(country=None, organisation__isnull=False),
                name="an_interest_is_a_country_or_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return str(self.country or self.organisation)
