"""What an activity is called for ever, who agreed to show amounts, editions, private calendars."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from files.private import private_storage, stored_name
from matchmaking.introductions.choices import Side
from matchmaking.opendata.choices import EditionStatus
from matchmaking.opendata.querysets import AmountsConsentQuerySet, EditionQuerySet

Person = settings.AUTH_USER_MODEL
LONGEST_IDENTIFIER = 100


class Activity(models.Model):
    """A project or agreement as an activity of IATI: what it is called, for ever."""

    project = models.OneToOneField(
        "payments.Project", models.CASCADE, null=True, blank=True, related_name="activity"
    )
    agreement = models.OneToOneField(
        "agreements.Agreement", models.CASCADE, null=True, blank=True, related_name="activity"
    )
    # By chance: numbers in a row would tell how many agreements there are that nobody names.
    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)
    # Where its owner publishes it as well, under an identifier that is older than ours.
    identifier = models.CharField(
        _("identifier of the owner"), max_length=LONGEST_IDENTIFIER, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("published activity")
        verbose_name_plural = _("published activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=False, agreement=None)
                | Q(project=None, agreement__isnull=False),
                name="an_activity_is_a_project_or_an_agreement",
            ),
            models.UniqueConstraint(
                fields=["identifier"],
                condition=~Q(identifier=""),
                name="an_identifier_names_one_activity",
            ),
        ]

    def __str__(self) -> str:
        return self.identifier or self.code


class AmountsConsent(models.Model):
    """A side of an agreement agreed, in these words, that amounts be shown. Only ever ended."""

    agreement = models.ForeignKey(
        "agreements.Agreement", models.CASCADE, related_name="amounts_consents"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    wording = models.TextField(_("wording"))
    language = models.CharField(_("language of the wording"), max_length=10)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = AmountsConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to show amounts")
        verbose_name_plural = _("consents to show amounts")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side"],
                condition=Q(withdrawn_at=None),
                name="a_side_consents_to_amounts_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.wording


class Edition(models.Model):
    """One making of the file of activities. The newest that is ready is the one handed out."""

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EditionStatus.choices,
        default=EditionStatus.MAKING,
        editable=False,
    )
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    made_at = models.DateTimeField(_("made"), null=True, editable=False)
    file = models.FileField(storage=private_storage, upload_to=stored_name, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    activities = models.PositiveIntegerField(_("activities"), default=0)
    # What is in it: of a file that holds what may not be published any more nobody gets a copy.
    codes = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of the file of activities")
        verbose_name_plural = _("editions of the file of activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=EditionStatus.values),
                name="an_edition_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status=EditionStatus.MAKING),
                name="one_edition_is_made_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"


class CalendarAddress(models.Model):
    """The secret address of one person's due dates; only a fingerprint of it is kept."""

    user = models.OneToOneField(Person, models.CASCADE, related_name="calendar_address")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("private calendar address")
        verbose_name_plural = _("private calendar addresses")

    def __str__(self) -> str:
        return f"{self.user}: {self.made_at:%Y-%m-%d}"
