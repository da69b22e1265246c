"""How far an undertaking is: its plan as it goes, what may go wrong, visits, hand-overs."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from matchmaking.progress.choices import Degree, EntryKind, EntryStatus, Side, VisitStatus
from matchmaking.progress.columns import (
    paper_column,
    person_column,
    quantity_column,
    status_column,
)
from matchmaking.progress.querysets import EntryQuerySet, OfUndertakingQuerySet, VisitQuerySet


class OfUndertaking(models.Model):
    """A row of an undertaking, known to whoever may know of that."""

    objects = OfUndertakingQuerySet.as_manager()

    class Meta:
        abstract = True


class ActivityState(OfUndertaking):
    """An activity of the work plan as it was agreed, and how far it is."""

    undertaking = models.ForeignKey(
        "monitoring.Undertaking", models.CASCADE, related_name="activities"
    )
    # Its key in the proposal that was approved.
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("activity"), max_length=250)
    starts_on = models.DateField(_("planned from"))
    ends_on = models.DateField(_("planned until"))

    percent = models.PositiveSmallIntegerField(_("done, in per cent"), default=0)
    begun_on = models.DateField(_("begun"), null=True, blank=True)
    done_on = models.DateField(_("finished"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_by = person_column(null=True, editable=False)
    updated_at = models.DateTimeField(_("updated"), null=True, editable=False)

    class Meta:
        verbose_name = _("activity under way")
        verbose_name_plural = _("activities under way")
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "key"], name="an_activity_is_carried_over_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="an_activity_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(percent__lt=100, done_on=None) | Q(percent=100, done_on__isnull=False),
                name="an_activity_is_finished_when_all_is_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class MilestoneState(OfUndertaking):
    """Something that is to be reached by a day, and when it was."""

    undertaking = models.ForeignKey(
        "monitoring.Undertaking", models.CASCADE, related_name="milestones"
    )
    key = models.CharField(max_length=40)
    title = models.CharField(_("milestone"), max_length=500)
    due_on = models.DateField(_("due"))

    reached_on = models.DateField(_("reached"), null=True, blank=True)
    words = models.TextField(_("what shows it"), blank=True)
    evidence = paper_column(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_by = person_column(null=True, editable=False)
    updated_at = models.DateTimeField(_("updated"), null=True, editable=False)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "key"], name="a_milestone_is_carried_over_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class RegisterEntry(models.Model):
    """What may go wrong (a risk) or has gone wrong (an issue), and what is done about it."""

    undertaking = models.ForeignKey(
        "monitoring.Undertaking", models.CASCADE, related_name="register"
    )
    # Of a risk that the proposal already named: its key there.
    key = models.CharField(max_length=40, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices)
    title = models.CharField(_("in short"), max_length=250)
    words = models.TextField(_("in full"), blank=True)
    # An issue has happened: it is as likely as can be.
    likelihood = models.PositiveSmallIntegerField(
        _("likelihood"), choices=Degree.choices, default=Degree.MEDIUM
    )
    impact = models.PositiveSmallIntegerField(
        _("impact"), choices=Degree.choices, default=Degree.MEDIUM
    )
    response = models.TextField(_("what is done about it"), blank=True)
    owner = models.CharField(_("who takes care of it"), max_length=200, blank=True)
    due_on = models.DateField(_("to be settled by"), null=True, blank=True)

    status = status_column(EntryStatus, EntryStatus.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Empty: carried over from the proposal.
    entered_by = person_column(null=True, editable=False)
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    closed_on = models.DateField(_("closed"), null=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk or issue")
        verbose_name_plural = _("risks and issues")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EntryKind.values), name="an_entry_is_a_risk_or_an_issue"
            ),
            models.CheckConstraint(
                condition=Q(status__in=EntryStatus.values), name="an_entry_is_open_or_closed"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__in=Degree.values, impact__in=Degree.values),
                name="an_entry_is_rated_from_one_to_three",
            ),
            models.CheckConstraint(
                condition=Q(status=EntryStatus.CLOSED) | Q(closed_on=None),
                name="an_open_entry_is_not_closed_yet",
            ),
            models.UniqueConstraint(
                fields=["undertaking", "key"],
                condition=~Q(key=""),
                name="a_risk_is_carried_over_once",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="entries_by_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def weight(self) -> int:
        """How much it matters, from 1 to 9: likelihood times impact."""
        return self.impact * (Degree.HIGH if self.kind == EntryKind.ISSUE else self.likelihood)


class Visit(models.Model):
    """What somebody saw on the spot. Once filed it changes no more, so that it can be cited."""

    undertaking = models.ForeignKey("monitoring.Undertaking", models.CASCADE, related_name="visits")
    visited_on = models.DateField(_("visited on"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    # In words and never as coordinates: sites are sensitive.
    place = models.CharField(_("where"), max_length=250)
    present = models.TextField(_("who was there"), blank=True)
    findings = models.TextField(_("what was found"))
    recommendations = models.TextField(_("what is recommended"), blank=True)

    status = status_column(VisitStatus, VisitStatus.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_by = person_column()
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("visited by")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    filed_at = models.DateTimeField(_("filed"), null=True, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("field visit")
        verbose_name_plural = _("field visits")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=VisitStatus.values), name="a_visit_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("visited_on")),
                name="a_visit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status=VisitStatus.DRAFT) | Q(filed_at__isnull=False),
                name="a_filed_visit_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {date_format(self.visited_on)}"


class VisitPaper(models.Model):
    """A photo or a document that belongs to a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="papers")
    attachment = paper_column()
    caption = models.CharField(_("what it shows"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("paper of a visit")
        verbose_name_plural = _("papers of a visit")

    def __str__(self) -> str:
        return self.caption or str(self.attachment)


class HandOver(OfUndertaking):
    """Something a project delivers to those who asked: both sides say how much has arrived."""

    undertaking = models.ForeignKey(
        "monitoring.Undertaking", models.CASCADE, related_name="hand_overs"
    )
    result = models.ForeignKey(
        "monitoring.Result",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("output it belongs to"),
    )
    words = models.CharField(_("what"), max_length=250)
    quantity = quantity_column(_("how many in all"))
    unit = models.CharField(_("unit"), max_length=60)
    entered_by = person_column()
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_hand_over_is_of_something")
        ]

    def __str__(self) -> str:
        return self.words


class Statement(models.Model):
    """What a side says has arrived of a hand-over so far, in all. Restated, never edited."""

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="statements")
    side = models.CharField(_("stated by"), max_length=10, choices=Side.choices)
    quantity = quantity_column(_("handed over so far, in all"))
    on = models.DateField(_("last handed over on"))
    note = models.TextField(_("note"), blank=True)
    document = paper_column(null=True, blank=True)
    stated_by = person_column()
    stated_at = models.DateTimeField(_("stated"), auto_now_add=True)

    class Meta:
        verbose_name = _("statement of a hand-over")
        verbose_name_plural = _("statements of a hand-over")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="a_hand_over_is_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.hand_over}: {self.quantity.normalize():f} {self.hand_over.unit}"
