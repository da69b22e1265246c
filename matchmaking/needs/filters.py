"""What can be asked of the list of requests, and what its files hold."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import pairwise

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.export import Column
from matchmaking.disclosure.filters import part_columns
from matchmaking.needs.choices import NeedStatus, Priority
from matchmaking.needs.models import Need, NeedGoal, NeedLine
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.selectors import labels, regions_of
from matchmaking.vocabulary.selectors.memory import remembered
from matchmaking.writing.search import BANDS
from matchmaking.writing.views.figures import NEED_WORDS, figure_columns
from search.filters import BoundFilter, FacetFilter, SearchFilterSet, as_they_are, code_above, fixed


def wider_region(code: str) -> str:
    """Return the region in which this one lies, for a tree of regions to choose from."""
    return _region_parents().get(code, "")


@remembered
def _region_parents() -> dict[str, str]:
    paths = (regions_of(country) for country in labels("country"))
    return {narrow: wide for path in paths for narrow, wide in pairwise(path)}


class NeedFilterSet(SearchFilterSet):
    """The filters of the list of requests."""

    search_type = "need"
    sorts = (
        ("relevance", _("Best match")),
        ("newest", _("Newest")),
        ("-priority", _("Priority of the State")),
        ("rank", _("Rank among the State's requests")),
        ("ends_on", _("Closing soonest")),
        ("-budget", _("Largest budget")),
    )

    theme = FacetFilter(_("Theme"), partial(labels, "theme"), above=code_above)
    kind = FacetFilter(_("Kind of assistance"), partial(labels, "kind"), above=code_above)
    region = FacetFilter(_("Region"), partial(labels, "region"), above=wider_region)
    country = FacetFilter(_("State"), partial(labels, "country"))
    status = FacetFilter(_("Status"), fixed(NeedStatus.choices), in_order=True)
    priority = FacetFilter(_("Priority"), fixed(Priority.choices), in_order=True)
    budget = FacetFilter(_("Budget in US dollars"), fixed(BANDS), in_order=True)
    window = FacetFilter(_("Wanted in"), as_they_are, in_order=True)
    language = FacetFilter(_("Written in"), fixed(WorkingLanguage.choices))
    budget_min = BoundFilter(_("Budget from (US dollars)"), "budget", is_upper=False, min_value=0)
    budget_max = BoundFilter(_("Budget to (US dollars)"), "budget", is_upper=True, min_value=0)
    open_on = BoundFilter(
        _("Still wanted on"),
        "ends_on",
        is_upper=False,
        field_class=forms.DateField,
        widget=DayInput(),
    )

    class Meta:
        model = Need
        fields: list[str] = []


def _money(field: str) -> Callable[[Need], Decimal | None]:
    """Return a reader of an amount in whole units; its currency has a column of its own."""

    def read(need: Need) -> Decimal | None:
        money = getattr(need, field)
        return money.amount if money else None

    return read


def _names(field: str) -> Callable[[Need], str]:
    return lambda need: "; ".join(str(row) for row in getattr(need, field).all())


def _line(line: NeedLine) -> str:
    quantity = "" if line.quantity is None else f"{line.quantity.normalize():f} {line.unit}"
    return ", ".join(part for part in (str(line.kind), line.description, quantity.strip()) if part)


def _goal(goal: NeedGoal) -> str:
    """Return a goal as "Marked share: 8 → 60 percent, 2028-06-30"."""
    figures = " → ".join(
        "?" if f is None else f"{f.normalize():f}" for f in (goal.baseline, goal.target)
    )
    due = goal.due_on.isoformat() if goal.due_on else ""
    return ", ".join(part for part in (f"{goal}: {figures} {goal.unit}".strip(), due) if part)


# What the public page shows, and nothing more: the exact site has no column. `figures` is set on
# the rows of an export.
EXPORT_COLUMNS = (
    Column("id", _("Number"), lambda need: need.pk),
    Column("title", _("Title"), str),
    Column("state", _("State"), lambda need: str(need.country)),
    Column("iso3", _("ISO code"), lambda need: need.country_id),
    Column("status", _("Status"), lambda need: need.get_status_display()),
    Column("priority", _("Priority of the State"), lambda need: need.get_priority_display()),
    Column("rank", _("Rank"), lambda need: need.rank),
    Column("themes", _("Themes"), _names("themes")),
    Column("lines", _("Lines"), lambda need: "; ".join(_line(x) for x in need.lines.all())),
    Column("goals", _("Goals"), lambda need: "; ".join(_goal(x) for x in need.goals.all())),
    Column("description", _("Description"), lambda need: need.description),
    Column("language", _("Written in"), lambda need: need.language),
    *part_columns(Need),
    Column("starts_on", _("Wanted from"), lambda need: need.starts_on),
    Column("ends_on", _("Wanted until"), lambda need: need.ends_on),
    Column("currency", _("Currency"), lambda need: need.currency),
    Column("budget", _("Indicative budget"), _money("budget")),
    Column("secured", _("Secured elsewhere"), _money("cofinancing")),
    *figure_columns(NEED_WORDS),
    Column("first_stage", _("First stage only"), lambda need: _yes_no(need.is_first_stage_only)),
    Column("bodies", _("Regional bodies consulted"), _names("bodies_consulted")),
    Column("plan", _("National plan"), lambda need: need.national_plan),
    Column("confirmed_on", _("Confirmed on"), lambda need: need.said_on),
    Column("reported", _("As reported"), lambda need: need.reported_quote),
)


def _yes_no(value: bool) -> str:
    return gettext("yes") if value else gettext("no")
