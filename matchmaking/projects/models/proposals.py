"""A proposal: what shall change in a country, told section by section."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.money import Money
from matchmaking.projects.choices import EDITABLE, GenderMarker, ProposalStatus
from matchmaking.projects.querysets import ProposalQuerySet
from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage

Person = settings.AUTH_USER_MODEL
WRITTEN_IN = [(code, WorkingLanguage(code).label) for code in UN_LANGUAGES]


class Proposal(models.Model):
    """A project as it is put to a fund, written by several hands and signed by two sides."""

    title = models.CharField(_("title"), max_length=200)
    applicant = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="proposals",
        verbose_name=_("applicant"),
    )
    implementer = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implemented_proposals",
        verbose_name=_("implementing partner"),
    )
    country = models.ForeignKey(
        "vocabulary.Country", models.PROTECT, related_name="proposals", verbose_name=_("State")
    )
    countries = models.ManyToManyField(
        "vocabulary.Country", blank=True, related_name="+", verbose_name=_("other countries")
    )
    needs = models.ManyToManyField(
        "needs.Need", blank=True, related_name="proposals", verbose_name=_("assistance requests")
    )
    agreements = models.ManyToManyField(
        "agreements.Agreement", blank=True, related_name="proposals", verbose_name=_("agreements")
    )
    themes = models.ManyToManyField(
        "vocabulary.Theme", blank=True, related_name="proposals", verbose_name=_("themes")
    )
    language = models.CharField(_("written in"), max_length=5, choices=WRITTEN_IN, default="en")
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("length in months"), null=True, blank=True)
    gender_marker = models.PositiveSmallIntegerField(
        _("gender marker"), choices=GenderMarker.choices, null=True, blank=True
    )
    # Sums of the budget, kept with it so that lists can be sorted by them.
    total_minor = models.BigIntegerField(_("total cost"), default=0, editable=False)
    asked_minor = models.BigIntegerField(_("asked of the fund"), default=0, editable=False)

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ProposalStatus.choices,
        default=ProposalStatus.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Why a fund sent it back; empty again once it is submitted anew.
    return_reason = models.TextField(_("reason for sending back"), blank=True, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ProposalStatus.values),
                name="a_proposal_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(months=None) | Q(months__gt=0), name="a_proposal_takes_some_time"
            ),
            models.CheckConstraint(
                condition=Q(gender_marker=None) | Q(gender_marker__in=GenderMarker.values),
                name="a_gender_marker_is_known",
            ),
        ]
        indexes = [models.Index(fields=["status", "updated_at"], name="proposals_by_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        """Whether its words may change now."""
        return self.status in EDITABLE

    @property
    def total(self) -> Money:
        """What it costs in all."""
        return Money(self.total_minor, self.currency)

    @property
    def asked(self) -> Money:
        """What a fund is asked for: the cost less what others give."""
        return Money(self.asked_minor, self.currency)


class SectionText(models.Model):
    """What a section says in words; its version counts every change of the section, rows too."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="sections")
    code = models.CharField(max_length=20)
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(_("changed"), null=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "code"], name="a_section_is_in_a_proposal_once"
            )
        ]

    def __str__(self) -> str:
        return self.code
