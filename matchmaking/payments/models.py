"""An approved project: its agreement, tranches, payments, expenditure, refunds and reports."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.money import Money
from matchmaking.payments.choices import (
    UNDER_WAY,
    ExpenditureStatus,
    Matter,
    PaymentStatus,
    ProjectStatus,
    ReportKind,
    ReportStatus,
    Side,
    Tie,
)
from matchmaking.payments.columns import document_column, person_column, status_column
from matchmaking.payments.querysets import OfProjectQuerySet, ProjectQuerySet, TrancheQuerySet


class Project(models.Model):
    """An application that was approved: what the fund gives, and for how long."""

    application = models.OneToOneField(
        "applications.Application", models.PROTECT, related_name="project"
    )
    number = models.CharField(_("number"), max_length=30, unique=True)
    amount_minor = models.BigIntegerField(_("approved"))
    currency = models.CharField(_("currency"), max_length=3)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)

    status = status_column(ProjectStatus, ProjectStatus.AGREED)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("approved at"), auto_now_add=True)
    signed_on = models.DateField(_("signed by both"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ProjectStatus.values),
                name="a_project_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="a_project_is_given_something"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ProjectStatus.AGREED, ProjectStatus.CLOSED])
                | Q(signed_on__isnull=False),
                name="a_running_project_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_project_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["status", "ends_on"], name="projects_by_status")]

    def __str__(self) -> str:
        return self.number

    @property
    def amount(self) -> Money:
        """What was approved."""
        return Money(self.amount_minor, self.currency)

    @property
    def carrier(self) -> Organisation:
        """Who carries it out and is paid: the implementer, or the applicant itself."""
        proposal = self.application.proposal
        return proposal.implementer or proposal.applicant


class OfProject(models.Model):
    """A row of a project, known to whoever may know of the project."""

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        abstract = True


class Signature(OfProject):
    """One party signed the funding agreement; the signed paper is kept. Never deleted."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="signatures")
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    # Who signed, as their organisation writes it: of a letter, whoever signed the letter.
    name = models.CharField(_("signed by"), max_length=250)
    signed_on = models.DateField(_("signed on"))
    document = document_column()
    recorded_by = person_column()
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("signature of a funding agreement")
        verbose_name_plural = _("signatures of funding agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "side"], name="a_side_signs_the_funding_agreement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_side_display()})"


