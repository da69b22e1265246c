"""What can be asked of the pipeline and of the trail, and what their files hold."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from accounts.models import User
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking import audit
from matchmaking.administration import selectors
from matchmaking.administration.choices import Stage
from matchmaking.applications.filters import named
from matchmaking.applications.models import Application
from matchmaking.funds.models import Call, Fund
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.models import Country

# Acts that decide something, as against those that prepare or read; the usual view of an auditor.
DECIDING = (
    "find_eligible",
    "find_ineligible",
    "screen_again",
    "confirm_conflict",
    "dismiss_conflict",
    "close_reviews",
    "reopen_reviews",
    "score_together",
    "draw_lots",
    "vote",
    "carry_ballot",
    "lose_ballot",
    "decide",
    "approve_application",
    "reject_application",
    "return_application",
    "approve_on_appeal",
    "return_on_appeal",
    "uphold_appeal",
    "dismiss_appeal",
    "accept_evidence",
    "send_back_evidence",
    "waive_condition",
    "approve_payment",
    "return_payment",
    "stop_payment",
    "accept_expenditure",
    "return_expenditure",
    "accept_report",
    "return_report",
    "skip_report",
    "extend_report",
    "extend_call",
    "suspend",
    "close",
)


class PipelineFilterSet(RowFilterSet):
    """Words, stage, lateness, fund, call and State."""

    sorts = (
        Sort("waiting", _("Longest in its stage"), ("moved_at", "pk")),
        Sort("newest", _("Last moved"), ("-moved_at", "-pk")),
        Sort("number", _("Number"), ("number",)),
        Sort("country", _("State"), ("proposal__country__name_en", "pk")),
    )

    q = django_filters.CharFilter(label=_("Number, title or applicant"), method="of_words")
    stage = django_filters.ChoiceFilter(
        label=_("Stage"),
        choices=[("open", _("All that are not over")), *Stage.choices],
        empty_label=_("Any"),
        method="of_stage",
    )
    late = django_filters.BooleanFilter(
        label=_("Only those whose last day is over"),
        method="of_lateness",
        widget=forms.CheckboxInput,
    )
    fund = django_filters.ModelChoiceFilter(
        field_name="call__fund",
        label=_("Fund"),
        queryset=Fund.objects.none(),
        empty_label=_("All funds"),
    )
    call = django_filters.ModelChoiceFilter(
        label=_("Call"), queryset=Call.objects.none(), empty_label=_("All calls")
    )
    country = django_filters.ModelChoiceFilter(
        field_name="proposal__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Application.objects.of_fund_of(self.request.user).order_by()
        offered = {
            "fund": (Fund, "call__fund", "name"),
            "call": (Call, "call", "title"),
            "country": (Country, "proposal__country", "name_en"),
        }
        for name, (model, path, order) in offered.items():
            found: Any = model._default_manager.filter(pk__in=rows.values(path))
            self.filters[name].queryset = found.order_by(order)

    def of_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those whose number, title or parties contain every word."""
        return rows.filter(named(value))

    def of_stage(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those at a stage, or all that are not over."""
        return rows.exclude(stage=Stage.OVER) if value == "open" else rows.filter(stage=value)

    def of_lateness(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep those whose last day is over, where that is asked."""
        return rows.filter(selectors.is_late(self.request.user)) if value else rows


class TrailFilterSet(RowFilterSet):
    """Application, person, act, whether it decides anything, call, and days."""

    sorts = (
        Sort("newest", _("Newest"), ("-timestamp", "-pk")),
        Sort("oldest", _("Oldest"), ("timestamp", "pk")),
    )

    q = django_filters.CharFilter(label=_("Number or title of an application"), method="of_words")
    person = django_filters.CharFilter(label=_("Who"), method="of_person")
    decides = django_filters.BooleanFilter(
        label=_("Only acts that decide"),
        method="of_decisions",
        widget=forms.CheckboxInput,
    )
    act = django_filters.ChoiceFilter(
        label=_("Act"), choices=[], empty_label=_("Any"), method="of_act"
    )
    call = django_filters.ModelChoiceFilter(
        label=_("Call"), queryset=Call.objects.none(), empty_label=_("All calls"), method="of_call"
    )
    since = django_filters.DateFilter(
        label=_("From"), field_name="timestamp", lookup_expr="date__gte", widget=DayInput()
    )
    until = django_filters.DateFilter(
        label=_("Until"), field_name="timestamp", lookup_expr="date__lte", widget=DayInput()
    )

    class Meta:
        model = ModelLogEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = Application.objects.of_fund_of(self.request.user)
        calls = Call.objects.filter(pk__in=self.known.order_by().values("call"))
        self.filters["call"].queryset = calls.order_by("title")
        self.filters["act"].extra["choices"] = self._acts()

    def _acts(self) -> list[tuple[str, str]]:
        """Return the acts that occur, by their name."""
        actions = self.queryset.order_by().values_list("action", flat=True).distinct()
        verbs = {action.removeprefix("exchange.") for action in actions}
        return sorted(((v, str(audit.VERBS.get(v, v))) for v in verbs), key=lambda pair: pair[1])

    def of_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what belongs to applications that are named so."""
        return rows.filter(selectors.about(self.known.filter(named(value))))

    def of_person(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what people of that name or address did."""
        people = Q(full_name__icontains=value) | Q(email__iexact=value)
        return rows.filter(user__in=User.objects.filter(people).values("pk"))

    def of_decisions(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep the acts that decide something, where that is asked."""
        return rows.filter(action__in=[f"exchange.{verb}" for verb in DECIDING]) if value else rows

    def of_act(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep one kind of act."""
        return rows.filter(action=f"exchange.{value}")

    def of_call(self, rows: QuerySet[Any], _name: str, value: Call) -> QuerySet[Any]:
        """Keep what belongs to the applications of a call."""
        return rows.filter(selectors.about(self.known.filter(call=value)))


PIPELINE_COLUMNS = (
    Column("number", _("Number"), lambda row: row.application.number),
    Column("title", _("Title"), lambda row: str(row.application.proposal)),
    Column("state", _("State"), lambda row: str(row.application.proposal.country)),
    Column("applicant", _("Applicant"), lambda row: str(row.application.proposal.applicant)),
    Column("fund", _("Fund"), lambda row: str(row.application.call.fund)),
    Column("call", _("Call"), lambda row: str(row.application.call)),
    Column("stage", _("Stage"), lambda row: str(row.stage.label)),
    Column("since", _("Since"), lambda row: row.since),
    Column("days", _("Days"), lambda row: row.days),
    Column("due", _("Last day"), lambda row: row.due_on),
    Column("late", _("Late"), lambda row: row.is_late),
    Column(
        "example", _("Example, not a real fund"), lambda row: row.application.call.fund.is_example
    ),
)

TRAIL_COLUMNS = (
    Column("at", _("When"), lambda row: row.at),
    Column("who", _("Who"), lambda row: row.who),
    Column("act", _("What"), lambda row: row.verb),
    Column("subject", _("About"), lambda row: row.subject),
    Column("application", _("Application"), lambda row: row.application and row.application.number),
    Column("title", _("Title"), lambda row: row.application and str(row.application.proposal)),
    Column("round", _("Round"), lambda row: row.submission and row.submission.round),
    Column(
        "version",
        _("Version of the proposal"),
        lambda row: row.submission and row.submission.proposal_version,
    ),
    Column("declared", _("Declared no conflict"), lambda row: row.declared_at),
    Column("kept_away", _("Kept away by a conflict"), lambda row: "; ".join(row.kept_away)),
    Column("reason", _("Reason"), lambda row: row.reason),
)
