"""The story of an undertaking at a glance: asked, promised, paid, delivered, measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.selectors import Person
from matchmaking.agreements.terms import counted
from matchmaking.money import Money
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import IndicatorNow, latest_values, needs_of
from matchmaking.needs.models import Need
from matchmaking.payments.facts import money_of
from matchmaking.progress.lights import percent
from matchmaking.progress.selectors.figures import (
    Confirmed,
    DeliveredLine,
    confirmed_hand_overs,
    delivered_lines,
)


@dataclass(frozen=True)
class Line:
    """One thing with its figure; `share` is the part of what was planned, where it is known."""

    words: str
    figure: str
    url: str = ""
    share: float | None = None


@dataclass(frozen=True)
class StoryPart:
    """One step of the story, and what there is to say of it; `empty` says why there is nothing."""

    code: str
    title: str | Promise
    empty: str | Promise
    lines: list[Line] = field(default_factory=list)


def known_needs(user: Person, undertaking: Undertaking) -> list[Need]:
    """Return the requests it serves that `user` may know of, with their passage."""
    ids = [need.pk for need in needs_of(undertaking)]
    rows = Need.objects.visible_to(user).filter(pk__in=ids)
    return list(rows.select_related("candidate__report", "country").order_by("pk"))


@dataclass(frozen=True)
class Arrivals:
    """What of an undertaking has arrived: hand-overs of a project, lines of an agreement."""

    hand_overs: Sequence[Confirmed]
    lines: Sequence[DeliveredLine]


def story_of(user: Person, undertaking: Undertaking) -> list[StoryPart]:
    """Return all five steps, in their order."""
    pk = undertaking.pk
    arrivals = Arrivals(confirmed_hand_overs([pk])[pk], delivered_lines([pk])[pk])
    return [
        StoryPart(
            "asked",
            gettext_lazy("Asked"),
            gettext_lazy("No request is named."),
            list(_asked(known_needs(user, undertaking))),
        ),
        StoryPart(
            "promised",
            gettext_lazy("Promised"),
            gettext_lazy("Nothing is agreed."),
            list(_promised(undertaking, arrivals)),
        ),
        StoryPart(
            "paid",
            gettext_lazy("Paid"),
            gettext_lazy("Nothing is paid: it is given in kind."),
            list(_paid(undertaking, arrivals)),
        ),
        StoryPart(
            "delivered",
            gettext_lazy("Delivered"),
            gettext_lazy("No delivery is confirmed by both sides yet."),
            list(_delivered(arrivals)),
        ),
        StoryPart(
            "measured",
            gettext_lazy("Measured"),
            gettext_lazy("No value is approved yet."),
            list(_measured(latest_values([undertaking.pk])[undertaking.pk])),
        ),
    ]


def _asked(needs: Sequence[Need]) -> Iterator[Line]:
    for need in needs:
        url = reverse("needs:detail", args=[need.pk])
        yield Line(str(need), str(need.budget or ""), url)
        for row in need.lines.select_related("kind").order_by("position", "pk"):
            if row.quantity is not None:
                yield Line(str(row), counted(row.quantity, row.unit, grouped=True))


def _promised(undertaking: Undertaking, arrivals: Arrivals) -> Iterator[Line]:
    if undertaking.project is not None:
        yield Line(_("Approved by the fund"), str(undertaking.project.amount))
        for row in arrivals.hand_overs:
            one = row.hand_over
            yield Line(one.words, counted(one.quantity, one.unit, grouped=True))
    for line in arrivals.lines:
        unit = line.line.need_line.unit
        figure = _figure(line.agreed.quantity, unit, line.agreed.amount)
        yield Line(str(line.line), figure)


def _paid(undertaking: Undertaking, arrivals: Arrivals) -> Iterator[Line]:
    if undertaking.project is None:
        for line in arrivals.lines:
            if line.agreed.quantity is None and line.agreed.amount and line.delivered.amount:
                share = line.delivered.amount.minor / line.agreed.amount.minor
                yield Line(str(line.line), str(line.delivered.amount), share=share)
        return
    money = money_of([undertaking.project])[undertaking.project.pk]
    for words, sum_ in (
        (_("Paid by the fund"), money.disbursed),
        (_("Spent and accepted"), money.spent),
        (_("Paid back"), money.refunded),
    ):
        yield Line(words, str(sum_), share=_part(sum_, undertaking.project.amount))


def _delivered(arrivals: Arrivals) -> Iterator[Line]:
    for row in arrivals.hand_overs:
        one = row.hand_over
        yield _of(one.words, row.quantity, one.quantity, one.unit)
    for line in arrivals.lines:
        if line.agreed.quantity is not None and line.delivered.quantity is not None:
            unit = line.line.need_line.unit
            yield _of(str(line.line), line.delivered.quantity, line.agreed.quantity, unit)


def _measured(rows: Sequence[IndicatorNow]) -> Iterator[Line]:
    for row in rows:
        if row.value is None:
            continue
        share = row.achievement.ratio
        yield Line(
            row.indicator.title,
            _value_words(row),
            share=None if share is None else float(share),
        )


def _value_words(row: IndicatorNow) -> str:
    value, indicator = row.value, row.indicator
    if value is None or value.number is None:
        return (value.words or value.get_answer_display()) if value else ""
    figure = counted(value.number, indicator.unit, grouped=True)
    if indicator.target is None:
        return figure
    words = {"figure": figure, "target": counted(indicator.target, "", grouped=True).strip()}
    said = _("%(figure)s, target %(target)s") % words
    if row.achievement.ratio is None:
        return said
    return f"{said} ({percent(float(row.achievement.ratio))})"


def _of(words: str, part: Decimal, whole: Decimal, unit: str) -> Line:
    said = {"part": counted(part, "", grouped=True).strip()}
    said["whole"] = counted(whole, unit, grouped=True)
    return Line(words, _("%(part)s of %(whole)s") % said, share=float(part / whole))


def _figure(quantity: Decimal | None, unit: str, amount: Money | None) -> str:
    parts = [
        counted(quantity, unit, grouped=True) if quantity is not None else "",
        str(amount or ""),
    ]
    return " · ".join(part for part in parts if part)


def _part(sum_: Money, whole: Money) -> float | None:
    return sum_.minor / whole.minor if whole.minor and sum_.currency == whole.currency else None
