"""Days are counted, and clocks are read, from facts alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.clocks import reckoning
from matchmaking.clocks.reckoning import Run, Target, between, later, read, step_due

# A busy machine is no failure.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
numbers = st.integers(0, 400)
counting = st.sampled_from(["working", "calendar"])
ways = ("working", "calendar")


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 0, FRIDAY),
        (SATURDAY, 1, MONDAY),
        (SATURDAY, 5, date(2026, 11, 27)),
        (MONDAY, 4, date(2026, 11, 27)),
        (MONDAY, 5, date(2026, 11, 30)),
        (MONDAY, 10, date(2026, 12, 7)),
    ],
)
def test_working_days_leave_out_the_weekend(start, count, end):
    assert later(start, count, "working") == end


@calm
@given(days, numbers, counting)
def test_counting_forth_and_back_gives_the_same_number(day, count, way):
    assert between(day, later(day, count, way), way) == count


@calm
@given(days, numbers)
def test_working_days_agree_with_counting_on_the_fingers(day, count):
    last = day + timedelta(days=count)
    one_by_one = sum(
        (day + timedelta(days=n)).weekday() < reckoning.SATURDAY for n in range(1, count + 1)
    )
    assert between(day, last, "working") == one_by_one


@calm
@given(days, numbers, numbers, counting)
def test_more_days_end_no_sooner(day, one, other, way):
    assert later(day, min(one, other), way) <= later(day, max(one, other), way)


pauses = st.lists(
    st.tuples(days, st.integers(0, 30)).map(lambda p: (p[0], p[0] + timedelta(days=p[1]))),
    max_size=4,
)


@calm
@given(days, numbers, pauses, counting)
def test_days_of_pauses_are_counted_once_and_never_beyond_the_time_itself(first, n, gaps, way):
    last = first + timedelta(days=n)
    counted = reckoning.paused_days(gaps, first, last, way)
    inside = {
        first + timedelta(days=d)
        for d in range(1, n + 1)
        if any(a <= first + timedelta(days=d) <= b for a, b in gaps)
    }
    worked = [day for day in inside if way == "calendar" or day.weekday() < reckoning.SATURDAY]
    assert counted == len(worked) <= between(first, last, way)


@calm
@given(days, st.integers(0, 60), numbers, pauses, counting)
def test_a_pause_moves_the_last_day_by_as_many_days(begun, target_days, age, gaps, way):
    today = begun + timedelta(days=age)
    run = Run("answer", "answer", 1, at(begun), pauses=tuple(gaps))
    shown = read(run, Target(target_days, way), today, UTC)
    assert shown.due_on == later(begun, target_days + shown.paused, way)
    assert shown.spent + shown.paused == between(begun, today, way)


@calm
@given(days, st.integers(0, 60), numbers, numbers, counting)
def test_what_is_late_stays_late_until_it_is_done(begun, target_days, one, other, way):
    run, target = Run("answer", "answer", 1, at(begun)), Target(target_days, way)
    early, late = (begun + timedelta(days=n) for n in sorted((one, other)))
    was = read(run, target, early, UTC)
    if was.is_overdue(early):
        assert read(run, target, late, UTC).is_overdue(late)
    done = Run("answer", "answer", 1, at(begun), done_at=at(late))
    assert not read(done, target, late + timedelta(days=500), UTC).is_overdue(late)


def test_a_paused_clock_is_never_overdue_and_goes_on_afterwards():
    run = Run("answer", "answer", 1, at(MONDAY), pauses=((date(2026, 11, 25), date(2026, 12, 4)),))
    target = Target(5, "calendar")
    during = read(run, target, date(2026, 12, 1), UTC)
    assert during.is_paused
    assert not during.is_overdue(date(2026, 12, 1))
    after = read(run, target, date(2026, 12, 20), UTC)
    assert after.due_on == date(2026, 12, 8)
    assert after.is_overdue(date(2026, 12, 20))


STEPS = Target(10, "calendar", remind_before=3, actor_after=1, managers_after=7, brokers_after=14)


@pytest.mark.parametrize(
    ("late", "step"),
    [
        (-4, ""),
        (-3, "reminder"),
        (0, "reminder"),
        (1, "actor"),
        (6, "actor"),
        (7, "managers"),
        (14, "brokers"),
        (400, "brokers"),
    ],
)
def test_only_the_last_step_that_is_due_is_taken(late, step):
    due = date(2026, 11, 23)
    assert step_due(due, STEPS, due + timedelta(days=late)) == step


def test_a_step_that_is_not_wanted_is_left_out():
    target = Target(10, "calendar", brokers_after=0)
    due = date(2026, 11, 23)
    assert step_due(due, target, due) == ""
    assert step_due(due, target, due + timedelta(days=1)) == "brokers"


@calm
@given(days, st.integers(-30, 90), st.integers(0, 60))
def test_steps_are_never_taken_back(due, late, more):
    first = step_due(due, STEPS, due + timedelta(days=late))
    then = step_due(due, STEPS, due + timedelta(days=late + more))
    order = ("", *reckoning.STEPS)
    assert order.index(then) >= order.index(first)


def events(*verbs):
    return [(at(MONDAY + timedelta(days=n)), verb) for n, verb in enumerate(verbs)]


@pytest.mark.parametrize(
    ("verbs", "ends"),
    [
        (("create", "submit"), ["open"]),
        (("submit", "publish"), ["done"]),
        (("submit", "return", "edit", "submit", "publish"), ["done", "done"]),
        (("submit", "withdraw"), ["stopped"]),
        (("submit", "return", "submit"), ["done", "open"]),
        (("create", "edit"), []),
    ],
)
def test_each_submission_is_a_run_of_its_own(verbs, ends):
    runs = reckoning.acknowledgements(events(*verbs), "need", 7)
    assert [_end(run) for run in runs] == ends


def _end(run):
    return "done" if run.done_at else "stopped" if run.stopped_at else "open"


@pytest.mark.parametrize(
    ("verbs", "first_on", "end"),
    [
        (("submit", "publish"), None, "open"),
        (("submit", "publish"), 5, "done"),
        (("submit", "publish", "withdraw"), None, "stopped"),
        (("submit", "publish", "withdraw"), 9, "stopped"),
        (("submit", "publish", "expire", "reopen"), None, "open"),
        (("submit", "publish", "pause"), None, "open"),
    ],
)
def test_the_first_suggestion_ends_the_wait_unless_the_record_was_closed(verbs, first_on, end):
    first_at = at(MONDAY + timedelta(days=first_on)) if first_on else None
    assert _end(reckoning.suggestion(events(*verbs), "offer", 7, first_at)) == end


def test_what_was_never_published_waits_for_no_suggestion():
    assert reckoning.suggestion(events("create", "submit"), "need", 7, None) is None


def test_an_owner_s_pause_lasts_until_it_is_resumed_or_withdrawn():
    told = events("submit", "publish", "pause", "edit", "resume", "pause")
    assert reckoning.pauses_of(told, UTC) == (
        (date(2026, 11, 25), date(2026, 11, 27)),
        (date(2026, 11, 28), None),
    )


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ([("giver", 5)], [("recipient", 0, None)]),
        ([("giver", 5), ("recipient", 5)], [("recipient", 0, 1)]),
        ([("recipient", 5), ("giver", 5)], [("giver", 0, 1)]),
        ([("giver", 5), ("giver", 8), ("recipient", 8)], [("recipient", 0, 2)]),
        ([("giver", 5), ("recipient", 4)], [("recipient", 0, 1), ("giver", 1, None)]),
        (
            [("giver", 5), ("recipient", 5), ("giver", 9)],
            [("recipient", 0, 1), ("recipient", 2, None)],
        ),
        ([("giver", 5), ("recipient", 4), ("giver", 4)], [("recipient", 0, 1), ("giver", 1, 2)]),
    ],
)
def test_the_other_side_is_asked_until_both_say_the_same(said, answers):
    days_of = [at(MONDAY + timedelta(days=n)) for n in range(len(said))]
    stated = [(day, side, total) for day, (side, total) in zip(days_of, said, strict=True)]
    found = [
        (side, days_of.index(since), done and days_of.index(done))
        for side, since, done in reckoning.confirmations(stated)
    ]
    assert found == answers
