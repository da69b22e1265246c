"""Who may do what with an assignment and with a review, in each of their states."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.reviews import services
from matchmaking.reviews.choices import AssignmentStatus
from matchmaking.reviews.models import Assignment
from matchmaking.reviews.services import ReviewIncomplete, StaleReview
from matchmaking.reviews.workflow import ASSIGNMENT_WORKFLOW
from tests import cast
from tests.reviews import making

pytestmark = pytest.mark.django_db

PEOPLE = ("amina", "nadia", "dina", "sofia", "tomas", "petra", "rania", "hugo", "omar")
FUND, OWN, NOBODY = {"tomas", "petra"}, {"rania"}, set()
# The move, from which states, and who may make it; rania is the reviewer.
TABLE = {
    "ask_reviewer": ({"proposed"}, FUND),
    "drop_reviewer": ({"proposed"}, FUND),
    "accept_review": ({"asked"}, OWN),
    "decline_review": ({"asked", "accepted"}, OWN),
    "leave_for_conflict": ({"asked", "accepted"}, OWN),
    "hand_in_review": ({"accepted"}, OWN),
    "take_off_reviewer": ({"asked", "accepted"}, FUND),
    "set_aside_review": ({"proposed", "asked", "accepted", "done"}, NOBODY),
}


def test_the_table_of_moves_is_complete():
    assignment = making.accepted()
    people = [cast.join(name) for name in PEOPLE]
    assert set(TABLE) == set(ASSIGNMENT_WORKFLOW.transitions)
    for state in AssignmentStatus.values:
        Assignment.objects.filter(pk=assignment.pk).update(status=state)
        found = making.again(assignment)
        for name, person in zip(PEOPLE, people, strict=True):
            moves = ASSIGNMENT_WORKFLOW.available(found, actor=person)
            wanted = {
                move for move, (states, who) in TABLE.items() if state in states and name in who
            }
            assert {move.name for move in moves} == wanted, (state, name)


ACTS = {
    "assign": lambda a, who: services.assign_reviewer(
        application_id=a.application_id,
        reviewer_id=making.person("mei").pk,
        actor=who,
        due_on=making.DUE,
    ),
    "propose": lambda a, who: services.propose_for_call(
        call_id=a.application.call_id, actor=who, due_on=making.DUE
    ),
    "day": lambda a, who: services.move_due_day(assignment_id=a.pk, actor=who, due_on=making.DUE),
    "remind": lambda a, who: services.remind_reviewer(assignment_id=a.pk, actor=who),
    "begin": lambda a, who: services.begin_review(assignment_id=a.pk, actor=who),
    "close": lambda a, who: services.close_reviews(
        application_id=a.application_id, actor=who, reason="Enough."
    ),
    "talk": lambda a, who: services.post_remark(
        application_id=a.application_id, actor=who, text="I see it otherwise."
    ),
    "profile": lambda a, who: services.save_profile(
        person_id=a.reviewer_id, actor=who, languages=["en"], themes=["MRK"], most_at_once=3
    ),
}
MAY = {
    "assign": FUND,
    "propose": FUND,
    "day": FUND,
    "remind": FUND,
    "begin": OWN,
    "close": FUND,
    "talk": FUND,  # rania has not handed in yet
    "profile": FUND | OWN,
}


def test_only_those_who_may_do_it():
    assignment = making.accepted()
    people = {name: cast.join(name) for name in (*PEOPLE, "mei")}
    for act, do in ACTS.items():
        for name in set(people) - MAY[act]:
            with pytest.raises(PermissionDenied):
                do(assignment, people[name])
        with rolled_back():
            do(assignment, people[sorted(MAY[act])[0]])


@contextmanager
def rolled_back():
    """Do something as if it had not been done."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def test_who_has_a_conflict_can_neither_be_asked_nor_administer():
    application = making.in_review()
    cast.join("rania"), cast.join("petra")
    making.declare(application, "petra")
    making.recuse(application, "petra")
    with pytest.raises(PermissionDenied):
        making.asked(application, "rania", actor="petra")
    making.asked(application, "rania")
    making.recuse(application, "rania")
    services.set_aside_for_conflict(
        application_id=application.pk, person_id=making.person("rania").pk
    )
    assert Assignment.objects.get().status == "removed"
    with pytest.raises(DomainError, match="conflict of interest"):
        making.asked(application, "rania")


def test_a_reviewer_who_declares_a_conflict_leaves_and_is_replaced(
    django_capture_on_commit_callbacks,
):
    assignment = making.accepted()
    with django_capture_on_commit_callbacks(execute=True):
        services.leave_for_conflict(
            assignment_id=assignment.pk,
            actor=assignment.reviewer,
            ground="personal",
            words="My sister leads it.",
        )
    assert making.again(assignment).status == "declined"
    assert not Assignment.objects.visible_to(making.person("rania")).exists()
    other = making.asked(assignment.application, "hugo")
    assert other.replaces == assignment


def test_a_review_is_handed_in_complete_and_two_windows_do_not_write_over_each_other():
    assignment = making.accepted()
    some = making.answers(assignment)
    first = next(iter(some))
    some[first] = some[first]._replace(rationale="Good")
    review = making.written(assignment, answers=some)
    with pytest.raises(ReviewIncomplete, match="say why"):
        services.submit_review(assignment_id=assignment.pk, actor=assignment.reviewer)
    some[first] = some[first]._replace(value=99, rationale=making.WHY)
    review = making.written(assignment, answers=some)
    assert review.scores.get(criterion=first).value is None
    with pytest.raises(ReviewIncomplete, match="give a score"):
        services.submit_review(assignment_id=assignment.pk, actor=assignment.reviewer)
    about = {"assignment_id": assignment.pk, "actor": assignment.reviewer}
    with pytest.raises(StaleReview):
        services.save_review(**about, version=review.version - 1, answers={}, words="Older")
    assert making.again(review).words != "Older"


def test_a_review_is_changed_after_the_discussion_and_both_are_kept():
    review = making.handed_in(points=2)
    about = {"assignment_id": review.assignment_id, "actor": review.assignment.reviewer}
    with pytest.raises(ReasonMissing):
        services.reopen_review(**about, reason=" ")
    changed = services.reopen_review(**about, reason="The annex answers it.")
    assert (changed.round, changed.status, changed.scores.first().value) == (2, "draft", 2)
    assert making.again(review).status == "submitted"  # it counts until the other is in
    making.written(review.assignment, 4)
    services.submit_review(**about)
    assert (making.again(review).status, making.again(changed).status) == ("replaced", "submitted")
    assert making.again(review).scores.first().value == 2
    services.reopen_review(**about, reason="Once more.")
    services.drop_rewriting(**about)
    assert making.again(changed).status == "submitted"
    with pytest.raises(NotInThisState):
        services.drop_rewriting(**about)


def test_reviews_are_closed_with_fewer_than_asked_for_only_with_a_reason():
    application = making.in_review(3)
    making.handed_in(application, "rania")
    waiting = making.drafted(application, "hugo").assignment
    about = {"application_id": application.pk, "actor": making.person("tomas")}
    with pytest.raises(DomainError, match="2 reviews are missing"):
        services.close_reviews(**about)
    services.close_reviews(**about, reason="Urgent.")
    assert making.fresh(application).status == "reviewed"
    assert making.again(waiting).status == "removed"
    with pytest.raises(DomainError, match="not in review"):
        services.reopen_review(
            assignment_id=Assignment.objects.get(status="done").pk,
            actor=making.person("rania"),
            reason="Late idea.",
        )
