"""What can be asked of the readings of a record, and what their file holds."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.disclosure.choices import COLUMNS, Part, Way
from matchmaking.disclosure.models import DisclosedRecord, Reading
from matchmaking.vocabulary.fields import DayInput


class ReadingFilterSet(RowFilterSet):
    """By whom, what, how, and when."""

    sorts = (
        Sort("newest", _("Newest"), ("-at", "-pk")),
        Sort("oldest", _("Oldest"), ("at", "pk")),
        Sort("organisation", _("Organisation"), ("organisation__name", "-at", "-pk")),
    )

    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("All organisations"),
    )
    part = django_filters.ChoiceFilter(
        label=_("What"), choices=Part.choices, empty_label=_("Anything"), method="of_part"
    )
    way = django_filters.ChoiceFilter(label=_("How"), choices=Way.choices, empty_label=_("Any way"))
    since = django_filters.DateFilter(
        label=_("From"), field_name="at", lookup_expr="date__gte", widget=DayInput()
    )
    until = django_filters.DateFilter(
        label=_("Until"), field_name="at", lookup_expr="date__lte", widget=DayInput()
    )

    class Meta:
        model = Reading
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readers = self.queryset.order_by().values("organisation")
        found = Organisation.objects.filter(pk__in=readers).order_by("name")
        self.filters["organisation"].queryset = found

    def of_part(self, rows: QuerySet[Reading], name: str, part: str) -> QuerySet[Reading]:
        """Keep the readings of one part; a quoted code is found in the list as it is stored."""
        return rows.filter(parts__icontains=f'"{part}"')


READING_COLUMNS = [
    Column("at", _("When"), lambda reading: reading.at.isoformat(timespec="seconds")),
    Column("person", _("Person"), lambda reading: str(reading.reader)),
    Column("organisation", _("Organisation"), lambda reading: str(reading.organisation)),
    Column("parts", _("What"), lambda reading: reading.part_names),
    Column("way", _("How"), lambda reading: str(reading.get_way_display())),
]


def part_columns(model: type[DisclosedRecord]) -> list[Column]:
    """Return a column of a file for each part that records of a kind may keep back."""
    return [_part_column(part) for part in model.PARTS if COLUMNS[part]]


def _part_column(part: str) -> Column:
    def read(record: DisclosedRecord) -> str:
        if part in record.withheld:
            return gettext("kept back")
        written = (getattr(record, column) for column in COLUMNS[part])
        return "; ".join(text for text in written if text)

    return Column(part, Part(part).label, read)
