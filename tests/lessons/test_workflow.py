"""Who may do what with a lesson, in each of its states."""

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.lessons import services
from matchmaking.lessons.choices import LessonStatus
from matchmaking.lessons.models import Lesson
from matchmaking.lessons.workflow import LESSON_WORKFLOW
from tests import cast
from tests.lessons import making
from tests.monitoring import making as monitored

pytestmark = pytest.mark.django_db

PEOPLE = ("amina", "dina", "nadia", "tomas", "rania", "omar", "sofia", "elena")
BROKER, WRITERS = {"sofia"}, {"sofia", "elena"}
# The move, from which states, and who may make it; elena wrote the lesson.
TABLE = {
    "publish": ({"draft"}, BROKER),
    "withdraw": ({"published"}, BROKER),
    "redraft": ({"withdrawn"}, WRITERS),
}
# Who may know of a lesson.
KNOWN = {"draft": WRITERS, "published": set(PEOPLE), "withdrawn": WRITERS}


def test_the_table_of_moves_is_complete():
    lesson = making.draft()
    people = {name: cast.join(name) for name in PEOPLE}
    assert set(TABLE) == set(LESSON_WORKFLOW.transitions)
    for state in LessonStatus.values:
        Lesson.objects.filter(pk=lesson.pk).update(status=state)
        found = making.fresh(lesson)
        for name, person in people.items():
            moves = LESSON_WORKFLOW.available(found, actor=person)
            wanted = {
                move for move, (states, who) in TABLE.items() if state in states and name in who
            }
            assert {move.name for move in moves} == wanted, (state, name)
            knows = Lesson.objects.visible_to(person).filter(pk=lesson.pk).exists()
            assert knows == (name in KNOWN[state]), (state, name)


@pytest.mark.parametrize("name", PEOPLE)
def test_only_evaluators_and_brokers_write_lessons(name):
    if name in WRITERS:
        assert making.draft(author=name).status == "draft"
        return
    with pytest.raises(PermissionDenied):
        making.draft(author=name)


def test_a_draft_is_changed_by_its_author_and_by_brokers_alone():
    lesson = making.draft()
    said = making.fields(title="Train first")
    for name in set(PEOPLE) - WRITERS:
        with pytest.raises(PermissionDenied):
            services.edit_lesson(lesson_id=lesson.pk, version=1, actor=cast.join(name), **said)
    services.edit_lesson(lesson_id=lesson.pk, version=1, actor=cast.join("elena"), **said)
    changed = making.fields(title="Train first", kinds=["TRN.COURSE"])
    services.edit_lesson(lesson_id=lesson.pk, version=2, actor=cast.join("sofia"), **changed)
    found = making.fresh(lesson)
    assert (found.title, found.version) == ("Train first", 3)
    assert [kind.pk for kind in found.kinds.all()] == ["TRN.COURSE"]
    with pytest.raises(ChangedMeanwhile):
        services.edit_lesson(lesson_id=lesson.pk, version=1, actor=cast.join("elena"), **said)


def test_another_evaluator_neither_knows_of_a_draft_nor_changes_it(elena):
    lesson = making.draft(author="sofia")
    assert not Lesson.objects.visible_to(elena).exists()
    with pytest.raises(PermissionDenied):
        services.edit_lesson(lesson_id=lesson.pk, version=1, actor=elena, **making.fields())


def test_a_published_lesson_cannot_be_rewritten_before_it_is_withdrawn(sofia):
    lesson = making.published()
    with pytest.raises(DomainError, match="Only a draft"):
        services.edit_lesson(lesson_id=lesson.pk, version=None, actor=sofia, **making.fields())
    with pytest.raises(NotInThisState):
        services.publish_lesson(lesson_id=lesson.pk, actor=sofia)
    with pytest.raises(ReasonMissing):
        services.withdraw_lesson(lesson_id=lesson.pk, actor=sofia)
    services.withdraw_lesson(lesson_id=lesson.pk, actor=sofia, reason="Out of date.")
    services.redraft_lesson(lesson_id=lesson.pk, actor=cast.join("elena"))
    assert making.fresh(lesson).status == "draft"


def test_a_lesson_without_theme_and_kind_is_refused():
    with pytest.raises(DomainError) as refusal:
        making.draft(themes=[], kinds=[])
    assert refusal.value.field == "themes"
    assert not Lesson.objects.exists()


def test_a_lesson_from_an_evaluation_waits_for_its_publication(sofia):
    place = monitored.undertaking()
    row = making.evaluation(place, status="final")
    lesson = making.draft(author="sofia", evaluation_id=row.pk)
    assert lesson.undertaking_id == place.pk
    with pytest.raises(DomainError, match="not published yet"):
        services.publish_lesson(lesson_id=lesson.pk, actor=sofia)
    assert making.fresh(lesson).status == "draft"
    type(row).objects.filter(pk=row.pk).update(status="published")
    assert services.publish_lesson(lesson_id=lesson.pk, actor=sofia).published_at


def test_nobody_writes_on_a_project_or_an_evaluation_they_do_not_know_of(elena):
    place = monitored.of_project_row()
    row = making.evaluation(place, status="final")
    for source in ({"undertaking_id": place.pk}, {"evaluation_id": row.pk}):
        with pytest.raises(PermissionDenied):
            making.draft(**source)
