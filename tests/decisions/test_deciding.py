"""Who does what with ballots, decisions, conditions and appeals; money moves with the decision."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from matchmaking.applications import services as applications_services
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions import services, tally
from matchmaking.decisions.choices import (
    BallotStatus,
    DecisionKind,
)
from matchmaking.decisions.models import Ballot, Decision, Seat
from matchmaking.decisions.services import NotQuorate
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.ledger.errors import InsufficientFunds
from matchmaking.money import Money
from matchmaking.projects import services as sections
from tests import cast
from tests.applications import making as applications
from tests.applications.making import person
from tests.decisions import making

pytestmark = pytest.mark.django_db


def test_who_opens_votes_on_counts_and_cancels_a_ballot():
    application = making.recused_scene()
    proposed = making.proposed(application)
    assert making.who_may(
        lambda who: services.open_ballot(
            application_id=application.pk, proposed=proposed, actor=who
        )
    ) == ["tomas"]
    ballot = making.ballot(application)
    assert making.who_may(
        lambda who: services.vote(ballot_id=ballot.pk, says="yes", words="", actor=who)
    ) == ["rania", "hugo"]
    making.cast_votes(ballot, rania="yes", hugo="yes")
    assert making.who_may(
        lambda who: services.count_ballot(ballot_id=ballot.pk, version=1, actor=who)
    ) == ["tomas"]
    assert making.who_may(
        lambda who: services.cancel_ballot(ballot_id=ballot.pk, version=1, actor=who, reason="x")
    ) == ["tomas"]
    # What the recused may not know of, they do not find.
    knows = [name for name in making.PEOPLE if Ballot.objects.visible_to(person(name)).exists()]
    assert knows == ["tomas", "rania", "hugo"]


def test_a_recused_seat_does_not_count_towards_the_quorum():
    application = making.recused_scene(terms={"present_percent": 100})
    ballot = making.ballot(application)
    counted = tally.count(ballot)
    assert [str(member.seat.person) for member in counted.members] == ["Rania", "Hugo"]
    making.cast_votes(ballot, rania="yes")
    with pytest.raises(NotQuorate):
        making.count(ballot)
    making.cast_votes(ballot, hugo="abstain")
    assert making.count(ballot).status == BallotStatus.CARRIED
    # Somebody recused after the vote takes theirs along.
    other = making.ballot(making.ready())
    making.cast_votes(other, rania="yes", hugo="yes")
    applications.recuse(other.application, "hugo")
    with pytest.raises(NotQuorate):
        making.count(other)


def test_an_approval_moves_the_application_and_commits_the_money_at_once():
    decision = making.decided()
    application = applications.fresh(decision.application)
    asked = making.asked(application)
    assert application.status == ApplicationStatus.APPROVED
    assert application.proposal.status == "approved"
    assert decision.submission == application.submission
    assert decision.amount == asked
    assert making.committed(application) == asked
    kept = Ballot.objects.get(pk=decision.ballot_id).tally
    assert kept["is_carried"]
    assert [row["says"] for row in kept["members"]] == ["yes", "yes", "abstain"] or len(
        kept["members"]
    ) == 3


def test_without_the_money_nothing_at_all_is_decided():
    application = making.ready(money=10)
    ballot = making.ballot(application)
    making.cast_votes(ballot, rania="yes", hugo="yes")
    with pytest.raises(InsufficientFunds), transaction.atomic():
        making.count(ballot)
    assert applications.fresh(application).status == ApplicationStatus.REVIEWED
    assert Ballot.objects.get(pk=ballot.pk).status == BallotStatus.OPEN
    assert not Decision.objects.exists()
    making.give_money(application.call.fund, key="more")
    assert making.count(ballot).status == BallotStatus.CARRIED


def test_a_lost_vote_decides_nothing_and_leaves_room_for_another_proposal():
    application = making.ready()
    ballot = making.ballot(application)
    making.cast_votes(ballot, rania="no", hugo="no", mei="yes")
    assert making.count(ballot).status == BallotStatus.NOT_CARRIED
    assert applications.fresh(application).status == ApplicationStatus.REVIEWED
    decision = making.decided(DecisionKind.REJECT, application)
    application = applications.fresh(application)
    assert application.status == ApplicationStatus.REJECTED
    assert application.proposal.status == "rejected"
    assert decision.appeal_until == timezone.localdate() + datetime.timedelta(days=30)


def test_what_could_not_be_decided_is_not_put_to_the_vote():
    application = making.ready({"least_percent": 80}, money=0)
    for kind, changes, field in (
        ("approve", {"amount": None}, "amount"),
        ("approve", {"amount": Money(10**12, "USD")}, "amount"),
        ("approve", {"amount": Money(100, "USD")}, "amount"),  # less than the rules allow
        ("reject", {"reasons": " "}, "reasons"),
        ("return", {"reasons": ""}, "reasons"),
        ("conditions", {"conditions": []}, "kind"),
        ("approve", {"conditions": [making.condition_data()]}, "kind"),
        ("other", {}, "kind"),
    ):
        with pytest.raises(DomainError) as refused:
            making.ballot(application, kind, **changes)
        assert (kind, refused.value.field) == (kind, field)


def test_members_change_their_vote_until_it_is_counted_and_say_why_they_say_no():
    ballot = making.ballot()
    with pytest.raises(DomainError):
        services.vote(ballot_id=ballot.pk, says="no", words=" ", actor=person("hugo"))
    with pytest.raises(DomainError):
        services.vote(ballot_id=ballot.pk, says="maybe", words="So.", actor=person("hugo"))
    making.cast_votes(ballot, rania="yes", hugo="no")
    making.cast_votes(ballot, hugo="yes")
    assert making.count(ballot).status == BallotStatus.CARRIED
    assert sorted(ballot.votes.values_list("says", flat=True)) == ["yes", "yes"]
    with pytest.raises(NotInThisState):
        making.cast_votes(ballot, mei="no")
    with pytest.raises(NotInThisState):
        making.count(ballot)


def test_who_has_not_said_to_be_free_of_conflict_does_not_vote():
    application = making.ready()
    seat_of_petra = {"call_id": application.call_id, "person": cast.join("petra")}
    services.take_seat(**seat_of_petra, is_chair=False, actor=cast.join("tomas"))
    ballot = making.ballot(application)
    with pytest.raises(PermissionDenied):
        making.cast_votes(ballot, petra="yes")
    applications.declared(application, "petra")
    making.cast_votes(ballot, petra="yes")


def test_one_ballot_at_a_time_and_none_before_the_reviews_are_closed():
    application = making.ready()
    making.ballot(application)
    with pytest.raises(DomainError):
        making.ballot(application)
    early = applications.eligible(call_=applications.call({"reviewers": 2}), title="Early")
    making.seat_committee(early.call)
    with pytest.raises(NotInThisState):
        making.ballot(early)


def test_a_withdrawn_application_takes_its_ballot_along(django_capture_on_commit_callbacks):
    ballot = making.ballot()
    with django_capture_on_commit_callbacks(execute=True):
        applications_services.withdraw_application(
            application_id=ballot.application_id, actor=person("amina"), reason="Funded elsewhere."
        )
    assert Ballot.objects.get(pk=ballot.pk).status == BallotStatus.CANCELLED


def test_a_returned_application_comes_back_as_the_next_round_and_is_decided_anew(visit):
    application = making.ready()
    decision = making.decided(DecisionKind.RETURN, application)
    application = applications.fresh(application)
    assert application.status == ApplicationStatus.RETURNED
    assert application.proposal.status == "revision"
    assert decision.reasons == "The plan is too dear."
    assert not services.is_ready(application)
    sections.save_section(
        proposal_id=application.proposal_id,
        code="summary",
        said={"text": "A shorter plan."},
        actor=person("amina"),
    )
    for name in ("amina", "nadia"):
        sections.sign_proposal(proposal_id=application.proposal_id, actor=person(name))
    applications_services.submit_application(
        call_id=application.call_id, proposal_id=application.proposal_id, actor=person("amina")
    )
    applications.eligible(application=applications.fresh(application))
    applications_services.close_reviews(application_id=application.pk, actor=person("tomas"))
    application = applications.fresh(application)
    assert application.submission.round == 2
    second = making.decided(DecisionKind.APPROVE, application)
    assert (second.submission.round, decision.submission.round) == (2, 1)
    page = visit(person("nadia")).get(reverse("decisions:rounds", args=[application.pk]))
    shown = page.content.decode()
    assert "A shorter plan." in shown or "shorter" in shown
    assert "The plan is too dear." in shown


def test_the_chair_and_administrators_write_the_committees_score_with_reasons():
    application = making.recused_scene()
    said = {"application_id": application.pk, "value": 81, "words": "Sound.", "version": 0}
    assert making.who_may(lambda who: services.score_together(**said, actor=who)) == [
        "tomas",
        "rania",
    ]
    score = services.score_together(**said, actor=person("rania"))
    with pytest.raises(ReasonMissing):
        services.score_together(**{**said, "words": ""}, actor=person("rania"))
    with pytest.raises(DomainError):  # somebody else scored meanwhile
        services.score_together(**said, actor=person("tomas"))
    services.score_together(**{**said, "value": 70, "version": 1}, actor=person("tomas"))
    score.refresh_from_db()
    assert score.value == 70


def test_administrators_name_members_and_one_of_them_leads():
    call = applications.call()
    nobody = {"call_id": call.pk, "person": cast.join("dina"), "is_chair": False}
    assert making.who_may(lambda who: services.take_seat(**nobody, actor=who)) == ["tomas", "petra"]
    making.seat_committee(call)
    hugo = Seat.objects.get(person=cast.join("hugo"))
    services.take_chair(seat_id=hugo.pk, actor=person("tomas"))
    assert Seat.objects.get(is_chair=True) == hugo
    services.leave_seat(seat_id=hugo.pk, actor=person("tomas"))
    assert not Application.objects.visible_to(person("hugo")).exists()
    with pytest.raises(NotInThisState):
        services.take_chair(seat_id=hugo.pk, actor=person("tomas"))
    with pytest.raises(DomainError):
        services.take_seat(
            call_id=call.pk, person=cast.join("mei"), is_chair=False, actor=person("tomas")
        )
