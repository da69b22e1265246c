"""Traffic lights: from facts by rules, at and around every limit."""

import datetime
from dataclasses import replace

import pytest

from matchmaking.money import Money
from matchmaking.progress import chronicle, lights

TODAY = datetime.date(2027, 7, 1)
FACTS = lights.Facts(today=TODAY)


def days(count):
    return TODAY + datetime.timedelta(days=count)


def colour(code, facts):
    return next(light for light in lights.lights(facts) if light.code == code).colour


def work(done, begins=-50, ends=49):
    """A hundred days of work, half of them gone."""
    return lights.Work(days(begins), days(ends), done)


def part(budget, spent):
    return lights.BudgetPart(Money(budget, "USD"), Money(spent, "USD"))


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (0.5, "green"),
        (0.40, "green"),
        (0.39, "amber"),
        (0.25, "amber"),
        (0.24, "red"),
        (1, "green"),
    ],
)
def test_an_undertaking_is_late_by_the_share_of_work_that_should_be_done(done, expected):
    assert colour("late", replace(FACTS, work=[work(done)])) == expected


@pytest.mark.parametrize(
    ("due", "is_reached", "expected"),
    [
        (0, False, "green"),
        (-1, False, "amber"),
        (-60, False, "amber"),
        (-61, False, "red"),
        (-61, True, "green"),
        (30, False, "green"),
    ],
)
def test_a_missed_milestone_makes_it_late(due, is_reached, expected):
    deadline = lights.Deadline(days(due), is_reached)
    assert colour("late", replace(FACTS, deadlines=[deadline])) == expected


def test_long_work_weighs_more_than_short_work():
    long, short = work(0.5), lights.Work(days(-10), days(-1), 0.0)
    expected, done = lights.behind([long, short], TODAY)
    assert expected == pytest.approx(60 / 110)
    assert done == pytest.approx(50 / 110)


def test_work_that_has_not_begun_is_not_expected():
    assert lights.behind([work(0.0, begins=0, ends=30)], TODAY) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ((), "grey"),
        ((1.0, 0.8), "green"),
        ((1.0, 0.79), "amber"),
        ((0.5,), "amber"),
        ((1.2, 0.49), "red"),
        ((-0.1,), "red"),
    ],
)
def test_the_lowest_indicator_says_whether_it_is_on_target(reached, expected):
    assert colour("off_target", replace(FACTS, reached=reached, indicators=3)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (None, "grey"),
        ((), "grey"),
        ((part(100, 100), part(50, 0)), "green"),
        ((part(100, 101), part(900, 0)), "amber"),
        ((part(100, 110), part(900, 0)), "amber"),
        ((part(100, 111), part(900, 0)), "red"),
        ((part(0, 1), part(900, 0)), "red"),
    ],
)
def test_a_line_spent_beyond_the_budget_shows(parts, expected):
    assert colour("overspent", replace(FACTS, budget=parts)) == expected


@pytest.mark.parametrize(("spent", "expected"), [(45, "green"), (46, "amber")])
def test_money_spent_far_ahead_of_the_work_shows(spent, expected):
    facts = replace(FACTS, work=[work(0.2)], budget=[part(100, spent)])
    assert colour("overspent", facts) == expected


@pytest.mark.parametrize(
    ("owed", "expected"),
    [((), "green"), ((0,), "green"), ((-1,), "amber"), ((-30, 5), "amber"), ((-31, -1), "red")],
)
def test_late_reports_show(owed, expected):
    facts = replace(FACTS, is_reporting=True, owed=[days(day) for day in owed])
    assert colour("reports", facts) == expected


@pytest.mark.parametrize(
    ("concerns", "expected"),
    [
        ((), "green"),
        (((3, None),), "green"),
        (((3, -1),), "amber"),
        (((4, None),), "amber"),
        (((6, 5),), "amber"),
        (((3, 0), (9, None)), "red"),
    ],
)
def test_open_risks_and_issues_show(concerns, expected):
    rows = [lights.Concern(weight, None if due is None else days(due)) for weight, due in concerns]
    assert colour("risks", replace(FACTS, concerns=rows, has_register=True)) == expected


def test_what_is_not_known_is_grey_and_says_why():
    found = lights.lights(FACTS)
    assert {light.colour for light in found} == {"grey"}
    assert lights.worst(found) == "grey"
    assert all(light.rule and all(light.values) for light in found)


def test_the_worst_light_counts_and_grey_hides_nothing():
    found = lights.lights(replace(FACTS, work=[work(0.3)], is_reporting=True))
    assert [light.colour for light in found] == ["amber", "grey", "grey", "green", "grey"]
    assert lights.worst(found) == "amber"


def test_every_limit_stands_in_its_rule():
    rules = {light.code: light.rule for light in lights.lights(FACTS)}
    assert "10 percentage points" in rules["late"]
    assert "60 days" in rules["late"]
    assert "80 %" in rules["off_target"]
    assert "50 %" in rules["off_target"]
    assert "10 %" in rules["overspent"]
    assert "30 days" in rules["reports"]


def test_a_timeline_parts_what_was_from_what_will_be():
    events = [chronicle.Event(days(at), "milestone", f"day {at}") for at in (5, -3, 0, -3)]
    found = chronicle.arranged(events, TODAY)
    assert [event.words for event in found.past] == ["day -3", "day 0"]
    assert [event.words for event in found.ahead] == ["day 5"]
