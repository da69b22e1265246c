"""What a record keeps back, who has asked for it, who has read it, and who agreed to publish."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from matchmaking.disclosure.choices import (
    SAFE_LEVELS,
    AskStatus,
    Level,
    Part,
    Way,
    part_names,
)
from matchmaking.disclosure.querysets import AboutRecordQuerySet, AskQuerySet, ConsentQuerySet
from matchmaking.writing.models import Record


def level_field(part: str, label: Any) -> "models.CharField[str, str]":
    """Return the column that says who may read a part."""
    return models.CharField(label, max_length=10, choices=Level.choices, default=SAFE_LEVELS[part])


class DisclosedRecord(Record):
    """A record with parts that its owner may keep back. A slice names its parts in `PARTS`."""

    PARTS: ClassVar[tuple[str, ...]] = (Part.CONTACT, Part.STOCK, Part.DOCUMENTS)

    contact_office = models.CharField(_("office to contact"), max_length=250, blank=True)
    contact_person = models.CharField(_("person to contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("telephone of the contact"), max_length=60, blank=True)
    stock = models.TextField(_("what exists already, with numbers"), blank=True)
    contact_level = level_field(Part.CONTACT, _("who sees the contact"))
    stock_level = level_field(Part.STOCK, _("who sees what exists already"))
    documents_level = level_field(Part.DOCUMENTS, _("who sees the attached documents"))

    # On a row made for a reader: what they may not read and is left out, and what they read
    # although not everyone may. Such a row is for showing and never written back.
    is_twin = False
    withheld: frozenset[str] = frozenset()
    disclosed: frozenset[str] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to write a row from which parts may have been left out."""
        if self.is_twin:
            raise TypeError("A row made for a reader cannot be saved: parts of it are left out.")
        super().save(*args, **kwargs)


class DefaultLevel(models.Model):
    """Who may read a part of a new record, as the secretariat has set it."""

    part = models.CharField(_("part"), max_length=20, choices=Part.choices, unique=True)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = _("default level")
        verbose_name_plural = _("default levels")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="a_default_level_is_a_known_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.get_level_display()}"


class AboutRecord(models.Model):
    """A row about one record of any kind."""

    kind = models.CharField(_("kind of record"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    # Whose record it is.
    owner = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("owner")
    )

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["kind", "record_id"], name="%(class)ss_of_a_record")]


class Reading(AboutRecord):
    """A person of another organisation read what not everyone may read. Never edited."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    parts = models.JSONField(_("what"), default=list)
    way = models.CharField(_("how"), max_length=10, choices=Way.choices)

    objects = AboutRecordQuerySet.as_manager()

    class Meta(AboutRecord.Meta):
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.part_names}"

    @property
    def part_names(self) -> str:
        """What was read, in words."""
        return part_names(self.parts)


class Ask(AboutRecord):
    """An organisation asks the owner of a record for parts that are kept back."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    parts = models.JSONField(_("parts"), default=list)
    purpose = models.TextField(_("purpose"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AskStatus.choices,
        default=AskStatus.OPEN,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta(AboutRecord.Meta):
        verbose_name = _("request for disclosure")
        verbose_name_plural = _("requests for disclosure")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AskStatus.values),
                name="a_request_for_disclosure_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id", "organisation"],
                condition=Q(status="open"),
                name="an_organisation_asks_once_at_a_time",
            ),
        ]

    # Set on rows by selectors.asks_for_listing; None where it is not known any more.
    record: DisclosedRecord | None

    def __str__(self) -> str:
        return f"{self.organisation}: {self.part_names}"

    @property
    def part_names(self) -> str:
        """What is asked for, in words."""
        return part_names(self.parts)


class Consent(AboutRecord):
    """Somebody agreed, in these words, that a record be published. Never edited, only ended."""

    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    wording = models.TextField(_("wording"))
    language = models.CharField(_("language of the wording"), max_length=10)
    # Who was to see the record and its parts when these words were read.
    audience = models.CharField(_("audience"), max_length=10)
    levels = models.JSONField(_("levels"), default=dict)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta(AboutRecord.Meta):
        verbose_name = _("consent to publish")
        verbose_name_plural = _("consents to publish")

    def __str__(self) -> str:
        return self.wording

    @property
    def language_name(self) -> str:
        """The language of the wording, named in itself."""
        return str(get_language_info(self.language)["name_local"])


class RecordDocument(AboutRecord):
    """A file that belongs to a record; who may open it, the record's level says."""

    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = AboutRecordQuerySet.as_manager()

    class Meta(AboutRecord.Meta):
        verbose_name = _("document of a record")
        verbose_name_plural = _("documents of records")

    def __str__(self) -> str:
        return self.title
