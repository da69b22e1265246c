"""What can be asked of the list of reports; the page and the export read it alike."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from files.export import Column
from matchmaking.reports.choices import ReportStatus
from matchmaking.reports.models import NationalReport
from matchmaking.vocabulary.models import Country

SORTS = {
    "-uploaded_at": _("Newest upload"),
    "country__name_en": _("State"),
    "-year": _("Latest year"),
}


class ReportFilterSet(django_filters.FilterSet):
    """State, year, status and order."""

    country = django_filters.ModelChoiceFilter(
        label=_("State"), queryset=Country.objects.none(), empty_label=_("All States")
    )
    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=_("All years"))
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=ReportStatus.choices, empty_label=_("Any status")
    )
    sort = django_filters.OrderingFilter(
        label=_("Sort by"),
        choices=list(SORTS.items()),
        fields=[name.removeprefix("-") for name in SORTS],
        empty_label=None,
    )

    class Meta:
        model = NationalReport
        fields = ["country", "year", "status"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.queryset.order_by()
        countries = Country.objects.filter(pk__in=known.values("country"))
        self.filters["country"].queryset = countries.order_by("name_en")
        years = known.exclude(year=None).values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(y, y) for y in sorted(years, reverse=True)]


COLUMNS = [
    Column("id", _("Number"), lambda report: report.pk),
    Column("state", _("State code"), lambda report: report.country_id),
    Column("country", _("State"), lambda report: str(report.country)),
    Column("year", _("Year"), lambda report: report.year),
    Column("language", _("Language"), lambda report: report.language),
    Column("template", _("Template"), lambda report: report.layout),
    Column("status", _("Status"), lambda report: str(report.get_status_display())),
    Column("pages", _("Pages"), lambda report: report.pages or None),
    Column("found", _("Requests found"), lambda report: report.found),
    Column("reviewed", _("Reviewed"), lambda report: report.reviewed),
    Column("accepted", _("Accepted"), lambda report: report.accepted),
    Column("uploaded", _("Uploaded"), lambda report: report.uploaded_at.isoformat()),
]
