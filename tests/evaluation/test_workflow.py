"""Who may do what with an evaluation and as an evaluator, in each of their states."""

from contextlib import contextmanager
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import services as accounts
from accounts.choices import Role
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.evaluation import independence, services
from matchmaking.evaluation.choices import AssignmentStatus, EvaluationStatus
from matchmaking.evaluation.independence import Bar, NotIndependent
from matchmaking.evaluation.models import Assignment, Citation, Evaluation
from matchmaking.evaluation.services import ResponseData, ScoresIncomplete
from matchmaking.evaluation.workflow import ASSIGNMENT_WORKFLOW, EVALUATION_WORKFLOW
from matchmaking.vocabulary.choices import UN_LANGUAGES
from tests import cast
from tests.evaluation import making
from tests.monitoring import making as monitoring

pytestmark = pytest.mark.django_db

PEOPLE = ("amina", "ali", "dina", "sofia", "tomas", "elena", "ines", "omar")
ANCHORS = dict.fromkeys(range(1, 7), dict.fromkeys(UN_LANGUAGES, "As it is."))
# Of each kind one, where every answer costs a whole act.
FEW = ("amina", "ali", "dina", "sofia", "elena", "ines")
PLANS, LEADS, SECOND, NOBODY = {"sofia"}, {"elena"}, {"ines"}, set()
# The move, from which states, and who may make it; elena leads, ines is the second.
TABLE = {
    "begin_scoring": ({"planned"}, PLANS),
    "close_scoring": ({"scoring"}, LEADS),
    "circulate": ({"draft"}, LEADS),
    "close_comments": ({"commenting"}, LEADS),
    "close_response": ({"responding"}, PLANS),
    "publish_evaluation": ({"final"}, PLANS),
    "unpublish_evaluation": ({"published"}, PLANS),
    "cancel_evaluation": ({"planned", "scoring", "draft"}, PLANS),
}
OF_EVALUATOR = {
    "declare_independence": ({"asked"}, SECOND),
    "decline_evaluation": ({"asked", "accepted"}, SECOND),
    "hand_in_scores": ({"accepted"}, SECOND),
    "take_off_evaluator": ({"asked", "accepted"}, PLANS),
}


def test_the_table_of_moves_of_an_evaluation_is_complete():
    evaluation = making.scoring()
    Evaluation.objects.update(comment_until=making.LATER)
    people = {name: making.person(name) for name in PEOPLE}
    assert set(TABLE) == set(EVALUATION_WORKFLOW.transitions)
    for state in EvaluationStatus.values:
        Evaluation.objects.filter(pk=evaluation.pk).update(status=state)
        found = making.again(evaluation)
        for name, person in people.items():
            moves = EVALUATION_WORKFLOW.available(found, actor=person)
            wanted = {
                move for move, (states, who) in TABLE.items() if state in states and name in who
            }
            assert {move.name for move in moves} == wanted, (state, name)


def test_the_table_of_moves_of_an_evaluator_is_complete():
    evaluation = making.scoring()
    row = making.own(evaluation, "ines")
    people = {name: making.person(name) for name in PEOPLE}
    assert set(OF_EVALUATOR) == set(ASSIGNMENT_WORKFLOW.transitions)
    for state in AssignmentStatus.values:
        Assignment.objects.filter(pk=row.pk).update(status=state)
        found = making.again(row)
        for name, person in people.items():
            moves = ASSIGNMENT_WORKFLOW.available(found, actor=person)
            wanted = {
                move
                for move, (states, who) in OF_EVALUATOR.items()
                if state in states and name in who
            }
            assert {move.name for move in moves} == wanted, (state, name)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _refused(act):
    """Return what an act is answered: "yes", "no" (may not) or "not now"."""
    try:
        with undone():
            act()
    except PermissionDenied:
        return "no"
    except DomainError:
        return "not now"
    return "yes"


def _about(evaluation):
    return {"evaluation_id": evaluation.pk}


