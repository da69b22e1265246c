"""A search somebody keeps, and what they were told of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.notifications.choices import Frequency
from matchmaking.following.listings import CHOICES, LISTINGS, LONGEST_QUERY, Followed
from matchmaking.following.querysets import SavedSearchQuerySet


class SavedSearch(models.Model):
    """The filters of a list under a name; followed where the owner has chosen how often."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=120)
    listing = models.CharField(_("list"), max_length=20, choices=CHOICES)
    query = models.CharField(_("filters"), max_length=LONGEST_QUERY, blank=True)
    shared_with = models.ForeignKey(
        "accounts.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("shared with"),
    )
    frequency = models.CharField(
        _("e-mail alerts"), max_length=10, choices=Frequency.choices, default=Frequency.NONE
    )
    # News is what was published after this; empty while nobody follows.
    followed_since = models.DateTimeField(null=True, blank=True, editable=False)
    last_alert_at = models.DateTimeField(_("last alert"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="a_person_names_a_search_once"),
            models.CheckConstraint(
                condition=Q(listing__in=list(LISTINGS)), name="a_search_is_of_a_known_list"
            ),
            models.CheckConstraint(
                condition=Q(frequency=Frequency.NONE) | Q(followed_since__isnull=False),
                name="a_followed_search_knows_since_when",
            ),
        ]
        indexes = [models.Index(fields=["frequency", "listing"], name="searches_that_are_followed")]

    def __str__(self) -> str:
        return self.name

    @property
    def followed(self) -> Followed:
        """The list that is searched."""
        return LISTINGS[self.listing]

    @property
    def address(self) -> str:
        """The address of the list with these filters; anyone may be given it."""
        return self.followed.address(self.query)

    @property
    def is_followed(self) -> bool:
        """Whether the owner wishes e-mails."""
        return self.frequency != Frequency.NONE


class ToldRecord(models.Model):
    """A record of which an alert was sent: never again for the same search."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="told")
    record_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("record of an alert")
        verbose_name_plural = _("records of alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["search", "record_id"], name="a_record_is_news_once_per_search"
            )
        ]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.record_id}"
