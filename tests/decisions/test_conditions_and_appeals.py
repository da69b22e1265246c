"""Conditions until they are met or waived; the one appeal, and who is not decisive alone."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions import services
from matchmaking.decisions.choices import (
    AppealStatus,
    ConditionStatus,
    DecisionKind,
    Says,
)
from matchmaking.decisions.models import Appeal, Condition, Decision
from matchmaking.decisions.services import NotQuorate
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from tests import cast
from tests.applications import making as applications
from tests.applications.making import person
from tests.decisions import making

pytestmark = pytest.mark.django_db


def test_who_hands_in_answers_and_waives_a_condition():
    application = making.recused_scene()
    ballot = making.ballot(
        application, DecisionKind.CONDITIONS, conditions=[making.condition_data()]
    )
    making.cast_votes(ballot, rania="yes", hugo="yes")
    making.count(ballot)
    row = Condition.objects.get()
    common = {"condition_id": row.pk, "version": 1}
    assert making.who_may(
        lambda who: services.hand_in_evidence(**common, words="Here.", actor=who)
    ) == [
        "amina",
        "nadia",
    ]
    row = making.handed_in(row)
    common = {"condition_id": row.pk, "version": row.version}
    assert making.who_may(lambda who: services.accept_evidence(**common, actor=who)) == ["tomas"]
    assert making.who_may(
        lambda who: services.send_back_evidence(**common, actor=who, reason="Unsigned.")
    ) == ["tomas"]
    assert making.who_may(
        lambda who: services.waive_condition(**common, actor=who, reason="Void.")
    ) == ["tomas"]
    knows = [name for name in making.PEOPLE if Condition.objects.visible_to(person(name)).exists()]
    assert knows == ["tomas", "rania", "hugo", "amina", "nadia"]


def test_evidence_goes_back_and_forth_until_the_condition_is_met():
    row = making.handed_in(making.condition())
    with pytest.raises(ReasonMissing):
        services.send_back_evidence(
            condition_id=row.pk, version=row.version, actor=person("tomas"), reason=" "
        )
    services.send_back_evidence(
        condition_id=row.pk, version=row.version, actor=person("tomas"), reason="Unsigned."
    )
    row = making.handed_in(Condition.objects.get(pk=row.pk))
    services.accept_evidence(condition_id=row.pk, version=row.version, actor=person("tomas"))
    row.refresh_from_db()
    assert row.status == ConditionStatus.MET
    assert list(row.evidence.order_by("pk").values_list("status", flat=True)) == [
        "sent_back", "accepted",
    ]  # fmt: skip
    with pytest.raises(NotInThisState):
        making.handed_in(row)


def test_where_the_rules_say_so_only_the_committee_waives_a_condition():
    row = making.condition(making.ready({"waived_by": "ballot"}))
    with pytest.raises(PermissionDenied):
        services.waive_condition(
            condition_id=row.pk, version=row.version, actor=person("tomas"), reason="Void."
        )
    ballot = services.propose_waiver(
        condition_id=row.pk, reasons="The law was repealed.", actor=person("tomas")
    )
    making.cast_votes(ballot, rania="yes", hugo="yes")
    making.count(ballot)
    row.refresh_from_db()
    assert (row.status, row.waived_because) == ("waived", "The law was repealed.")


def test_who_appeals_and_only_once_and_in_time():
    decision = making.decided(DecisionKind.REJECT)
    assert making.who_may(
        lambda who: services.file_appeal(decision_id=decision.pk, words="Unfair.", actor=who)
    ) == ["amina", "nadia"]
    Decision.objects.update(appeal_until=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(NotInThisState):
        making.appeal(decision)
    Decision.objects.update(appeal_until=timezone.localdate())
    making.appeal(decision)
    with pytest.raises(NotInThisState):
        making.appeal(decision)


def heard(decision, **votes):
    appeal = making.appeal(decision)
    ballot = services.hear_appeal(
        appeal_id=appeal.pk,
        proposed=making.proposed(decision.application),
        actor=person("tomas"),
    )
    making.cast_votes(ballot, **votes)
    return appeal, ballot


def seat_petra(decision):
    services.take_seat(
        call_id=decision.application.call_id,
        person=cast.join("petra"),
        is_chair=False,
        actor=cast.join("tomas"),
    )
    applications.declared(decision.application, "petra")


def test_those_who_rejected_cannot_decide_the_appeal_alone():
    decision = making.decided(DecisionKind.REJECT)  # rania and hugo; mei abstained
    _appeal, ballot = heard(decision, rania=Says.YES, hugo=Says.YES)
    with pytest.raises(NotQuorate):
        making.count(ballot)
    making.cast_votes(ballot, mei=Says.YES)
    making.count(ballot)
    application = Application.objects.get()
    assert application.status == ApplicationStatus.APPROVED
    assert application.proposal.status == "approved"
    assert Appeal.objects.get().status == AppealStatus.UPHELD
    assert making.committed(application).minor > 0


def test_an_appeal_that_is_not_carried_is_dismissed_for_good_with_reasons():
    decision = making.decided(DecisionKind.REJECT)
    appeal, ballot = heard(decision, rania=Says.NO, mei=Says.NO)
    with pytest.raises(DomainError), transaction.atomic():
        making.count(ballot)
    making.count(ballot, words="Nothing new was shown.")
    appeal.refresh_from_db()
    assert (appeal.status, appeal.answer) == ("dismissed", "Nothing new was shown.")
    assert Application.objects.get().status == ApplicationStatus.REJECTED
    with pytest.raises(NotInThisState):
        making.appeal(decision)


def test_an_appeal_needs_somebody_who_did_not_vote_for_the_rejection():
    application = making.ready()
    on = making.ballot(application, DecisionKind.REJECT)
    making.cast_votes(on, rania="yes", hugo="yes", mei="yes")
    making.count(on)
    decision = Decision.objects.get()
    appeal = making.appeal(decision)
    said = {"appeal_id": appeal.pk, "proposed": making.proposed(application)}
    with pytest.raises(DomainError), transaction.atomic():
        services.hear_appeal(**said, actor=person("tomas"))
    seat_petra(decision)
    assert services.hear_appeal(**said, actor=person("tomas")).appeal == appeal
