"""Handing in: what is refused and kept, what is frozen, numbered and told."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.notifications.models import Notification
from matchmaking.applications import services
from matchmaking.applications.models import Application, Attempt
from matchmaking.funds import services as funds_services
from matchmaking.projects import services as projects
from matchmaking.projects.contents import contents
from matchmaking.projects.models import Proposal
from tests import cast
from tests.applications import making
from tests.funds import making as funds
from tests.projects import making as proposals

pytestmark = pytest.mark.django_db


def codes(refusal):
    return {fault.code for fault in refusal.value.faults}


def hand_in(proposal, call, actor):
    return services.submit_application(call_id=call.pk, proposal_id=proposal.pk, actor=actor)


def test_a_signed_proposal_is_frozen_numbered_and_acknowledged(amina, nadia, tomas, rania):
    application = making.submitted()
    year = timezone.localdate().year
    assert application.number == f"{year}-0001"
    assert application.proposal.status == "submitted"
    assert application.submission.round == 1
    assert application.submission.contents == contents(application.proposal)
    told = set(Notification.objects.values_list("kind", "user__full_name"))
    assert {("application_received", "Amina"), ("application_received", "Nadia")} <= told
    assert ("application_submitted", "Tomas") in told
    assert not Notification.objects.filter(user=rania, subject_id=application.pk).exists()
    other = making.submitted(of=making.proposal(title="Another"), call_=application.call)
    assert other.number == f"{year}-0002"


def test_an_incomplete_unsigned_proposal_is_refused_with_all_that_is_missing(amina):
    call, draft = making.call(), proposals.begin(amina)
    with pytest.raises(services.Refused) as refusal:
        hand_in(draft, call, amina)
    assert codes(refusal) == {"incomplete", "unsigned"}
    sections = {fault.section for fault in refusal.value.faults}
    assert {"summary", "results", "budget"} <= sections
    attempt = Attempt.objects.get()
    assert (attempt.made_by, attempt.is_late) == (amina, False)
    assert len(attempt.findings) == len(refusal.value.faults)
    assert Proposal.objects.get().status == "draft"
    assert not Application.objects.exists()


def test_what_comes_late_is_refused_until_the_fund_gives_this_applicant_more_time(amina, tomas):
    proposal, call = making.proposal(), funds.past(making.call())
    with pytest.raises(services.Refused) as refusal:
        hand_in(proposal, call, amina)
    assert codes(refusal) == {"late"}
    assert Attempt.objects.get().is_late
    funds_services.extend_call(
        call_id=call.pk,
        actor=tomas,
        closes_at=timezone.now() + datetime.timedelta(days=2),
        reason="The site was down.",
        applicant_id=proposal.applicant_id,
    )
    assert hand_in(proposal, call, amina).status == "submitted"


def test_a_rolling_call_takes_proposals_without_a_deadline(amina):
    assert hand_in(making.proposal(), making.call(is_rolling=True, closes_at=None), amina)


def test_a_proposal_is_in_one_running_application_at_a_time(amina):
    application = making.submitted()
    with pytest.raises(services.Refused) as refusal:
        hand_in(application.proposal, making.call(), amina)
    assert codes(refusal) == {"taken"}
    services.withdraw_application(
        application_id=application.pk, actor=amina, reason="Another fund fits better."
    )
    assert hand_in(application.proposal, making.call(), amina).number.endswith("0002")


def test_nobody_but_the_applicants_own_people_hands_in_or_withdraws(amina, boris, tomas, omar):
    proposal, call = making.proposal(), making.call()
    for person in (boris, tomas, omar):
        with pytest.raises(PermissionDenied):
            hand_in(proposal, call, person)
    application = hand_in(proposal, call, amina)
    for person in (boris, tomas, omar):
        with pytest.raises(PermissionDenied):
            services.withdraw_application(application_id=application.pk, actor=person, reason="No.")


def test_a_returned_proposal_comes_back_as_the_next_round_and_the_first_stays(amina, nadia, tomas):
    application = making.returned()
    first = application.submission
    proposal = application.proposal
    with pytest.raises(services.Refused) as refusal:
        hand_in(proposal, application.call, amina)
    assert codes(refusal) == {"unsigned"}
    projects.save_section(
        proposal_id=proposal.pk, code="summary", said={"text": "Shorter."}, actor=amina
    )
    proposals.sign(proposal, amina, nadia)
    funds.past(application.call)  # the deadline of the call does not bind a second round
    again = hand_in(proposal, application.call, amina)
    assert (again.pk, again.status) == (application.pk, "submitted")
    assert again.submission.round == 2
    assert again.submission.contents["sections"]["summary"]["text"] == "Shorter."
    first.refresh_from_db()
    assert first.contents["sections"]["summary"]["text"] == proposals.words("summary")


def test_withdrawing_leaves_the_proposal_signed_and_tells_the_fund(amina, tomas):
    application = making.withdrawn()
    assert application.proposal.status == "signed"
    assert Notification.objects.filter(user=tomas, kind="application_withdrawn").exists()


def test_a_proposal_that_a_call_has_rejected_is_not_handed_in_there_again(amina, nadia):
    application = making.rejected()
    projects.redraft_proposal(proposal_id=application.proposal_id, actor=amina)
    proposals.sign(application.proposal, cast.join("amina"), nadia)
    with pytest.raises(services.Refused) as refusal:
        hand_in(application.proposal, application.call, amina)
    assert codes(refusal) == {"taken"}
    assert hand_in(application.proposal, making.call(), amina)
