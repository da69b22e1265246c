"""Traffic lights: from facts, by rules that the reader can see. Nobody sets one by hand."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from matchmaking.money import Money
from matchmaking.progress.choices import Colour

Share = float  # a part of one
# Behind the plan by so much of the work, or a day missed by so many days.
BEHIND = {Colour.AMBER: 0.10, Colour.RED: 0.25}
MISSED = {Colour.AMBER: 0, Colour.RED: 60}
# Of what an indicator was to have reached by now.
REACHED = {Colour.AMBER: 0.8, Colour.RED: 0.5}
# Of a line of the budget spent beyond it; and of money spent ahead of the work.
OVER_LINE = {Colour.AMBER: 0.0, Colour.RED: 0.10}
AHEAD = 0.25
REPORT_LATE = {Colour.AMBER: 0, Colour.RED: 30}
WEIGHT = {Colour.AMBER: 4, Colour.RED: 9}
ORDER = list(Colour)


@dataclass(frozen=True)
class Work:
    """An activity: when it is planned, and how much of it is done."""

    starts_on: datetime.date
    ends_on: datetime.date
    done: Share

    @property
    def days(self) -> int:
        """How many days it is planned to take."""
        return (self.ends_on - self.starts_on).days + 1

    def expected(self, today: datetime.date) -> Share:
        """Return how much should be done by the evening of yesterday: as time runs, evenly."""
        return min(1.0, max(0.0, (today - self.starts_on).days / self.days))


@dataclass(frozen=True)
class Deadline:
    """Something to be reached by a day: a milestone, or the delivery of a line."""

    due_on: datetime.date
    is_reached: bool


@dataclass(frozen=True)
class BudgetPart:
    """A line of the budget and what was spent on it, also what still waits for the fund."""

    budget: Money
    spent: Money


@dataclass(frozen=True)
class Concern:
    """A risk or issue that is open: how much it matters, from 1 to 9, and by when it is settled."""

    weight: int
    due_on: datetime.date | None


@dataclass(frozen=True)
class Facts:
    """What holds of an undertaking on a day, as far as traffic lights look."""

    today: datetime.date
    work: Sequence[Work] = ()
    deadlines: Sequence[Deadline] = ()
    # Of each indicator that was measured: the part of what it was to have reached by now.
    reached: Sequence[Share] = ()
    indicators: int = 0
    # None where there is no budget to keep, as with an agreement.
    budget: Sequence[BudgetPart] | None = None
    # The days on which reports and values were due that have not been handed in.
    owed: Sequence[datetime.date] = ()
    is_reporting: bool = False
    concerns: Sequence[Concern] = ()
    has_register: bool = False


@dataclass(frozen=True)
class Light:
    """One light: its colour, the rule, and the facts it was computed from."""

    code: str
    title: str | Promise
    colour: str
    rule: str
    values: tuple[str, ...]

    @property
    def label(self) -> str | Promise:
        """The colour in words."""
        return Colour(self.colour).label


def lights(facts: Facts) -> list[Light]:
    """Return all lights of an undertaking, always in the same order."""
    return [light(facts) for light in (_late, _off_target, _overspent, _reports, _risks)]


def worst(found: Iterable[Light]) -> str:
    """Return the worst colour; not known only where nothing is known at all."""
    return min((light.colour for light in found), key=lambda one: ORDER.index(Colour(one)))


def graded(value: float, limits: dict[Colour, Any]) -> Colour:
    """Return the colour of a figure that must not be above its limits."""
    if value > limits[Colour.RED]:
        return Colour.RED
    return Colour.AMBER if value > limits[Colour.AMBER] else Colour.GREEN


def behind(work: Sequence[Work], today: datetime.date) -> tuple[Share, Share]:
    """Return which part of the work should be done and is done, weighted by planned days."""
    days = sum(one.days for one in work) or 1
    expected = sum(one.days * one.expected(today) for one in work) / days
    return expected, sum(one.days * one.done for one in work) / days


def missed(facts: Facts) -> list[int]:
    """Return by how many days each deadline that has passed is missed."""
    open_ones = [one.due_on for one in facts.deadlines if not one.is_reached]
    return [(facts.today - day).days for day in open_ones if day < facts.today]


def _late(facts: Facts) -> Light:
    rule = gettext(
        "Amber: more than %(amber)s behind the plan, or a milestone or delivery is missed. Red: "
        "more than %(red)s behind, or one is missed by more than %(days)s days."
    ) % {**_limits(BEHIND, points), "days": MISSED[Colour.RED]}
    if not facts.work and not facts.deadlines:
        return Light("late", _("On time"), Colour.GREY, rule, (gettext("There is no plan."),))
    colours, values = [Colour.GREEN], []
    if facts.work:
        expected, done = behind(facts.work, facts.today)
        colours.append(graded(round(expected - done, 4), BEHIND))
        said = gettext("%(done)s of the work done, %(expected)s planned by now")
        values.append(said % {"done": percent(done), "expected": percent(expected)})
    if facts.deadlines:
        days = missed(facts)
        colours += [graded(one, MISSED) for one in days]
        values.append(_missed_words(days))
    return Light("late", _("On time"), _worst_of(colours), rule, tuple(values))


def _missed_words(days: list[int]) -> str:
    if not days:
        return gettext("no milestone or delivery missed")
    said = ngettext(
        "%(count)s milestone or delivery missed, by %(days)s days",
        "%(count)s milestones or deliveries missed, one by %(days)s days",
        len(days),
    )
    return said % {"count": len(days), "days": max(days)}


def _off_target(facts: Facts) -> Light:
    rule = gettext(
        "Amber: an indicator has reached less than %(amber)s of what was to be reached by now. "
        "Red: one has reached less than %(red)s."
    ) % _limits(REACHED, percent)
    title = _("On target")
    said = gettext("%(count)s of %(all)s indicators measured")
    values = [said % {"count": len(facts.reached), "all": facts.indicators}]
    if not facts.reached:
        return Light("off_target", title, Colour.GREY, rule, tuple(values))
    lowest = min(facts.reached)
    values.append(gettext("the lowest has reached %(share)s") % {"share": percent(lowest)})
    negated = {colour: -limit for colour, limit in REACHED.items()}
    return Light("off_target", title, graded(-lowest, negated), rule, tuple(values))


def _overspent(facts: Facts) -> Light:
    rule = gettext(
        "Amber: a line of the budget is overspent, or the share of the money spent is more than "
        "%(ahead)s ahead of the work. Red: a line or all of it is overspent by more than %(red)s."
    ) % {"ahead": points(AHEAD), "red": percent(OVER_LINE[Colour.RED])}
    title = _("Within budget")
    if not facts.budget:
        return Light("overspent", title, Colour.GREY, rule, (gettext("There is no budget."),))
    budget, spent = _total(facts.budget)
    over = [_over(one.budget, one.spent) for one in facts.budget] + [_over(budget, spent)]
    colours = [graded(one, OVER_LINE) for one in over]
    if facts.work:
        done = behind(facts.work, facts.today)[1]
        ahead = spent.minor / budget.minor - done if budget.minor else 0.0
        colours.append(Colour.AMBER if round(ahead, 4) > AHEAD else Colour.GREEN)
    said = gettext("%(spent)s of %(budget)s spent, %(count)s lines overspent")
    count = sum(one > 0 for one in over[:-1])
    words = said % {"spent": spent, "budget": budget, "count": count}
    return Light("overspent", title, _worst_of(colours), rule, (words,))


def _reports(facts: Facts) -> Light:
    rule = gettext(
        "Amber: a report or a period of values is late. Red: one is late by more than %(days)s "
        "days."
    ) % {"days": REPORT_LATE[Colour.RED]}
    title = _("Reported")
    if not facts.is_reporting:
        nothing = (gettext("Nothing has to be reported."),)
        return Light("reports", title, Colour.GREY, rule, nothing)
    late = [(facts.today - day).days for day in facts.owed if day < facts.today]
    colour = _worst_of([Colour.GREEN, *(graded(days, REPORT_LATE) for days in late)])
    return Light("reports", title, colour, rule, _late_words(late))


def _late_words(late: list[int]) -> tuple[str, ...]:
    if not late:
        return (gettext("nothing is late"),)
    said = ngettext("%(count)s is late", "%(count)s are late", len(late)) % {"count": len(late)}
    return said, gettext("the oldest by %(days)s days") % {"days": max(late)}


def _risks(facts: Facts) -> Light:
    rule = gettext(
        "Likelihood times impact, each from 1 to 3; an issue is as likely as can be. Amber: one of "
        "%(amber)s or more is open, or one is not settled by its day. Red: one of %(red)s is open."
    ) % {"amber": WEIGHT[Colour.AMBER], "red": WEIGHT[Colour.RED]}
    title = _("Risks and issues")
    if not facts.has_register:
        return Light("risks", title, Colour.GREY, rule, (gettext("Nobody has named any."),))
    weights = [one.weight for one in facts.concerns]
    colours = [graded(one, {c: limit - 1 for c, limit in WEIGHT.items()}) for one in weights]
    overdue = [one for one in facts.concerns if one.due_on and one.due_on < facts.today]
    colours += [Colour.AMBER] * bool(overdue)
    words = {"count": len(weights), "overdue": len(overdue)}
    said = gettext("%(count)s open, %(overdue)s past their day") % words
    return Light("risks", title, _worst_of([Colour.GREEN, *colours]), rule, (said,))


def percent(share: Share) -> str:
    """Return a part of one in words: "25 %"."""
    return gettext("%(number)s %%") % {"number": round(share * 100)}


def points(share: Share) -> str:
    """Return a difference of two parts of one in words."""
    return gettext("%(number)s percentage points") % {"number": round(share * 100)}


def _limits(limits: dict[Colour, Share], words: Callable[[Share], str]) -> dict[str, str]:
    return {"amber": words(limits[Colour.AMBER]), "red": words(limits[Colour.RED])}


def _worst_of(colours: Iterable[Colour]) -> Colour:
    return min(colours, key=ORDER.index)


def _over(budget: Money, spent: Money) -> Share:
    """Return by which part of a budget it was overspent; spending without any is all too much."""
    if budget.minor <= 0:
        return 1.0 if spent.minor > 0 else 0.0
    return max(0.0, (spent.minor - budget.minor) / budget.minor)


def _total(parts: Sequence[BudgetPart]) -> tuple[Money, Money]:
    currency = parts[0].budget.currency
    return (
        Money(sum(one.budget.minor for one in parts), currency),
        Money(sum(one.spent.minor for one in parts), currency),
    )
