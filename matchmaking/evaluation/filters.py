"""What can be asked of the list of evaluations, and what its files hold."""

from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.evaluation.choices import (
    OVER,
    Answer,
    CriterionCode,
    EvaluationStatus,
    Timing,
)
from matchmaking.evaluation.models import Evaluation, EvaluationCriterion
from matchmaking.vocabulary.models import Country

ANY = _("Any")


class EvaluationFilterSet(RowFilterSet):
    """By words, State, status and when in the life of the project it was."""

    sorts = (
        Sort("newest", _("Newest"), ("-planned_at", "-pk")),
        Sort("title", _("Title"), ("shown_title", "pk")),
        Sort("number", _("Number"), ("number",)),
    )
    # A passage that is withheld is not in what is looked into.
    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    country = django_filters.ModelChoiceFilter(
        field_name="undertaking__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=ANY,
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=EvaluationStatus.choices, empty_label=ANY
    )
    timing = django_filters.ChoiceFilter(label=_("When"), choices=Timing.choices, empty_label=ANY)

    class Meta:
        model = Evaluation
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = self.queryset.order_by().values("undertaking__country")
        rows = Country.objects.filter(pk__in=countries).order_by("name_en")
        self.filters["country"].queryset = rows

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those with these words, in what the person may read of them."""
        return rows.filter(Q(number__iexact=value) | Q(shown_words__icontains=value))


def with_results(rows: Iterable[Any]) -> list[Any]:
    """Return evaluations with `results`: what may be shown under each criterion, by code."""
    found = list(rows)
    inside = [row.pk for row in found if row.is_known and row.status in OVER]
    settled: dict[int, dict[str, str]] = {}
    criteria = EvaluationCriterion.objects.filter(evaluation__in=inside).select_related("scale")
    for one in criteria:
        most = max(one.scale.values)
        settled.setdefault(one.evaluation_id, {})[one.code] = _result(one.answer, one.points, most)
    for row in found:
        row.results = settled.get(row.pk) or _published(row)
    return found


def _published(row: Any) -> Mapping[str, str]:
    if row.is_known or row.status != EvaluationStatus.PUBLISHED:
        return {}
    shown = (one for one in row.publication.contents["criteria"] if not one.get("is_withheld"))
    return {one["code"]: _result(one["answer"], one["points"], one["most"]) for one in shown}


def _result(answer: str, points: int | None, most: int) -> str:
    if answer == Answer.SCORE:
        return str(_("%(points)s of %(most)s") % {"points": points, "most": most})
    return str(Answer(answer).label) if answer else ""


def _of(code: str) -> Column:
    return Column(code, CriterionCode(code).label, lambda row: row.results.get(code, ""))


COLUMNS = (
    Column("number", _("Number"), lambda row: row.number),
    Column("title", _("Title"), lambda row: row.shown_title),
    Column("state", _("State"), lambda row: str(row.undertaking.country or "")),
    Column("when", _("When"), lambda row: row.get_timing_display()),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("final", _("Final"), lambda row: row.finished_at and row.finished_at.date()),
    *(_of(code) for code in CriterionCode.values),
)
