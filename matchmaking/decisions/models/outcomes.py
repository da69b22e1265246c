"""What was decided, on which conditions, and the one appeal against it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.decisions.choices import (
    APPROVING,
    UNMET,
    AppealStatus,
    ConditionStatus,
    DecisionKind,
    EvidenceStatus,
    Tie,
)
from matchmaking.decisions.querysets import (
    AppealQuerySet,
    ConditionQuerySet,
    DecisionQuerySet,
)
from matchmaking.money import Money

Person = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """What the committee decided on one submission, and by which ballot. Never edited."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="decisions"
    )
    submission = models.ForeignKey(
        "applications.Submission", models.PROTECT, related_name="decisions"
    )
    ballot = models.OneToOneField("decisions.Ballot", models.PROTECT, related_name="decision")
    kind = models.CharField(_("decision"), max_length=10, choices=DecisionKind.choices)
    amount_minor = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    # Until when an appeal may be filed; empty where there is none.
    appeal_until = models.DateField(_("appeal until"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DecisionKind.values), name="a_decision_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=APPROVING)
                | Q(amount_minor__gt=0, amount_minor__isnull=False),
                name="an_approval_names_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_kind_display()}"

    @property
    def amount(self) -> Money | None:
        """The sum granted; None where nothing is."""
        return None if self.amount_minor is None else Money(self.amount_minor, self.currency)


class Condition(models.Model):
    """Something the applicant has to show before the project is signed, paid, or by a day."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions")
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.TextField(_("condition"))
    due_on = models.DateField(_("due"))
    ties = models.CharField(_("to be met"), max_length=10, choices=Tie.choices)
    tranche = models.PositiveSmallIntegerField(_("tranche"), null=True, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ConditionStatus.choices,
        default=ConditionStatus.OPEN,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)
    waived_because = models.TextField(_("reason of the waiver"), blank=True, editable=False)

    objects = ConditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "number"], name="conditions_of_a_decision_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ConditionStatus.values),
                name="a_condition_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(ties=Tie.TRANCHE, tranche__gte=1)
                | ~Q(ties=Tie.TRANCHE) & Q(tranche=None),
                name="a_condition_of_a_tranche_says_which",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="conditions_by_day")]

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"

    @property
    def is_unmet(self) -> bool:
        """Whether something is still to be shown, or to be answered."""
        return self.status in UNMET


class Evidence(models.Model):
    """What the applicant hands in to show that a condition is met, and the answer to it."""

    condition = models.ForeignKey(Condition, models.CASCADE, related_name="evidence")
    words = models.TextField(_("what shows that it is met"))
    attachment = models.ForeignKey(
        "documents.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EvidenceStatus.choices,
        default=EvidenceStatus.WAITING,
        editable=False,
    )
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(
                fields=["condition"],
                condition=Q(status=EvidenceStatus.WAITING),
                name="one_evidence_waits_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition} ({self.get_status_display()})"


class Appeal(models.Model):
    """The applicant asks once that a rejection be heard again; the outcome is final."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    words = models.TextField(_("grounds of the appeal"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AppealStatus.choices,
        default=AppealStatus.FILED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("filed"), auto_now_add=True)
    heard_at = models.DateTimeField(_("heard"), null=True, editable=False)
    # The applicant reads them.
    answer = models.TextField(_("reasons of the outcome"), blank=True, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AppealStatus.values), name="an_appeal_has_a_known_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} ({self.get_status_display()})"
