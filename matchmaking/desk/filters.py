"""What can be asked of the queue, and what its files hold."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.desk import selectors
from matchmaking.desk.models import Case
from matchmaking.needs.choices import Priority
from matchmaking.vocabulary.models import Country, Theme

MINE, NOBODY = "mine", "nobody"
MOST_REASONS = 3
YES_NO = (("yes", _("Yes")), ("no", _("No")))
STAGES = {
    "checks": Q(open_checks__gt=0),
    "answers": Q(unanswered__gt=0),
    "running": Q(running__gt=0),
    "nothing": Q(running=0),
}


class QueueFilterSet(RowFilterSet):
    """Whose, what, which State and theme, what it waits for; postponed ones on request only."""

    sorts = (
        Sort("place", _("What helps most now"), ("-score", "pk")),
        Sort("waiting", _("Waiting longest"), (F("waiting_since").asc(nulls_last=True), "pk")),
        Sort("expiry", _("Ending soonest"), (F("expires_on").asc(nulls_last=True), "pk")),
        Sort("best", _("Best match"), (F("best").desc(nulls_last=True), "pk")),
        Sort("newest", _("Newest"), (F("waiting_since").desc(nulls_last=True), "-pk")),
    )

    who = django_filters.ChoiceFilter(
        method="by_person",
        label=_("Looked after by"),
        choices=((MINE, _("me")), (NOBODY, _("nobody"))),
        empty_label=_("Everyone"),
    )
    kind = django_filters.ChoiceFilter(
        method="by_kind",
        label=_("Kind"),
        choices=(("need", _("Requests")), ("offer", _("Offers"))),
        empty_label=_("Both"),
    )
    country = django_filters.ModelChoiceFilter(
        field_name="need__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    theme = django_filters.ModelChoiceFilter(
        method="by_theme",
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )
    priority = django_filters.ChoiceFilter(
        field_name="need__priority",
        label=_("Priority of the State"),
        choices=Priority.choices,
        empty_label=_("Any"),
    )
    stage = django_filters.ChoiceFilter(
        method="by_stage",
        label=_("Waits for"),
        choices=(
            ("checks", _("checks to be cleared")),
            ("answers", _("an answer to an introduction")),
            ("running", _("the parties: something is under way")),
            ("nothing", _("the desk: nothing is under way")),
        ),
        empty_label=_("Anything"),
    )
    matched = django_filters.ChoiceFilter(
        method="by_match", label=_("Has a match"), choices=YES_NO, empty_label=_("Any")
    )
    postponed = django_filters.ChoiceFilter(
        method="by_day",
        label=_("Postponed"),
        choices=(("with", _("Show as well")), ("only", pgettext_lazy("cases", "Only these"))),
        empty_label=_("Leave out"),
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = self.queryset.exclude(need=None).order_by().values("need__country")
        self.filters["country"].queryset = Country.objects.filter(pk__in=states).order_by("name_en")
        chapters = Theme.objects.filter(parent=None, retired_on=None)
        self.filters["theme"].queryset = chapters.order_by("pk")

    def filter_queryset(self, queryset: Any) -> QuerySet[Any]:
        """Leave out what was put off to a later day, unless it is asked for."""
        if not self.form.cleaned_data.get("postponed"):
            queryset = queryset.due(timezone.localdate())
        return super().filter_queryset(queryset)

    def by_person(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep the reader's own cases, or those nobody looks after."""
        return rows.filter(assignee=self.request.user if value == MINE else None)

    def by_kind(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep requests, or offers."""
        return rows.filter(**{f"{value}__isnull": False})

    def by_theme(self, rows: QuerySet[Any], _name: str, value: Theme) -> QuerySet[Any]:
        """Keep what is about a chapter or anything in it, without counting a row twice."""
        inside = Q(pk=value.pk) | Q(parent=value.pk)
        themes = Theme.objects.filter(inside).values("pk")
        about = Q(need__themes__in=themes) | Q(offer__themes__in=themes)
        return rows.filter(pk__in=Case.objects.filter(about).order_by().values("pk"))

    def by_stage(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what waits for checks, for an answer, for the parties or for the desk."""
        return rows.filter(STAGES[value])

    def by_match(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those with a match, or those that still wait for one."""
        return rows.filter(best__isnull=value == "no")

    def by_day(self, rows: Any, _name: str, value: str) -> Any:
        """Keep only what was put off, where that is asked for."""
        return rows.postponed(timezone.localdate()) if value == "only" else rows


def _party(case: Case) -> str:
    return str(case.record.party)


def _reasons(case: Case) -> str:
    return " ".join(one.sentence for one in selectors.place_reasons(case, MOST_REASONS))


QUEUE_COLUMNS = (
    Column("kind", _("Kind"), lambda row: row.kind),
    Column("number", _("Number"), lambda row: row.record.pk),
    Column("title", _("Title"), str),
    Column("party", _("State or donor"), _party),
    Column("place", _("Place"), lambda row: round(row.score, 4)),
    Column("reasons", _("Reasons"), _reasons),
    Column("best", _("Best match"), lambda row: None if row.best is None else round(row.best, 4)),
    Column("waiting_since", _("Waiting since"), lambda row: row.waiting_since),
    Column("expires_on", _("Expires"), lambda row: row.expires_on),
    Column("open_checks", _("Open checks"), lambda row: row.open_checks),
    Column("unanswered", _("Unanswered introductions"), lambda row: row.unanswered),
    Column("running", _("Introductions under way"), lambda row: row.running),
    Column("assignee", _("Looked after by"), lambda row: str(row.assignee or "")),
    Column("postponed_until", _("Postponed until"), lambda row: row.postponed_until),
    Column("postponed_because", _("Why it can wait"), lambda row: row.postponed_because),
)
