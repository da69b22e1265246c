"""What can be asked of the lists of clocks and of matches, and what their files hold."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.clocks.choices import Counts, Stage, State
from matchmaking.clocks.models import Clock
from matchmaking.introductions.models import Introduction
from matchmaking.vocabulary.models import Country, Region, Theme
from matchmaking.vocabulary.selectors import countries_in

STATES = [
    (State.OVERDUE, State.OVERDUE.label),
    (State.RUNNING, _("Running, in time")),
    (State.PAUSED, State.PAUSED.label),
    (State.DONE, State.DONE.label),
    (State.STOPPED, State.STOPPED.label),
    ("all", _("All")),
]
TOLD = (("yes", _("Somebody was told")), ("no", _("Nobody was told yet")))


class ClockFilterSet(RowFilterSet):
    """Stage, state, who must act, State, theme; overdue ones unless others are asked for."""

    sorts = (
        Sort("late", _("Longest overdue"), ("due_on", "pk")),
        Sort("since", _("Longest running"), ("since", "pk")),
        Sort("stage", _("Stage"), ("stage", "due_on", "pk")),
        Sort("newest", _("Newest"), ("-since", "pk")),
    )

    stage = django_filters.ChoiceFilter(
        label=_("Stage"), choices=Stage.choices, empty_label=_("All stages")
    )
    state = django_filters.ChoiceFilter(
        method="in_state", label=_("State of the clock"), choices=STATES, empty_label=_("Overdue")
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Who must act"),
        queryset=Organisation.objects.none(),
        empty_label=_("Anybody"),
    )
    country = django_filters.ModelChoiceFilter(
        field_name="need__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    told = django_filters.ChoiceFilter(
        method="by_told", label=_("Steps taken"), choices=TOLD, empty_label=_("Any")
    )

    class Meta:
        model = Clock
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bare = self.queryset.order_by()
        own = Organisation.objects.filter(pk__in=bare.values("organisation")).order_by("name")
        self.filters["organisation"].queryset = own
        states = Country.objects.filter(pk__in=bare.values("need__country")).order_by("name_en")
        self.filters["country"].queryset = states

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what is overdue, unless another state is asked for."""
        if not self.form.cleaned_data.get("state"):
            queryset = self.in_state(queryset, "state", State.OVERDUE)
        return super().filter_queryset(queryset)

    def in_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep the clocks that stand like this today."""
        today = timezone.localdate()
        is_open = Q(done_at=None, stopped_at=None)
        wanted = {
            State.OVERDUE: is_open & Q(is_paused=False, due_on__lt=today),
            State.RUNNING: is_open & Q(is_paused=False, due_on__gte=today),
            State.PAUSED: is_open & Q(is_paused=True),
            State.DONE: Q(done_at__isnull=False),
            State.STOPPED: Q(stopped_at__isnull=False, done_at=None),
        }
        return rows.filter(wanted.get(State(value), Q())) if value in State else rows

    def by_told(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those about which a step was taken, or none."""
        return rows.filter(told__isnull=value == "no").distinct()


