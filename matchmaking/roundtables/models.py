"""A round table: when and where, what is on the agenda, who is invited, what came of it."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.roundtables.choices import (
    IN_PREPARATION,
    OutcomeKind,
    ParticipantAnswer,
    RoundTableStatus,
    SlotKind,
)
from matchmaking.roundtables.querysets import (
    OutcomeQuerySet,
    ParticipantQuerySet,
    RoundTableQuerySet,
)
from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage

WRITTEN_IN = [(code, WorkingLanguage(code).label) for code in UN_LANGUAGES]


class RoundTable(models.Model):
    """A meeting of "Friends of ..." around some requests, prepared by a broker."""

    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True)
    language = models.CharField(
        _("written in"), max_length=5, choices=WRITTEN_IN, default=WorkingLanguage.EN
    )
    starts_at = models.DateTimeField(_("begins"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=120)
    place = models.CharField(_("place"), max_length=250, blank=True)
    link = models.URLField(_("link to take part from afar"), max_length=500, blank=True)
    languages = models.JSONField(_("languages of the meeting"), default=list, blank=True)
    answer_by = models.DateField(_("answers wanted by"), null=True, blank=True)
    shows_offers = models.BooleanField(
        _("the dossier names the offers that fit best"), default=False
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=RoundTableStatus.choices,
        default=RoundTableStatus.PLANNED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = RoundTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("round table")
        verbose_name_plural = _("round tables")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RoundTableStatus.values),
                name="a_round_table_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""), name="a_round_table_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0), name="a_round_table_takes_some_time"
            ),
        ]
        indexes = [models.Index(fields=["status", "starts_at"], name="round_tables_to_come")]

    def __str__(self) -> str:
        return self.title

    @property
    def begins(self) -> datetime.datetime:
        """The beginning on the clock of the place where it is held."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def ends(self) -> datetime.datetime:
        """The end on the same clock."""
        return (self.starts_at + datetime.timedelta(minutes=self.minutes)).astimezone(
            ZoneInfo(self.time_zone)
        )

    @property
    def offset(self) -> str:
        """How far that clock is from Coordinated Universal Time on the day."""
        return f"UTC{self.begins.isoformat()[-6:]}"

    @property
    def is_in_preparation(self) -> bool:
        """Whether its agenda and its participants may still change."""
        return self.status in IN_PREPARATION


class Slot(models.Model):
    """A part of the agenda, with the minutes it is given."""

    round_table = models.ForeignKey(RoundTable, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("about"), max_length=10, choices=SlotKind.choices)
    need = models.ForeignKey(
        "needs.Need",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("assistance request"),
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        verbose_name = _("part of an agenda")
        verbose_name_plural = _("parts of an agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["round_table", "need"], name="a_request_is_on_an_agenda_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=SlotKind.NEED, need__isnull=False)
                | ~Q(kind=SlotKind.NEED) & Q(need=None),
                name="a_slot_for_a_request_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SlotKind.ITEM) | ~Q(title=""), name="another_item_has_a_title"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="a_slot_takes_some_time"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.need or self.get_kind_display())


class Participant(models.Model):
    """Who is invited: an organisation, or one person who speaks for it; and the answer."""

    round_table = models.ForeignKey(RoundTable, models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    answer = models.CharField(
        _("answer"),
        max_length=10,
        choices=ParticipantAnswer.choices,
        default=ParticipantAnswer.WAITING,
    )
    names = models.TextField(_("who comes"), max_length=1000, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["round_table", "organisation"],
                condition=Q(person=None),
                name="an_organisation_is_invited_once",
            ),
            models.UniqueConstraint(
                fields=["round_table", "organisation", "person"],
                name="a_person_is_invited_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.organisation})" if self.person else str(self.organisation)

    @property
    def people(self) -> list[str]:
        """The names of those who come; the invited person where only a yes was given."""
        named = [line.strip() for line in self.names.splitlines() if line.strip()]
        if named or self.answer != ParticipantAnswer.YES or self.person is None:
            return named
        return [str(self.person)]


class Outcome(models.Model):
    """What the round table meant for one request: entered afterwards, one row for each thing."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="outcomes")
    kind = models.CharField(_("outcome"), max_length=12, choices=OutcomeKind.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose"),
    )
    # With an offer, interest can become an introduction at once.
    offer = models.ForeignKey(
        "offers.Offer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("with the offer"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who follows up"),
    )
    due_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.ForeignKey(
        "matching.Reason",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reason"),
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OutcomeKind.values), name="an_outcome_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutcomeKind.INTEREST) | Q(organisation__isnull=False),
                name="interest_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutcomeKind.FOLLOW_UP)
                | Q(person__isnull=False, due_on__isnull=False),
                name="a_follow_up_has_a_person_and_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutcomeKind.NO_INTEREST) | Q(reason__isnull=False),
                name="no_interest_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutcomeKind.NOTE) | ~Q(note=""), name="a_note_says_something"
            ),
        ]
        indexes = [models.Index(fields=["person", "done_at"], name="promises_of_a_person")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
