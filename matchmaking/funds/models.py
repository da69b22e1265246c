"""A fund, the versions of its rules, its calls, and what is asked and changed about them."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matchmaking.funds.choices import CallStatus, Window
from matchmaking.funds.querysets import CallQuerySet, ExtensionQuerySet, QuestionQuerySet
from matchmaking.funds.terms import Terms, worded
from matchmaking.money import Money
from matchmaking.vocabulary.models import LegibleEncoder

Person = settings.AUTH_USER_MODEL


class Fund(models.Model):
    """A pot that several donors fill and one organisation runs by rules of its own."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="funds", verbose_name=_("run by")
    )
    name = models.CharField(_("name"), max_length=200, unique=True)
    summary = models.TextField(_("what it is for"), blank=True)
    language = models.CharField(_("written in"), max_length=5, default="en")
    # Its books are kept and its reports written in this one.
    currency = models.CharField(_("reporting currency"), max_length=3)
    is_example = models.BooleanField(_("example, not a real fund"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")

    def __str__(self) -> str:
        return self.name


class Rules(models.Model):
    """A version of a fund's rules. At most one is active; a version never changes."""

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="rules")
    number = models.PositiveIntegerField(_("version"))
    note = models.TextField(_("why"), blank=True)
    is_active = models.BooleanField(_("active"), default=False, editable=False)
    is_example = models.BooleanField(_("example, not the rules of any real fund"), default=False)
    # What `funds.terms.Terms` reads.
    content = models.JSONField(default=dict, encoder=LegibleEncoder)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of the rules of a fund")
        verbose_name_plural = _("versions of the rules of a fund")
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="rules_of_a_fund_are_numbered"),
            models.UniqueConstraint(
                fields=["fund"],
                condition=Q(is_active=True),
                name="one_version_of_a_funds_rules_is_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} v{self.number}"

    @property
    def terms(self) -> Terms:
        """What the rules say."""
        return Terms.of(self.content)


class Call(models.Model):
    """An invitation to hand in proposals: what for, by whom, until when, judged by what."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="calls", verbose_name=_("fund"))
    # The version it was written from; `content` are the terms of this call, which may be closer.
    rules = models.ForeignKey(Rules, models.PROTECT, related_name="calls")
    content = models.JSONField(default=dict, encoder=LegibleEncoder)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is for"), blank=True)
    guidance = models.TextField(_("further guidance"), blank=True)
    language = models.CharField(_("written in"), max_length=5, default="en")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    questions_until = models.DateTimeField(_("questions until"), null=True, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="UTC")
    is_rolling = models.BooleanField(_("rolling, for urgent cases"), default=False)
    themes = models.ManyToManyField(
        "vocabulary.Theme", blank=True, related_name="+", verbose_name=_("themes")
    )
    regions = models.ManyToManyField(
        "vocabulary.Region", blank=True, related_name="+", verbose_name=_("regions")
    )
    countries = models.ManyToManyField(
        "vocabulary.Country", blank=True, related_name="+", verbose_name=_("States")
    )
    currency = models.CharField(_("currency"), max_length=3)
    ceiling_minor = models.BigIntegerField(_("most for one project"), null=True, blank=True)
    minimum_minor = models.BigIntegerField(_("least for one project"), null=True, blank=True)
    budget_minor = models.BigIntegerField(_("available in all"), null=True, blank=True)
    starts_after = models.DateField(_("projects start from"), null=True, blank=True)
    ends_before = models.DateField(_("projects end by"), null=True, blank=True)

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=CallStatus.choices,
        default=CallStatus.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for proposals")
        verbose_name_plural = _("calls for proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=CallStatus.values), name="a_call_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="a_call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(is_rolling=True) | Q(closes_at__isnull=False),
                name="a_call_that_is_not_rolling_has_a_deadline",
            ),
        ]
        indexes = [models.Index(fields=["status", "closes_at"], name="calls_by_deadline")]

    def __str__(self) -> str:
        return self.title

    @property
    def ceiling(self) -> Money | None:
        """The most that one project may ask for; None where nothing is said."""
        return self._money(self.ceiling_minor)

    @property
    def minimum(self) -> Money | None:
        """The least that one project may ask for; None where nothing is said."""
        return self._money(self.minimum_minor)

    @property
    def budget(self) -> Money | None:
        """What the call has to give in all; None where nothing is said."""
        return self._money(self.budget_minor)

    @property
    def terms(self) -> Terms:
        """What the call says of who may apply, how it judges and how it pays."""
        return Terms.of(self.content)

    @property
    def window(self) -> Window:
        """Where it stands now, by its dates and by whether somebody closed it."""
        now = timezone.now()
        if self.status != CallStatus.OPEN or (self.closes_at and self.closes_at < now):
            return Window.OVER
        return Window.UPCOMING if self.opens_at > now else Window.OPEN

    @property
    def standing(self) -> tuple[str, str]:
        """Its state as a page shows it: a value for the colour, and a word."""
        if self.status != CallStatus.OPEN:
            return self.status, str(self.get_status_display())
        tone = {Window.OPEN: "active", Window.UPCOMING: "planned", Window.OVER: "over"}
        return tone[self.window], str(self.window.label)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its deadline is written."""
        return ZoneInfo(self.timezone)

    def deadline_of(self, applicant_id: int | None) -> datetime.datetime | None:
        """Return the deadline of an organisation, extensions included; None: there is none."""
        if self.closes_at is None or applicant_id is None:
            return self.closes_at
        given = [row.closes_at for row in self.extensions.all() if row.applicant_id == applicant_id]
        return max([self.closes_at, *given])

    def deadline_for(self, proposal: Any) -> datetime.datetime | None:
        """Return the deadline of a proposal: that of the organisation that applies with it."""
        return self.deadline_of(proposal.applicant_id)

    def takes_from(self, applicant_id: int | None) -> bool:
        """Say whether an organisation can hand in now."""
        now, deadline = timezone.now(), self.deadline_of(applicant_id)
        in_time = deadline is None or now <= deadline
        return self.status == CallStatus.OPEN and self.opens_at <= now and in_time

    def _money(self, minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, self.currency)


class Criterion(models.Model):
    """What proposals to a call are scored on; written from its terms when it is published."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.SlugField(_("code"), max_length=30)
    # {"en": "Fit with the need", "fr": ...}
    titles = models.JSONField(_("title"), default=dict, encoder=LegibleEncoder)
    weight = models.PositiveSmallIntegerField(_("weight"))
    scale_max = models.PositiveSmallIntegerField(_("points at most"))
    # {"1": {"en": "No link to the need is shown", ...}, ...}; the scale begins at 1.
    anchors = models.JSONField(_("what the points stand for"), default=dict, encoder=LegibleEncoder)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="a_call_names_a_criterion_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="a_criterion_weighs_something"),
            models.CheckConstraint(condition=Q(scale_max__gte=2), name="a_scale_has_two_points"),
        ]

    def __str__(self) -> str:
        return worded(self.titles, _language()) or self.code

    @property
    def anchored(self) -> list[tuple[int, str]]:
        """What each number of points stands for, from 1 up, in the reader's language."""
        points = range(1, self.scale_max + 1)
        return [(n, worded(self.anchors.get(str(n), {}), _language())) for n in points]


class Extension(models.Model):
    """A later deadline: for everybody, or for one organisation that applies. Never edited."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="extensions")
    # Empty: for everybody.
    applicant = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    was = models.DateTimeField(_("deadline before"))
    closes_at = models.DateTimeField(_("new deadline"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("was")), name="an_extension_gives_more_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.closes_at:%Y-%m-%d %H:%M}"


class CallChange(models.Model):
    """What was changed in a call after it was published, and why. Never edited."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="changes")
    reason = models.TextField(_("reason"))
    # {"summary": [before, after]}
    changes = models.JSONField(default=dict, encoder=LegibleEncoder)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of a call")
        verbose_name_plural = _("changes of a call")

    def __str__(self) -> str:
        return f"{self.call}: {self.at:%Y-%m-%d}"


class Question(models.Model):
    """Something somebody wants to know about a call; the answer is for everybody."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    # Never shown with the published answer: who asks may be about to compete.
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    language = models.CharField(_("written in"), max_length=5, default="en")
    text = models.TextField(_("question"))
    answer = models.TextField(_("answer"), blank=True)
    answer_language = models.CharField(_("answered in"), max_length=5, default="en")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("answer published"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about a call")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(answer=""),
                name="a_published_question_is_answered",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Follower(models.Model):
    """Somebody who wishes to be told when a call changes."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="followers")
    user = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("follower of a call")
        verbose_name_plural = _("followers of a call")
        constraints = [
            models.UniqueConstraint(fields=["call", "user"], name="a_person_follows_a_call_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.call}"


def _language() -> str:
    return (get_language() or "en").split("-")[0]
