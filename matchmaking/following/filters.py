"""What can be asked of the list of saved searches, and what its files hold."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.notifications.choices import Frequency
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.following.listings import CHOICES
from matchmaking.following.models import SavedSearch

WHOSE = (("mine", _("Mine")), ("shared", _("Shared by colleagues")))


class SavedSearchFilterSet(RowFilterSet):
    """List, whose it is, and how often it alerts."""

    sorts = (
        Sort("name", _("Name"), ("name", "pk")),
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("alert", _("Latest alert"), ("-last_alert_at", "name", "pk")),
    )
    listing = django_filters.ChoiceFilter(
        label=_("List"), choices=CHOICES, empty_label=_("All lists")
    )
    whose = django_filters.ChoiceFilter(
        label=_("Whose"), choices=WHOSE, empty_label=_("Anyone's"), method="of_whom"
    )
    frequency = django_filters.ChoiceFilter(
        label=_("E-mail alerts"), choices=Frequency.choices, empty_label=_("Any")
    )

    class Meta:
        model = SavedSearch
        fields: list[str] = []

    def of_whom(self, queryset: QuerySet[SavedSearch], name: str, value: str) -> Any:
        """Keep one's own, or what others share."""
        mine = {"owner": self.request.user}
        return queryset.filter(**mine) if value == "mine" else queryset.exclude(**mine)


COLUMNS = (
    Column("name", _("Name"), lambda saved: saved.name),
    Column("list", _("List"), lambda saved: str(saved.get_listing_display())),
    Column("address", _("Address"), lambda saved: saved.address),
    Column("owner", _("Saved by"), lambda saved: str(saved.owner)),
    Column("shared", _("Shared with"), lambda saved: str(saved.shared_with or "")),
    Column("alerts", _("E-mail alerts"), lambda saved: str(saved.get_frequency_display())),
    Column(
        "last",
        _("Last alert"),
        lambda saved: saved.last_alert_at and saved.last_alert_at.isoformat(),
    ),
)