class MatchFilterSet(RowFilterSet):
    """The public register: State, giver, region, theme, year."""

    sorts = (
        Sort("newest", _("Newest"), ("-agreed_on", "pk")),
        Sort("oldest", _("Oldest"), ("agreed_on", "pk")),
        Sort("state", _("State"), ("need__country__name_en", "-agreed_on", "pk")),
        Sort("giver", _("Given by"), ("offer__organisation__name", "-agreed_on", "pk")),
    )

    country = django_filters.ModelChoiceFilter(
        field_name="need__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    giver = django_filters.ModelChoiceFilter(
        field_name="offer__organisation",
        label=_("Given by"),
        queryset=Organisation.objects.none(),
        empty_label=_("Anybody"),
    )
    region = django_filters.ModelChoiceFilter(
        method="in_region",
        label=_("Region"),
        queryset=Region.objects.none(),
        empty_label=_("All regions"),
    )
    theme = django_filters.ModelChoiceFilter(
        method="about",
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )
    year = django_filters.NumberFilter(
        field_name="agreed_on__year", label=_("Year"), min_value=2000, max_value=2100
    )

    class Meta:
        model = Introduction
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bare = Introduction.objects.filter(pk__in=list(self.queryset.values_list("pk", flat=True)))
        countries = Country.objects.filter(pk__in=bare.values("need__country"))
        self.filters["country"].queryset = countries.order_by("name_en")
        givers = Organisation.objects.filter(pk__in=bare.values("offer__organisation"))
        self.filters["giver"].queryset = givers.order_by("name")
        self.filters["region"].queryset = Region.objects.order_by("name_en")
        themes = Theme.objects.filter(pk__in=bare.values("need__themes"))
        self.filters["theme"].queryset = themes.order_by("pk")

    def in_region(self, rows: QuerySet[Any], _name: str, value: Region) -> QuerySet[Any]:
        """Keep the matches of States in a region."""
        return rows.filter(need__country__in=countries_in(value.pk))

    def about(self, rows: QuerySet[Any], _name: str, value: Theme) -> QuerySet[Any]:
        """Keep the matches on a theme, without counting one twice."""
        inside = Introduction.objects.filter(need__themes=value).values("pk")
        return rows.filter(pk__in=inside)


def _day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None


def told_in_words(clock: Clock, with_names: bool) -> str:
    """Return who was told about a clock and when; the people by name where they may be known."""
    parts = []
    for told in clock.told.all():
        names = ", ".join(str(person) for person in told.people.all()) if with_names else ""
        day = timezone.localdate(told.at).isoformat()
        parts.append(f"{day} {told.get_step_display()}" + (f" ({names})" if names else ""))
    return "; ".join(parts)


def clock_columns(with_names: bool) -> tuple[Column, ...]:
    """Return the columns of a file of clocks; names of people only for the secretariat."""
    return (
        Column("stage", _("Stage"), lambda clock: clock.get_stage_display()),
        Column("request", _("Request"), lambda clock: str(clock.need or "")),
        Column("offer", _("Offer"), lambda clock: str(clock.offer or "")),
        Column("state", _("State"), lambda clock: str(clock.need.country) if clock.need else ""),
        Column("organisation", _("Who must act"), lambda clock: str(clock.organisation or "")),
        Column("since", _("Since"), lambda clock: _day(clock.since)),
        Column("target", _("Target in days"), lambda clock: clock.target_days),
        Column("counts", _("Counted in"), lambda clock: str(Counts(clock.counts).label)),
        Column("due_on", _("Last day"), lambda clock: clock.due_on),
        Column("clock", _("State of the clock"), lambda clock: str(clock.state.label)),
        Column("days_late", _("Days late"), lambda clock: clock.days_late),
        Column("done_on", _("Done on"), lambda clock: _day(clock.done_at)),
        Column("told", _("Who was told, and when"), lambda clock: told_in_words(clock, with_names)),
    )


# What both sides agreed to show, and nothing more.
MATCH_COLUMNS = (
    Column("state", _("State"), lambda match: str(match.need.country)),
    Column("iso3", _("ISO code"), lambda match: match.need.country_id),
    Column("giver", _("Given by"), lambda match: str(match.offer.organisation)),
    Column("request", _("Request"), lambda match: str(match.need)),
    Column("offer", _("Offer"), lambda match: str(match.offer)),
    Column(
        "themes",
        _("Themes"),
        lambda match: "; ".join(str(theme) for theme in match.need.themes.all()),
    ),
    Column("agreed", _("Agreed in"), lambda match: match.agreed_on.strftime("%Y-%m")),
    Column(
        "status",
        _("Status"),
        lambda match: str(_("Under way") if match.running else _("Fulfilled")),
    ),
)
