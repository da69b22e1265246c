"""The fair assignment, against every possible one."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.reviews.engine.assigning import Bar, Reviewer, Task, assign, match, ranked

ENGLISH, FRENCH = frozenset({"en"}), frozenset({"fr"})


def loads(plan):
    return sorted(plan.loads.values())


def test_every_application_gets_its_number_and_the_work_is_shared():
    reviewers = [Reviewer(number, most=10) for number in range(4)]
    plan = assign([Task(number, wanted=3) for number in range(7)], reviewers)
    assert plan.missing == {}
    assert loads(plan) == [5, 5, 5, 6]


def test_work_already_under_way_counts():
    plan = assign([Task(1, wanted=2)], [Reviewer(1, load=3), Reviewer(2), Reviewer(3, load=1)])
    assert {pair.reviewer for pair in plan.pairs} == {2, 3}


def test_among_even_shares_those_who_know_the_theme_are_taken():
    reviewers = [Reviewer(1, themes=frozenset({"5"})), Reviewer(2, themes=frozenset({"9"}))]
    tasks = [
        Task(1, wanted=1, themes=frozenset({"9.1"})),
        Task(2, wanted=1, themes=frozenset({"5.2"})),
    ]
    assert {(pair.task, pair.reviewer) for pair in assign(tasks, reviewers).pairs} == {
        (1, 2),
        (2, 1),
    }


def test_what_nobody_can_take_is_said_and_the_rest_is_filled():
    tasks = [Task(1, 2, language="fr"), Task(2, 2, language="en")]
    plan = assign(tasks, [Reviewer(1, ENGLISH), Reviewer(2, ENGLISH | FRENCH)])
    assert plan.missing == {1: 1}
    assert len(plan.pairs) == 3


@pytest.mark.parametrize(
    ("reviewer", "task", "bar"),
    [
        (Reviewer(1), Task(1, 1, conflicts=frozenset({1})), Bar.CONFLICT),
        (Reviewer(1), Task(1, 1, assigned=frozenset({1})), Bar.ASSIGNED),
        (Reviewer(1), Task(1, 1, declined=frozenset({1})), Bar.DECLINED),
        (Reviewer(1, is_away=True), Task(1, 1), Bar.AWAY),
        (Reviewer(1, load=5), Task(1, 1), Bar.FULL),
        (Reviewer(1, ENGLISH), Task(1, 1, language="fr"), Bar.LANGUAGE),
        (Reviewer(1), Task(1, 1, language="fr"), None),
    ],
)
def test_who_cannot_review_is_left_out_with_the_reason(reviewer, task, bar):
    assert match(task, reviewer).bar == bar
    assert bool(assign([task], [reviewer]).pairs) == (bar is None)


def test_the_ranking_puts_first_who_can_then_the_least_busy_then_the_best_fit():
    task = Task(1, 1, themes=frozenset({"5"}), conflicts=frozenset({1}))
    people = [
        Reviewer(1),
        Reviewer(2, load=1),
        Reviewer(3, themes=frozenset({"9"})),
        Reviewer(4, themes=frozenset({"5"})),
    ]
    assert [one.reviewer for one in ranked(task, people)] == [4, 3, 2, 1]
    assert [round(one.fit, 2) for one in ranked(task, people)] == [0.8, 0.2, 0.5, 0.5]


def test_nothing_to_assign_gives_an_empty_plan():
    assert assign([], []).pairs == ()
    assert assign([Task(1, 2)], []).missing == {1: 2}
    assert assign([Task(1, 0)], [Reviewer(1)]).pairs == ()


def every_plan(tasks, reviewers):
    """Yield every allowed assignment as sets of pairs."""
    choices = []
    for task in tasks:
        free = [who.id for who in reviewers if match(task, who).bar is None]
        sizes = range(min(task.wanted, len(free)) + 1)
        choices.append([who for size in sizes for who in combinations(free, size)])
    room = {who.id: max(0, who.most - who.load) for who in reviewers}
    for chosen in product(*choices):
        if all(sum(pk in row for row in chosen) <= room[pk] for pk in room):
            yield chosen


def quality(chosen, tasks, reviewers):
    """Return what is better first: places filled, even loads, fit."""
    by_id = {who.id: who for who in reviewers}
    load = {who.id: who.load + sum(who.id in row for row in chosen) for who in reviewers}
    fit = sum(match(t, by_id[pk]).fit for t, row in zip(tasks, chosen, strict=True) for pk in row)
    uneven = sum(number * (number + 1) / 2 for number in load.values())
    return sum(map(len, chosen)), -uneven, round(fit, 6)


people = st.lists(
    st.builds(
        Reviewer,
        id=st.just(0),
        languages=st.sampled_from([frozenset(), ENGLISH, FRENCH]),
        themes=st.sampled_from([frozenset(), frozenset({"5"}), frozenset({"9.1"})]),
        load=st.integers(0, 2),
        most=st.integers(1, 4),
    ),
    min_size=1,
    max_size=4,
)
work = st.lists(
    st.builds(
        Task,
        id=st.just(0),
        wanted=st.integers(0, 3),
        language=st.sampled_from(["", "en", "fr"]),
        themes=st.sampled_from([frozenset(), frozenset({"5"}), frozenset({"5", "9"})]),
        conflicts=st.frozensets(st.integers(0, 3), max_size=2),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(reviewers=people, tasks=work)
def test_no_other_assignment_is_better(reviewers, tasks):
    reviewers = [Reviewer(**{**vars(who), "id": at}) for at, who in enumerate(reviewers)]
    tasks = [Task(**{**vars(task), "id": at}) for at, task in enumerate(tasks)]
    plan = assign(tasks, reviewers)
    chosen = tuple(
        tuple(pair.reviewer for pair in plan.pairs if pair.task == task.id) for task in tasks
    )
    assert all(len(set(row)) == len(row) for row in chosen)
    best = max(quality(other, tasks, reviewers) for other in every_plan(tasks, reviewers))
    assert quality(chosen, tasks, reviewers) == pytest.approx(best)
