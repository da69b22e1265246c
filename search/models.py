"""The index as kept in the database: documents with their tokens, whatever the engine."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.querysets import IndexGenerationQuerySet, SearchDocumentQuerySet


class GenerationStatus(models.TextChoices):
    """The life of a generation."""

    BUILDING = "building", _("being built")
    LIVE = "live", _("searched")
    RETIRED = "retired", _("replaced")


class IndexGeneration(models.Model):
    """One complete index of one type of record; a new one replaces it without downtime."""

    type = models.CharField(_("type"), max_length=40)
    # A name for caches that is never used again, as ids may be.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=GenerationStatus.choices,
        default=GenerationStatus.BUILDING,
        editable=False,
    )
    engine = models.CharField(_("engine"), max_length=40)
    analyser_version = models.CharField(_("version of the analyser"), max_length=80)
    # Counts the writes; every process compares it with what it has in memory.
    changes = models.BigIntegerField(default=0, editable=False)
    # The codes for which words are reserved in it; a query asks for no others.
    reserved_for = models.JSONField(default=list, editable=False)
    # Records up to this id have been read into a generation that is being built.
    scanned_to = models.BigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    live_at = models.DateTimeField(_("searched since"), null=True, blank=True, editable=False)

    objects = IndexGenerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("generation of the index")
        verbose_name_plural = _("generations of the index")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=GenerationStatus.values),
                name="a_generation_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["type"], condition=Q(status="live"), name="one_live_generation_of_a_type"
            ),
            models.UniqueConstraint(
                fields=["type"], condition=Q(status="building"), name="one_generation_is_built"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.pk} ({self.status})"


class SearchDocument(models.Model):
    """A record as it can be found: what engines, the matcher and highlights read.

    A removed record stays as an empty row, so that a late write cannot bring it back.
    """

    generation = models.ForeignKey(IndexGeneration, models.CASCADE, related_name="documents")
    object_id = models.BigIntegerField(_("record"))
    language = models.CharField(_("language"), max_length=5)
    title = models.TextField(_("title"), blank=True)
    text = models.TextField(_("text"), blank=True)
    # Tokens of the analyser, separated by single spaces.
    title_tokens = models.TextField(blank=True)
    body_tokens = models.TextField(blank=True)
    concept_tokens = models.TextField(blank=True)
    length = models.PositiveIntegerField(_("number of tokens"), default=0)
    facets = models.JSONField(_("facets"), default=dict)
    sort_keys = models.JSONField(_("sort keys"), default=dict)
    visibility = models.JSONField(_("who may know of it"), default=list)
    boost = models.FloatField(_("boost"), default=1.0)
    # Counts the writes of this record; an engine outside the database keeps the highest.
    revision = models.BigIntegerField(_("revision"), default=0)
    # The generation's count of writes when this row was written last.
    changed = models.BigIntegerField(default=0)
    is_deleted = models.BooleanField(_("removed"), default=False)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of the index")
        verbose_name_plural = _("documents of the index")
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "object_id"], name="a_record_is_indexed_once"
            )
        ]
        indexes = [models.Index(fields=["generation", "changed"], name="documents_changed_since")]

    def __str__(self) -> str:
        return f"{self.object_id}: {self.title}"


class Term(models.Model):
    """A word that occurs in a generation, as it is written: what a typing mistake may mean."""

    generation = models.ForeignKey(IndexGeneration, models.CASCADE, related_name="terms")
    word = models.CharField(_("word"), max_length=64)

    class Meta:
        verbose_name = _("word of the index")
        verbose_name_plural = _("words of the index")
        constraints = [
            models.UniqueConstraint(fields=["generation", "word"], name="a_word_is_learnt_once")
        ]

    def __str__(self) -> str:
        return self.word


class TermDeletion(models.Model):
    """The beginning of a word with up to one letter left out: two such meet in a mistake."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="deletions")
    key = models.CharField(max_length=8, db_index=True)

    class Meta:
        verbose_name = _("shortened word")
        verbose_name_plural = _("shortened words")

    def __str__(self) -> str:
        return self.key


class Outbox(models.Model):
    """A record that changed and must be indexed anew."""

    type = models.CharField(_("type"), max_length=40)
    object_id = models.BigIntegerField(_("record"))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Not to be taken before: after a failure, or while somebody is sending it.
    retry_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    has_failed = models.BooleanField(_("given up"), default=False)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("change to be indexed")
        verbose_name_plural = _("changes to be indexed")
        indexes = [models.Index(fields=["type", "object_id"], name="changes_of_a_record")]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}"
