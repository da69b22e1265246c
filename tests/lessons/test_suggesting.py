"""What is suggested to whom, and why."""

import pytest

from accounts import personal_data
from accounts.signals import person_erased
from matchmaking.lessons import panels, services
from matchmaking.lessons.approaches import approaches_for
from matchmaking.lessons.models import Approach
from matchmaking.lessons.suggesting import how_many_aside, suggestions_for
from tests import cast
from tests.lessons import making
from tests.monitoring import making as monitored
from tests.needs import making as needs
from tests.offers import making as offers
from tests.projects import making as proposals

pytestmark = pytest.mark.django_db


def suggested(need, user):
    return suggestions_for(user, "need", need.pk, panels.of_record(need))


def test_a_published_lesson_is_suggested_with_why(amina):
    lesson = making.published()
    making.draft(title="Only a draft")
    making.withdrawn(title="Withdrawn")
    making.published(title="On something else", themes=["GOV.01"], kinds=[], happened="Of law.")
    [one] = suggested(needs.draft(), amina)
    assert one.lesson == lesson
    # The request is on MRK.02 and on marking machines, in Kenya.
    said = " ".join(one.why)
    assert "The same kind of assistance: " in said
    assert "A theme of the same field: " in said
    assert "Learnt in the same region: Eastern Africa." in said
    assert "Written for those who do what you do here." in said


def test_what_somebody_sets_aside_is_suggested_to_others_and_elsewhere(amina, ali):
    lesson, need = making.published(), needs.draft()
    services.set_aside(actor=amina, lesson_id=lesson.pk, kind="need", record_id=need.pk)
    services.set_aside(actor=amina, lesson_id=lesson.pk, kind="need", record_id=need.pk)
    assert suggested(need, amina) == []
    assert how_many_aside(amina, "need", need.pk) == 1
    assert suggested(need, ali)
    assert suggested(needs.draft(author=amina), amina)
    services.bring_back(actor=amina, kind="need", record_id=need.pk)
    assert suggested(need, amina)


def test_what_was_set_aside_is_taken_along_and_forgotten_with_the_person(amina):
    lesson, need = making.published(), needs.draft()
    services.set_aside(actor=amina, lesson_id=lesson.pk, kind="need", record_id=need.pk)
    [row] = personal_data.collect(amina)["lessons"]["lessons set aside"]
    assert row["lesson__title"] == lesson.title
    person_erased.send(sender=None, user_id=amina.pk)
    assert how_many_aside(amina, "need", need.pk) == 0


def test_lessons_are_suggested_for_an_offer_and_a_proposal(dina, nadia):
    making.published()
    making.published(title="For givers", audiences=["donor"])
    offer = offers.draft()
    found = suggestions_for(dina, "offer", offer.pk, panels.of_record(offer))
    assert str(found[0].lesson) == "For givers"
    proposal = proposals.begin(cast.join("amina"))
    proposal.needs.add(needs.draft())
    assert suggestions_for(nadia, "proposal", proposal.pk, panels.of_proposal(proposal))


def test_however_many_lessons_there_are_the_queries_are_the_same(amina, django_assert_num_queries):
    need = needs.draft()
    for number in range(11):
        making.published(title=f"Lesson {number}")
        if number in (0, 10):
            suggested(need, amina)  # what is remembered is there
            with django_assert_num_queries(7):
                written = panels.of_record(need)
                shown = suggestions_for(amina, "need", need.pk, written)
    assert len(shown) == 4


def lasting(place, user=None, **answers):
    making.evaluation(place, **answers)
    services.renew_approaches()
    written = panels.of_record(needs.draft())
    return approaches_for(user or cast.join("boris"), written)


def test_an_approach_that_lasted_is_suggested_to_lines_of_the_same_kind():
    [one] = lasting(monitored.undertaking(), sustainability=4)
    assert (one.approach.percent, one.shows_use) == (100, False)
    assert any("kind of assistance" in reason for reason in one.why)
    elsewhere = needs.draft(lines=[needs.line(kind_id="TRN.COURSE", unit="person")])
    assert approaches_for(cast.join("boris"), panels.of_record(elsewhere)) == []


@pytest.mark.parametrize("said", [2, "no_evidence", None])
def test_what_is_not_said_to_last_is_not_suggested(said):
    assert lasting(monitored.undertaking(), sustainability=said) == []


def test_what_an_evaluator_saw_years_later_outweighs_the_score(amina, boris):
    place = monitored.undertaking()
    observation = observed(place, "no")
    assert lasting(place, sustainability=4) == []
    observation.items.update(in_use="yes")
    services.renew_approaches()
    written = panels.of_record(needs.draft())
    assert [one.shows_use for one in approaches_for(amina, written)] == [True]
    assert [one.shows_use for one in approaches_for(boris, written)] == [False]
    Approach.objects.update(sustainability=None)
    assert approaches_for(boris, written) == []


def observed(place, answer):
    now = making.timezone.now()
    row = place.observations.create(
        months=24,
        due_on=making.TODAY,
        asked=place.agreement.need.organisation,
        status="verified",
        entered_by=cast.join("amina"),
        entered_at=now,
        evaluator=cast.join("elena"),
        verified_at=now,
    )
    row.items.create(title="Machines", in_use=answer)
    return row
