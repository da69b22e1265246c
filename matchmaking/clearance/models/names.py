"""Models of name screening: a list as it was uploaded, its entries, and what resembles them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.clearance.choices import NameRole


class NameList(models.Model):
    """A list of sanctioned names as a broker uploaded it; the newest version is in force."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="+")
    as_of = models.DateField(_("as of"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)
    is_current = models.BooleanField(_("in force"), default=False, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("list of sanctioned names")
        verbose_name_plural = _("lists of sanctioned names")
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=Q(is_current=True),
                name="one_list_of_names_is_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class ListEntry(models.Model):
    """A person or an entity on a list, under every name it is known by."""

    name_list = models.ForeignKey(NameList, models.CASCADE, related_name="entries")
    key = models.CharField(_("number on the list"), max_length=60)
    is_entity = models.BooleanField(_("entity"), default=False)
    name = models.CharField(_("name"), max_length=400)
    # [{"text", "kind": "name"|"alias"|"weak"|"script"}]
    names = models.JSONField(default=list)
    listed_on = models.CharField(_("listed"), max_length=40, blank=True)
    about = models.TextField(_("further facts"), blank=True)
    # Changes with any of the names and facts.
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("entry of a list")
        verbose_name_plural = _("entries of lists")
        constraints = [
            models.UniqueConstraint(fields=["name_list", "key"], name="a_list_names_an_entry_once")
        ]

    def __str__(self) -> str:
        return self.name


class HitStatus(models.TextChoices):
    UNDECIDED = "undecided", _("To be decided")
    DIFFERENT = "different", _("Not the same")
    SAME = "same", _("The same")


DECISIONS = (HitStatus.DIFFERENT.value, HitStatus.SAME.value)


class NameHit(models.Model):
    """A name of a pair that resembles an entry of the list, and what a broker decided of it.

    A decision is taken over for the same name of the same organisation as long as the entry
    stays as it was.
    """

    checklist = models.ForeignKey("Checklist", models.CASCADE, related_name="hits")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")
    role = models.CharField(_("whose name"), max_length=20, choices=NameRole.choices)
    name = models.CharField(_("name"), max_length=400)
    key = models.CharField(_("number on the list"), max_length=60)
    digest = models.CharField(max_length=64)
    listed_name = models.CharField(_("name on the list"), max_length=400)
    alias = models.CharField(_("under the name"), max_length=400)
    score = models.PositiveSmallIntegerField(_("likeness"))
    # [[part of the name, part of the entry, how they are alike]]
    parts = models.JSONField(default=list)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=HitStatus.choices,
        default=HitStatus.UNDECIDED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # Taken over from an earlier screening rather than decided here.
    is_taken_over = models.BooleanField(default=False, editable=False)
    # The list no longer has the entry, or the pair no longer has the name.
    gone_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("hit on the list of names")
        verbose_name_plural = _("hits on the list of names")
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "organisation", "role", "name", "key", "digest"],
                name="a_name_resembles_an_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=HitStatus.values), name="a_hit_has_a_known_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} / {self.listed_name}"

    @property
    def moves(self) -> list[str]:
        """What may be decided of it now."""
        return [status for status in DECISIONS if status != self.status]