ACTS = {
    "plan": lambda e, who: services.plan_evaluation(
        undertaking_id=e.undertaking_id, actor=who, plan=making.plan()
    ),
    "change": lambda e, who: services.change_plan(
        **_about(e), actor=who, version=e.version, plan=making.plan()
    ),
    "ask": lambda e, who: services.ask_evaluator(
        **_about(e), evaluator_id=making.person("nadia").pk, role="second", actor=who
    ),
    "write": lambda e, who: services.write_report(
        **_about(e), actor=who, version=e.version, report=making.REPORT
    ),
    "comment": lambda e, who: services.comment_report(
        **_about(e), actor=who, words="Well.", has_none=False
    ),
    "respond": lambda e, who: services.respond(
        recommendation_id=e.recommendations.get(number=1).pk,
        actor=who,
        said=ResponseData("rejected", "We cannot."),
    ),
    "consent": lambda e, who: services.give_consent(**_about(e), actor=who, answer="agrees"),
    "scale": lambda e, who: services.write_scale(
        actor=who, code="six", anchors=ANCHORS, note="Clearer."
    ),
    "rule": lambda e, who: services.write_sampling_rule(
        actor=who, percent=30, seed="second", note="Fewer."
    ),
}
SIDES = {"amina", "dina"}
# In which state each act is open, and to whom; the recommendation is addressed to Kenya.
MAY = {
    "plan": (set(EvaluationStatus.values), PLANS),
    "change": ({"planned"}, PLANS),
    "ask": (set(), PLANS),  # nadia has no role as evaluator: refused to everybody
    "write": ({"draft", "commenting"}, LEADS),
    "comment": ({"commenting"}, SIDES),
    "respond": ({"responding"}, {"amina"}),
    "consent": ({"final", "published"}, SIDES),
    "scale": (set(EvaluationStatus.values), PLANS),
    "rule": (set(EvaluationStatus.values), PLANS),
}


def test_each_act_is_open_to_whom_it_belongs_and_only_in_its_states():
    evaluation = making.circulated()
    people = {name: making.person(name) for name in FEW}
    assert set(ACTS) == set(MAY)
    for state in ("planned", "commenting", "responding", "final"):
        Evaluation.objects.filter(pk=evaluation.pk).update(status=state)
        found = making.again(evaluation)
        for act, (states, who) in MAY.items():
            for name, person in people.items():
                answer = _refused(partial(ACTS[act], found, person))
                allowed = "yes" if state in states else "not now"
                assert answer == (allowed if name in who else "no"), (state, act, name)


def test_nobody_bound_to_a_party_evaluates_and_it_is_asked_again_at_every_score():
    evaluation = making.scoring()
    place = monitoring.fresh(evaluation.undertaking)
    for name in ("dina", "amina"):
        accounts.give_role(
            user=cast.join(name),
            organisation=cast.join("sofia").memberships.get().organisation,
            role=Role.EVALUATOR,
        )
    names = ("dina", "amina", "elena", "boris")
    found = independence.bars([making.person(name) for name in names], place)
    assert {name: found.get(making.person(name).pk) for name in names} == {
        "dina": Bar.PARTY,
        "amina": Bar.PARTY,
        "elena": None,
        "boris": Bar.NO_EVALUATOR,
    }
    # Ines joins the donor after she was assigned, and leaves again: her scores are refused.
    ines, donor = cast.join("ines"), cast.join("dina").memberships.exclude(role=Role.EVALUATOR)
    membership = accounts.give_role(
        user=ines, organisation=donor.get().organisation, role=Role.VIEWER
    )
    with pytest.raises(NotIndependent), undone():
        making.written(evaluation, "ines", 4, 4, 3)
    accounts.end_role(membership=membership)
    bar = independence.bars([making.person("ines")], place)
    assert bar == {ines.pk: Bar.FORMER}


def test_a_number_without_evidence_is_not_handed_in_and_no_answer_is_ever_a_number():
    evaluation = making.scoring()
    making.written(evaluation, "elena", 5, 5, 3, sources=[])
    row = making.own(evaluation, "elena")
    with pytest.raises(ScoresIncomplete, match="needs evidence"), undone():
        services.hand_in_scores(assignment_id=row.pk, actor=making.person("elena"))
    # Evidence of something else, or that nobody approved, cannot be cited at all.
    other = monitoring.of_project_row()
    foreign = monitoring.value(monitoring.indicator(other), monitoring.period(other), 3, "approved")
    making.written(evaluation, "elena", 5, 5, 3, sources=[f"value:{foreign.pk}", "value:x", "a"])
    assert not Citation.objects.exists()
    # "No evidence" needs none, and holds no points.
    making.handed_in(evaluation, "elena", 5, None, None)
    scores = making.own(evaluation, "elena").scores.order_by("criterion__position")
    assert [(s.answer, s.points) for s in scores] == [
        ("score", 5),
        ("no_evidence", None),
        ("no_evidence", None),
    ]
    with pytest.raises((PermissionDenied, NotInThisState)), undone():
        making.written(evaluation, "elena", 1, 1, 1)


