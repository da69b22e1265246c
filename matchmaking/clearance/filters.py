"""What can be asked of the checks, and what their file holds."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.clearance.choices import PASSED, CheckStatus, Side
from matchmaking.clearance.models import Check
from matchmaking.clearance.shipped import active_rules
from matchmaking.vocabulary.selectors import country_choices

STATES = [("waiting", _("Waiting")), *CheckStatus.choices]


def _codes() -> list[tuple[str, str]]:
    return [(rule.code, str(rule)) for rule in active_rules()]


class CheckFilterSet(RowFilterSet):
    """By state, check, side, recipient and words."""

    sorts = (
        Sort("waiting", _("Longest waiting"), ("since", "pk")),
        Sort("newest", _("Newest"), ("-since", "-pk")),
        Sort("ends", _("Runs out first"), (F("ruling__valid_until").asc(nulls_last=True), "pk")),
        Sort("recipient", _("Recipient"), ("checklist__need__country__name_en", "pk")),
    )

    q = django_filters.CharFilter(label=_("Words"), method="with_words")
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=STATES, empty_label=_("All"), method="in_state"
    )
    code = django_filters.ChoiceFilter(label=_("Check"), choices=_codes, empty_label=_("All"))
    side = django_filters.ChoiceFilter(
        label=_("Cleared by"),
        field_name="rule__cleared_by",
        choices=Side.choices,
        empty_label=_("All"),
    )
    country = django_filters.ChoiceFilter(
        label=_("Recipient"),
        field_name="checklist__need__country",
        choices=country_choices,
        empty_label=_("All States"),
    )

    class Meta:
        model = Check
        fields: list[str] = []

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the checks of pairs in whose titles or organisations every word stands."""
        for word in value.split():
            rows = rows.filter(
                Q(checklist__need__title__icontains=word)
                | Q(checklist__offer__title__icontains=word)
                | Q(checklist__need__organisation__name__icontains=word)
                | Q(checklist__offer__organisation__name__icontains=word)
            )
        return rows

    def in_state(self, rows: Any, name: str, value: str) -> QuerySet[Any]:
        """Keep the checks in a state today; one whose last day is over has run out."""
        over = Q(status__in=PASSED, ruling__valid_until__lt=timezone.localdate())
        if value == "waiting":
            found: QuerySet[Any] = rows.waiting()
        elif value == CheckStatus.EXPIRED:
            found = rows.filter(Q(status=value) | over)
        else:
            found = rows.filter(status=value).exclude(over)
        return found


CHECK_COLUMNS = [
    Column("check", _("Check"), str),
    Column("recipient", _("Recipient"), lambda check: str(check.checklist.need.country)),
    Column("request", _("Request"), lambda check: str(check.checklist.need)),
    Column("giver", _("Giver"), lambda check: str(check.checklist.offer.organisation)),
    Column("offer", _("Offer"), lambda check: str(check.checklist.offer)),
    Column("side", _("Cleared by"), lambda check: str(check.rule.get_cleared_by_display())),
    Column("status", _("Status"), lambda check: check.standing_name),
    Column("since", _("Waiting since"), lambda check: check.since.isoformat(timespec="seconds")),
    Column("until", _("Holds until"), lambda check: check.valid_until or ""),
]