class ReportDue(OfProject):
    """A report that the rules of the fund ask for: when, and what became of it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind.choices)
    matter = models.CharField(_("matter"), max_length=10, choices=Matter.choices)
    # As the rules have it, and as it is after extensions.
    first_due_on = models.DateField(_("due at first"))
    due_on = models.DateField(_("due"))

    status = status_column(ReportStatus, ReportStatus.DUE)
    version = models.PositiveIntegerField(default=1, editable=False)
    words = models.TextField(_("words with the report"), blank=True)
    document = document_column(null=True, blank=True)
    received_at = models.DateTimeField(_("received"), null=True, editable=False)
    received_by = person_column(null=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = person_column(null=True, editable=False)
    # Why it was sent back, is not asked for, or may come later: the last word on it.
    reason = models.TextField(_("reason"), blank=True, editable=False)

    class Meta:
        verbose_name = _("report due")
        verbose_name_plural = _("reports due")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="a_report_due_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ReportStatus.RECEIVED, ReportStatus.ACCEPTED])
                | Q(document__isnull=False),
                name="a_report_received_is_there",
            ),
            models.UniqueConstraint(fields=["project", "number"], name="reports_due_are_numbered"),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="reports_due_by_day")]

    def __str__(self) -> str:
        return f"{self.project} · {self.in_words()}"

    def in_words(self) -> str:
        """Return which report it is: "Interim, financial, 31 May 2027"."""
        words = {
            "kind": self.get_kind_display(),
            "matter": self.get_matter_display(),
            "day": date_format(self.due_on),
        }
        return str(_("%(kind)s report, %(matter)s, due %(day)s") % words)


class Tranche(models.Model):
    """A part of the money, and what has to hold before it is paid."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="tranches")
    number = models.PositiveSmallIntegerField(_("number"))
    amount_minor = models.BigIntegerField(_("amount"))
    tie = models.CharField(_("paid when"), max_length=10, choices=Tie.choices)
    report = models.ForeignKey(
        ReportDue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tranches",
        verbose_name=_("report it waits for"),
    )
    # The earliest day; before it the tranche waits even if all else holds.
    due_on = models.DateField(_("not before"), null=True, blank=True)

    objects = TrancheQuerySet.as_manager()

    class Meta:
        verbose_name = _("tranche")
        verbose_name_plural = _("tranches")
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="a_tranche_is_something"),
            models.CheckConstraint(
                condition=Q(tie=Tie.REPORT, report__isnull=False)
                | ~Q(tie=Tie.REPORT) & Q(report=None),
                name="a_tranche_names_the_report_it_waits_for",
            ),
            models.UniqueConstraint(fields=["project", "number"], name="tranches_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.number}"

    @property
    def amount(self) -> Money:
        """How much it is."""
        return Money(self.amount_minor, self.project.currency)


class Payment(OfProject):
    """One payment of a tranche: prepared by one person and, above a limit, approved by another."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="payments")
    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="payments")
    amount_minor = models.BigIntegerField(_("amount"))
    document = document_column(verbose_name=_("bank document"))
    note = models.TextField(_("note"), blank=True)
    # Whether the limit of the fund asked for a second person when it was prepared.
    needs_approval = models.BooleanField(_("needs a second person"), default=True)

    status = status_column(PaymentStatus, PaymentStatus.PREPARED)
    version = models.PositiveIntegerField(default=1, editable=False)
    prepared_by = person_column()
    prepared_at = models.DateTimeField(_("prepared"), auto_now_add=True)
    approved_by = person_column(null=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    paid_by = person_column(null=True, editable=False)
    paid_at = models.DateTimeField(_("paid"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=PaymentStatus.values), name="a_payment_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="nobody_approves_their_own_payment",
            ),
            models.CheckConstraint(
                condition=~Q(status=PaymentStatus.PAID)
                | Q(needs_approval=False)
                | Q(approved_by__isnull=False),
                name="a_payment_above_the_limit_has_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["tranche"],
                condition=Q(status__in=[*UNDER_WAY, PaymentStatus.PAID]),
                name="a_tranche_is_paid_once",
            ),
        ]
        indexes = [models.Index(fields=["status", "prepared_at"], name="payments_by_status")]

    def __str__(self) -> str:
        return str(self.tranche)

    @property
    def amount(self) -> Money:
        """How much is paid."""
        return Money(self.amount_minor, self.project.currency)


class Expenditure(OfProject):
    """What the implementer spent on one line of the budget, as the fund accepted it or not."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="expenditures")
    # The line of the budget that was approved: its number there, and its words as they were.
    line = models.CharField(_("line of the budget"), max_length=40)
    line_words = models.CharField(_("words of the line"), max_length=300)
    amount_minor = models.BigIntegerField(_("amount"))
    spent_on = models.DateField(_("spent on"))
    words = models.TextField(_("what for"))
    document = document_column(verbose_name=_("evidence"))

    status = status_column(ExpenditureStatus, ExpenditureStatus.ENTERED)
    version = models.PositiveIntegerField(default=1, editable=False)
    entered_by = person_column()
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    decided_by = person_column(null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)

    class Meta:
        verbose_name = _("expenditure")
        verbose_name_plural = _("expenditures")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ExpenditureStatus.values),
                name="an_expenditure_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="an_expenditure_is_something"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("entered_by")),
                name="nobody_accepts_their_own_expenditure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_words}: {self.amount}"

    @property
    def amount(self) -> Money:
        """How much was spent."""
        return Money(self.amount_minor, self.project.currency)


class Refund(OfProject):
    """Money that came back to the fund. It is in the ledger; here is the paper and who wrote it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="refunds")
    # What the page sent with it, so that a second click writes nothing.
    key = models.CharField(max_length=60, unique=True)
    amount_minor = models.BigIntegerField(_("amount"))
    received_on = models.DateField(_("received on"))
    words = models.TextField(_("what for"), blank=True)
    document = document_column(verbose_name=_("bank document"))
    recorded_by = person_column()
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="a_refund_is_something")
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.amount}"

    @property
    def amount(self) -> Money:
        """How much came back."""
        return Money(self.amount_minor, self.project.currency)