def test_points_off_the_scale_are_not_kept():
    evaluation = making.scoring()
    making.written(evaluation, "elena", 6, 7, 5)  # sustainability has four points
    scores = making.own(evaluation, "elena").scores.order_by("criterion__position")
    assert [score.points for score in scores] == [6, None, None]


def test_the_scoring_begins_with_two_where_the_draw_says_so_and_ends_when_all_have_scored():
    evaluation = making.planned(percent=100)
    making.accepted(evaluation, "elena", "lead")
    begin = {"evaluation_id": evaluation.pk, "actor": making.person("sofia")}
    with pytest.raises(DomainError, match="2 evaluators"), undone():
        services.begin_scoring(**begin)
    making.accepted(evaluation, "ines", "second")
    services.begin_scoring(**begin)
    place = monitoring.fresh(evaluation.undertaking)
    monitoring.value(monitoring.indicator(place), monitoring.period(place), 5, "approved")
    making.handed_in(evaluation, "elena", 5, 5, 3)
    close = {"evaluation_id": evaluation.pk, "actor": making.person("elena")}
    with pytest.raises(DomainError, match="Not every evaluator"), undone():
        services.close_scoring(**close)
    making.handed_in(evaluation, "ines", 5, 3, 3)
    found = services.close_scoring(**close)
    settled = {row.code: (row.answer, row.points) for row in found.criteria.all()}
    assert settled == {
        "adequacy": ("score", 5),
        "effectiveness": ("", None),
        "sustainability": ("score", 3),
    }
    assert found.measures
    assert found.measured_at
    # A report goes out only once the difference is settled.
    making.report(found)
    with pytest.raises(DomainError, match="settle it first"), undone():
        making.circulated(making.again(found))


def test_comments_end_when_all_have_spoken_and_each_is_answered():
    evaluation = making.circulated()
    end = {"evaluation_id": evaluation.pk, "actor": making.person("elena")}
    with pytest.raises(DomainError, match="not all of them"), undone():
        services.close_comments(**end, respond_until=making.LATER)
    services.comment_report(
        evaluation_id=evaluation.pk, actor=making.person("amina"), words="No!", has_none=False
    )
    with pytest.raises(DomainError, match="Answer every comment"), undone():
        services.close_comments(**end, respond_until=making.LATER)


def test_an_accepted_recommendation_says_what_is_done_by_when_and_is_followed_up():
    evaluation = making.responding()
    row = evaluation.recommendations.get(number=1)
    amina = making.person("amina")
    for said in (ResponseData("accepted", "Yes."), ResponseData("maybe", "Yes.")):
        with pytest.raises(DomainError), undone():
            services.respond(recommendation_id=row.pk, actor=amina, said=said)
    with pytest.raises(DomainError, match="Not every recommendation"), undone():
        services.close_response(evaluation_id=evaluation.pk, actor=making.person("sofia"))
    said = ResponseData("partly", "In part.", "One course.", making.LATER)
    response = services.respond(recommendation_id=row.pk, actor=amina, said=said)
    with pytest.raises(NotInThisState), undone():
        services.follow_up(
            response_id=response.pk,
            actor=amina,
            on=making.timezone.localdate(),
            state="done",
            words="Held.",
        )
    Evaluation.objects.filter(pk=evaluation.pk).update(status="final")
    services.follow_up(
        response_id=response.pk,
        actor=amina,
        on=making.timezone.localdate(),
        state="done",
        words="Held.",
    )
    assert making.again(response).state == "done"
    with pytest.raises(PermissionDenied), undone():
        services.follow_up(
            response_id=response.pk,
            actor=making.person("dina"),
            on=making.timezone.localdate(),
            state="dropped",
            words="No.",
        )
