"""What can be asked of the costed catalogue, and what its files hold."""

from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.coaching.models import CatalogueEntry, CatalogueLine
from matchmaking.coaching.selectors import line_name
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.vocabulary.selectors import kind_choices, theme_choices

NAMES = [f"name_{language}" for language in UN_LANGUAGES]
SOUGHT = [*NAMES, *(f"lines__{name}" for name in NAMES), "note"]


class CatalogueFilterSet(RowFilterSet):
    """Words, theme and kind of assistance; the order."""

    sorts = (
        Sort("theme", _("Theme"), ("theme", "pk")),
        Sort("low", _("Lowest cost"), ("low", "pk")),
        Sort("high", _("Highest cost"), ("-high", "pk")),
        Sort("newest", _("Latest figures"), ("-as_of", "pk")),
    )

    q = django_filters.CharFilter(label=_("Words"), method="with_words")
    theme = django_filters.ChoiceFilter(
        label=_("Theme"), choices=theme_choices, empty_label=_("All themes"), method="with_theme"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind of assistance"),
        choices=kind_choices,
        empty_label=_("All kinds"),
        method="with_kind",
    )

    class Meta:
        model = CatalogueEntry
        fields: list[str] = []

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the entries in which every word stands, in whichever language."""
        for word in value.split():
            anywhere = reduce(or_, (Q(**{f"{field}__icontains": word}) for field in SOUGHT))
            rows = rows.filter(pk__in=CatalogueEntry.objects.filter(anywhere).values("pk"))
        return rows

    def with_theme(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the entries of a theme and of its parts."""
        return rows.filter(Q(theme=value) | Q(theme__code__startswith=f"{value}."))

    def with_kind(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the entries with a line of this kind; their cost stays that of all lines."""
        lines = CatalogueLine.objects.filter(kind=value, retired_on=None)
        return rows.filter(pk__in=lines.values("entry"))


class QueueFilterSet(RowFilterSet):
    """What waits to be published: flagged or not, and in which order."""

    sorts = (
        Sort("waiting", _("Longest waiting"), ("submitted_at", "pk")),
        Sort("vaguest", _("Least precise"), (F("specificity").asc(nulls_last=True), "pk")),
        Sort("precise", _("Most precise"), (F("specificity").desc(nulls_last=True), "pk")),
    )

    flagged = django_filters.ChoiceFilter(
        label=_("How precise"),
        choices=(("yes", _("Flagged as too general")), ("no", _("Precise enough"))),
        empty_label=_("All"),
        method="with_flag",
    )

    class Meta:
        fields: list[str] = []

    def __init__(self, *args: Any, threshold: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.threshold = threshold

    def with_flag(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what lies below the threshold, or what does not."""
        low = Q(specificity__lt=self.threshold)
        return rows.filter(low if value == "yes" else ~low)


QUEUE_COLUMNS = (
    Column("number", _("Number"), lambda row: row.pk),
    Column("title", _("Title"), str),
    Column("party", _("Asked or offered by"), lambda row: str(row.party)),
    Column("urgency", _("Urgency"), lambda row: row.urgency),
    Column("specificity", _("How precise"), lambda row: row.specificity),
    Column("submitted", _("Submitted"), lambda row: row.submitted_at and row.submitted_at.date()),
)


class Priced(NamedTuple):
    """A line of the catalogue with its entry, for a file."""

    entry: CatalogueEntry
    line: CatalogueLine


COLUMNS = (
    Column("entry", _("Entry"), lambda row: row.entry.pk),
    Column("theme", _("Theme"), lambda row: str(row.entry.theme)),
    Column("name", _("What for"), lambda row: row.entry.name),
    Column("size", _("Size"), lambda row: row.entry.size),
    Column("size_unit", _("Counted in"), lambda row: row.entry.size_unit),
    Column("kind", _("Kind of assistance"), lambda row: str(row.line.kind)),
    Column("line", _("Line"), lambda row: line_name(row.line)),
    Column("quantity", _("Quantity"), lambda row: row.line.quantity),
    Column("unit", _("Unit"), lambda row: row.line.unit),
    Column("low", _("From, US dollars a unit"), lambda row: row.line.low),
    Column("high", _("To, US dollars a unit"), lambda row: row.line.high),
    Column("source", _("Source (indicative)"), lambda row: row.entry.source),
    Column("as_of", _("Figures as of"), lambda row: row.entry.as_of),
)
