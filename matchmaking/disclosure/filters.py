"""What can be asked of the readings of a record, and what their file holds."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.disclosure.choices import Part, Way
from matchmaking.disclosure.models import Reading
from matchmaking.vocabulary.fields import DayInput
from search.export import Column


class ReadingFilterSet(django_filters.FilterSet):
    """By whom, what, how, and when."""

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


COLUMNS = [
    Column("at", _("When"), lambda reading: reading.at.isoformat(timespec="seconds")),
    Column("person", _("Person"), lambda reading: str(reading.reader)),
    Column("organisation", _("Organisation"), lambda reading: str(reading.organisation)),
    Column("parts", _("What"), lambda reading: reading.part_names),
    Column("way", _("How"), lambda reading: str(reading.get_way_display())),
]
