"""What can be asked of the list of bundles, and what its files hold."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.bundles.choices import BundleStatus, Cooperation
from matchmaking.bundles.models import Bundle
from matchmaking.bundles.selectors import Combination, Share
from matchmaking.vocabulary.models import Country

WHOSE = (("mine", _("Mine")), ("others", _("Of colleagues")))


class BundleFilterSet(RowFilterSet):
    """Words of the name, State, status, cooperation, whose."""

    sorts = (
        Sort("newest", _("Changed last"), ("-updated_at", "-pk")),
        Sort("covered", _("Most covered"), ("-covered", "-perhaps", "pk")),
        Sort("fewest", _("Fewest parties"), ("givers", "-covered", "pk")),
        Sort("name", _("Name"), ("name", "pk")),
    )
    q = django_filters.CharFilter(
        label=_("Words of the name"), field_name="name", lookup_expr="icontains"
    )
    country = django_filters.ModelChoiceFilter(
        field_name="need__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=BundleStatus.choices, empty_label=_("Any")
    )
    cooperation = django_filters.ChoiceFilter(
        label=_("Cooperation"), choices=Cooperation.choices, empty_label=_("Any")
    )
    whose = django_filters.ChoiceFilter(
        label=_("Whose"), choices=WHOSE, empty_label=_("Anyone's"), method="of_whom"
    )

    class Meta:
        model = Bundle
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = self.queryset.order_by().values("need__country")
        self.filters["country"].queryset = Country.objects.filter(pk__in=states).order_by("name_en")

    def of_whom(self, rows: QuerySet[Bundle], _name: str, value: str) -> QuerySet[Bundle]:
        """Keep one's own, or those of others."""
        mine = {"created_by": self.request.user}
        return rows.filter(**mine) if value == "mine" else rows.exclude(**mine)


COLUMNS = (
    Column("bundle", _("Bundle number"), lambda row: row.pk),
    Column("name", _("Name"), lambda row: row.name),
    Column("request_number", _("Request number"), lambda row: row.need_id),
    Column("request", _("Request"), lambda row: str(row.need)),
    Column("state", _("State"), lambda row: str(row.need.country)),
    Column("iso3", _("ISO code"), lambda row: row.need.country_id),
    Column("status", _("Status"), lambda row: str(row.get_status_display())),
    Column("parties", _("Parties"), lambda row: row.givers),
    Column("covered", _("Covered when saved"), lambda row: round(row.covered, 4)),
    Column("perhaps", _("Perhaps covered when saved"), lambda row: round(row.perhaps, 4)),
    Column("cooperation", _("Cooperation"), lambda row: str(row.get_cooperation_display())),
    Column("author", _("Saved by"), lambda row: str(row.created_by)),
    Column("changed", _("Changed"), lambda row: row.updated_at.isoformat()),
    Column("note", _("Note"), lambda row: row.note),
)

# One row for every share of a line, and one for a line that nobody covers.
PART_COLUMNS = (
    Column("line", _("Line"), lambda row: str(row["line"].line)),
    Column("kind", _("Kind of assistance"), lambda row: str(row["line"].line.kind)),
    Column("asked", _("Asked"), lambda row: row["line"].asked),
    Column("open", _("Open before"), lambda row: row["line"].open_amount),
    Column("covered", _("Covered, per cent"), lambda row: row["line"].sure),
    Column("perhaps", _("Perhaps covered, per cent"), lambda row: row["line"].perhaps),
    Column("stays", _("Stays open, per cent"), lambda row: row["line"].open),
    Column("single", _("Best single offer covers, per cent"), lambda row: row["line"].single),
    Column("offer_number", _("Offer number"), lambda row: _of(row, "offer", "pk")),
    Column("offer", _("Offer"), lambda row: str(_of(row, "offer") or "")),
    Column("donor", _("Offered by"), lambda row: str(_of(row, "offer", "organisation") or "")),
    Column("given", _("Line of the offer"), lambda row: str(_of(row, "offer_line") or "")),
    Column("amount", _("Amount"), lambda row: _of(row, "amount")),
    Column("way", _("How"), lambda row: str(_of(row, "way_label") or "")),
)


def part_rows(found: Combination) -> Iterator[dict[str, Any]]:
    """Yield the rows of a bundle's file."""
    for line in found.lines:
        shares: list[Share | None] = [*line.shares] or [None]
        for share in shares:
            yield {"line": line, "share": share}


def _of(row: dict[str, Any], *names: str) -> Any:
    value = row["share"]
    for name in names:
        value = None if value is None else getattr(value, name)
    return value
