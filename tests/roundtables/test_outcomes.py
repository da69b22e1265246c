"""What came of a round table, and the work that follows."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.notifications.inbox import tasks_for
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import Reason
from matchmaking.roundtables import services
from matchmaking.roundtables.models import Outcome
from tests import cast
from tests.offers import making as offers
from tests.roundtables import making


@pytest.fixture
def held(sofia):
    return making.in_state("held")


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        ("interest", {}, "organisation"),
        ("follow_up", {}, "person"),
        ("no_interest", {}, "reason"),
        ("note", {"note": ""}, "note"),
    ],
)
def test_an_outcome_says_all_it_must(held, kind, said, field):
    with pytest.raises(DomainError) as refusal:
        making.enter(held, kind, **said)
    assert refusal.value.field == field
    assert not Outcome.objects.exists()


def test_a_follow_up_has_a_day(held, dina):
    with pytest.raises(DomainError, match="until when"):
        making.enter(held, "follow_up", person=dina)


def test_a_reason_that_wants_words_gets_them(held):
    reason = Reason.objects.filter(needs_words=True).first()
    with pytest.raises(DomainError, match="sentence"):
        making.enter(held, "no_interest", reason=reason, note="")
    assert making.enter(held, "no_interest", reason=reason, note="No budget this year.").pk


def test_outcomes_belong_to_a_meeting_that_was_held(sofia):
    for status in ("invited", "closed"):
        table = making.in_state(status)
        with pytest.raises(NotInThisState):
            making.enter(table)


def test_only_a_broker_enters_outcomes(held, dina):
    with pytest.raises(PermissionDenied):
        services.enter_outcome(
            slot_id=making.slot_of(held).pk, kind="note", note="Mine", actor=dina
        )


def test_what_was_promised_is_a_task_until_it_is_done(held, sofia, dina):
    outcome = making.enter(held, "follow_up", person=dina, due_on=making.in_a_week())
    (task,) = [t for t in tasks_for(dina) if t.source.name == "round_table_follow_up"]
    assert (task.pk, task.due_on) == (outcome.pk, making.in_a_week())
    with pytest.raises(PermissionDenied):
        services.finish_follow_up(outcome_id=outcome.pk, actor=cast.join("amina"))
    done = services.finish_follow_up(outcome_id=outcome.pk, actor=dina, note="Sent the list.")
    assert done.done_by == dina
    assert done.note.endswith("Sent the list.")
    assert not [t for t in tasks_for(dina) if t.source.name == "round_table_follow_up"]
    with pytest.raises(NotInThisState):
        services.finish_follow_up(outcome_id=outcome.pk, actor=sofia)


def test_interest_with_an_offer_becomes_an_introduction(held, sofia):
    offer = offers.published()
    nordic = making.organisation("dina")
    outcome = making.enter(held, "interest", organisation=nordic, offer=offer)
    introduction = services.propose_introduction(outcome_id=outcome.pk, actor=sofia)
    assert Introduction.objects.get() == introduction
    assert (introduction.need_id, introduction.offer_id) == (
        making.slot_of(held).need_id,
        offer.pk,
    )


def test_interest_without_an_offer_is_only_written_down(held, sofia):
    outcome = making.enter(held, "interest", organisation=making.organisation("dina"))
    with pytest.raises(DomainError, match="without an offer"):
        services.propose_introduction(outcome_id=outcome.pk, actor=sofia)


def test_the_offer_is_that_of_who_is_interested(held):
    with pytest.raises(DomainError, match="another organisation"):
        making.enter(
            held,
            "interest",
            organisation=making.organisation("amina"),
            offer=offers.published(),
        )


def test_a_mistake_is_taken_away_and_stays_in_the_history(held, sofia, visit):
    outcome = making.enter(held)
    services.drop_outcome(outcome_id=outcome.pk, actor=sofia)
    assert not Outcome.objects.exists()
    page = visit(sofia).get(reverse("roundtables:detail", args=[held.pk])).content.decode()
    assert "removed an outcome" in page


def test_a_broker_is_reminded_of_what_is_to_be_entered(held, sofia):
    names = [task.source.name for task in tasks_for(sofia)]
    assert names.count("round_table_outcomes") == 1
