"""Why tries came to nothing: every single one, and how many by reason, theme, region and time."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.selectors import Person
from matchmaking.clocks import tries
from matchmaking.clocks.choices import Outcome
from matchmaking.matching.models import Reason
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.selectors import labels, regions_of


@dataclass(frozen=True)
class Try:
    """One try that came to nothing."""

    outcome: Outcome
    reason_id: str
    reason: str
    words: str
    need: Need
    offer: Offer
    on: datetime.date
    region: str
    themes: frozenset[str]  # of the first level

    @property
    def quarter(self) -> str:
        """When it ended, as "2026-Q4"."""
        return f"{self.on.year}-Q{(self.on.month - 1) // 3 + 1}"


@dataclass(frozen=True)
class Row:
    """One line of the report: how many of each outcome, and of all."""

    code: str
    label: str
    counts: list[tuple[str, int]]  # outcome, how many
    total: int


def failed_tries(user: Person) -> list[Try]:
    """Return the tries that came to nothing between records `user` may know of, newest first."""
    rows = [(s.outcome, row) for s in tries.sources() for row in tries.values_of(s)]
    needs = _known(Need.objects.visible_to(user).select_related("country"), rows, "need_no")
    offers = _known(Offer.objects.visible_to(user).select_related("organisation"), rows, "offer_no")
    names = {reason.pk: str(reason) for reason in Reason.objects.all()}
    found = [
        _try(outcome, row, needs[row["need_no"]], offers[row["offer_no"]], names)
        for outcome, row in rows
        if row["need_no"] in needs and row["offer_no"] in offers and row["ended"]
    ]
    return sorted(found, key=lambda one: (one.on, one.need.pk, one.offer.pk), reverse=True)


def kept_tries(found: Iterable[Try], asked: Mapping[str, Any]) -> list[Try]:
    """Keep the tries that fit what is asked: outcome, reason, theme, region, from, until."""
    tests: dict[str, Callable[[Try, Any], bool]] = {
        "outcome": lambda one, value: one.outcome == value,
        "reason": lambda one, value: one.reason_id == value,
        "theme": lambda one, value: value in one.themes,
        "region": lambda one, value: one.region == value,
        "quarter": lambda one, value: one.quarter == value,
        "first_day": lambda one, value: one.on >= value,
        "last_day": lambda one, value: one.on <= value,
    }
    wanted = [(tests[name], value) for name, value in asked.items() if value and name in tests]
    return [one for one in found if all(test(one, value) for test, value in wanted)]


def reason_tables(found: list[Try]) -> list[tuple[str, list[Row]]]:
    """Return how many tries failed, by each of the ways to look at them; its name comes first."""
    themes, regions = labels("theme"), labels("region")
    return [
        (
            "reason",
            _rows(found, lambda one: [one.reason_id], {t.reason_id: t.reason for t in found}),
        ),
        ("theme", _rows(found, lambda one: one.themes, themes)),
        ("region", _rows(found, lambda one: [one.region], regions)),
        ("quarter", _rows(found, lambda one: [one.quarter], {})),
    ]


def _rows(
    found: list[Try], keys: Callable[[Try], Iterable[str]], names: Mapping[str, str]
) -> list[Row]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        for key in keys(one):
            counts[key][one.outcome] += 1
    rows = [
        Row(
            code,
            names.get(code, code),
            [(outcome.value, counter[outcome]) for outcome in Outcome],
            counter.total(),
        )
        for code, counter in counts.items()
        if code
    ]
    return sorted(rows, key=lambda row: (-row.total, row.label))


def _known(records: Any, rows: Iterable[tuple[Any, Mapping[str, Any]]], column: str) -> Any:
    return records.prefetch_related("themes").in_bulk({row[column] for _outcome, row in rows})


def _try(
    outcome: Outcome, row: Mapping[str, Any], need: Need, offer: Offer, names: Mapping[str, str]
) -> Try:
    path = regions_of(need.country_id)
    at = row["ended"]
    return Try(
        outcome=outcome,
        reason_id=row["reason"],
        reason=names.get(row["reason"], row["reason"]),
        words=row["reason_words"],
        need=need,
        offer=offer,
        on=timezone.localdate(at) if isinstance(at, datetime.datetime) else at,
        region=path[-1] if path else "",
        themes=frozenset(theme.pk.split(".")[0] for theme in need.themes.all()),
    )
