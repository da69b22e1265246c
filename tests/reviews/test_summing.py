"""What reviews come to in figures, and what tasks come of them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from accounts.notifications import inbox
from matchmaking.reviews import selectors, services
from matchmaking.reviews.engine.weighing import Yardstick, mean, rounded, weighted
from matchmaking.reviews.models import Assignment
from tests import cast
from tests.reviews import making

STICKS = {1: Yardstick(50, 6), 2: Yardstick(30, 6), 3: Yardstick(20, 5)}


@pytest.mark.parametrize(
    ("points", "score"),
    [
        ({1: 6, 2: 6, 3: 5}, 100),
        ({1: 1, 2: 1, 3: 1}, 0),
        ({1: 6, 2: 1, 3: 1}, 50),
        ({1: 3, 2: 4, 3: 2}, 43),
        ({1: 3, 2: 4}, None),
    ],
)
def test_a_review_weighs_from_0_to_100(points, score):
    assert weighted(points, STICKS) == score


def test_equal_reviews_are_exactly_equal_whatever_the_order_of_sums():
    thirds = [Fraction(100, 3), Fraction(200, 3), Fraction(50)]
    assert rounded(mean(thirds)) == rounded(mean(thirds[::-1])) == Decimal("50.00")
    assert (rounded(None), mean([])) == (None, None)


def tasks_of(name):
    return {task.source.name for task in inbox.tasks_for(making.person(name))}


@pytest.mark.django_db
def test_from_the_proposal_to_the_sums():
    application = making.in_review(2)
    for name in ("rania", "hugo", "mei"):
        cast.join(name)
    services.save_profile(
        person_id=making.person("mei").pk,
        actor=making.person("mei"),
        languages=["fr"],  # the proposal is in English
        themes=[],
        most_at_once=3,
    )
    tomas = making.person("tomas")
    plan = services.propose_for_call(call_id=application.call_id, actor=tomas, due_on=making.DUE)
    assert plan.missing == {}
    rows = Assignment.objects.filter(application=application)
    assert {str(row.reviewer) for row in rows} == {"Rania", "Hugo"}
    assert "answer_review" not in tasks_of("rania")
    services.ask_reviewers(
        call_id=application.call_id,
        actor=tomas,
        assignment_ids=[row.pk for row in rows],
        due_on=making.DUE,
    )
    assert "answer_review" in tasks_of("rania")
    for row, points in zip(rows.order_by("pk"), (4, 1), strict=True):
        services.accept_assignment(assignment_id=row.pk, actor=row.reviewer)
        assert "write_review" in tasks_of(row.reviewer.full_name.lower())
        making.written(making.again(row), points)
        services.submit_review(assignment_id=row.pk, actor=row.reviewer)
    assert "close_reviews" in tasks_of("tomas")
    summary = selectors.summaries(tomas, [application.pk])[application.pk]
    assert (summary.count, summary.expected, summary.is_complete) == (2, 2, True)
    assert (summary.weighted, summary.spread) == (Decimal("50.00"), Decimal("100.00"))
    assert all(one.is_one_of_two for one in summary.outliers)
    assert "With two reviewers nobody can say" in selectors.outliers_in_words(summary)[0]
    agreed = selectors.call_agreement(selectors.summaries_of_call(tomas, application.call).values())
    assert (agreed.overall.units, agreed.overall.raters, agreed.applications) == (1, 2, 1)
    progress = selectors.progress(tomas, application.call)
    assert (progress.tally.done, progress.expected, progress.tally.under_way) == (2, 2, 0)


@pytest.mark.django_db
def test_nobody_who_left_is_proposed_again_and_the_administrator_is_told():
    application = making.in_review(1)
    assignment = making.asked(application, "rania")
    services.decline_assignment(
        assignment_id=assignment.pk, actor=making.person("rania"), reason="No time."
    )
    assert "replace_reviewer" in tasks_of("tomas")
    plan = services.propose_for_call(
        call_id=application.call_id, actor=making.person("tomas"), due_on=making.DUE
    )
    assert (plan.pairs, plan.missing) == ((), {application.pk: 1})
