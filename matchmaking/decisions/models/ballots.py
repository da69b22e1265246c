"""Ballots on one proposal of decision each, and the votes of named members."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.decisions.choices import (
    APPROVING,
    About,
    BallotStatus,
    DecisionKind,
    Says,
)
from matchmaking.decisions.querysets import BallotQuerySet
from matchmaking.money import Money

Person = settings.AUTH_USER_MODEL


class Ballot(models.Model):
    """One proposal of decision on one submission, put to the vote of the committee."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="ballots"
    )
    # The exact words that are voted on.
    submission = models.ForeignKey(
        "applications.Submission", models.PROTECT, related_name="ballots"
    )
    about = models.CharField(
        _("about"), max_length=10, choices=About.choices, default=About.DECISION
    )
    appeal = models.ForeignKey(
        "decisions.Appeal", models.PROTECT, null=True, blank=True, related_name="ballots"
    )
    condition = models.ForeignKey(
        "decisions.Condition", models.PROTECT, null=True, blank=True, related_name="ballots"
    )
    # Empty where a waiver is voted on.
    kind = models.CharField(
        _("proposed decision"), max_length=10, choices=DecisionKind.choices, blank=True
    )
    amount_minor = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    # The applicant reads them: why, or what to change.
    reasons = models.TextField(_("reasons"), blank=True)
    # [{"words", "due_on", "ties", "tranche"}], made rows once the ballot is carried.
    conditions = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    vote_by = models.DateField(_("vote by"), null=True, blank=True)

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=BallotStatus.choices,
        default=BallotStatus.OPEN,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("counted"), null=True, editable=False)
    # How it was counted, as it was then: see `tally.Tally.said`.
    tally = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=BallotStatus.values), name="a_ballot_has_a_known_status"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status=BallotStatus.OPEN),
                name="an_application_has_one_open_ballot",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=APPROVING)
                | Q(amount_minor__gt=0, amount_minor__isnull=False),
                name="a_ballot_to_approve_names_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(about=About.DECISION, appeal=None, condition=None)
                | Q(about=About.APPEAL, appeal__isnull=False, condition=None)
                | Q(about=About.WAIVER, appeal=None, condition__isnull=False),
                name="a_ballot_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_kind_display() or self.get_about_display()}"

    @property
    def amount(self) -> Money | None:
        """The sum to be granted; None where nothing is."""
        return None if self.amount_minor is None else Money(self.amount_minor, self.currency)


class Vote(models.Model):
    """What one member says, with words; theirs to change until the ballot is counted."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes")
    seat = models.ForeignKey("decisions.Seat", models.PROTECT, related_name="votes")
    says = models.CharField(_("vote"), max_length=10, choices=Says.choices)
    words = models.TextField(_("why"), blank=True)
    voted_at = models.DateTimeField(_("voted"), auto_now=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "seat"], name="a_seat_votes_once"),
            models.CheckConstraint(
                condition=Q(says__in=Says.values), name="a_vote_says_what_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_says_display()}"
