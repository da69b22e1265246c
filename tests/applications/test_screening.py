"""Screening: the rules' results, set aside one by one with a reason; what the applicant reads."""

import pytest

from accounts.notifications.models import Notification
from matchmaking.applications import eligibility, selectors, services
from matchmaking.applications.models import Screening
from matchmaking.applications.services import Judgement
from matchmaking.errors import DomainError
from matchmaking.projects import services as projects
from tests.applications import making

pytestmark = pytest.mark.django_db


def too_dear():
    """An application that asks for more than the call gives."""
    call = making.call(ceiling_minor=100_000, currency="USD")
    return making.declared(making.submitted(call_=call), "tomas")


def screen(application, actor, overrides=None, *, is_eligible=True, words=""):
    return services.screen_application(
        application_id=application.pk,
        actor=actor,
        is_eligible=is_eligible,
        overrides=overrides,
        words=words,
    )


def test_a_rule_that_is_not_met_needs_a_person_and_a_reason(tomas):
    application = too_dear()
    codes = {
        eligibility.key_of(row): row.verdict
        for row in eligibility.of_submission(application.submission)
    }
    assert codes["amount"] == "not_met"
    assert "window" not in codes
    rest = {key: said for key, said in making.judged(application).items() if key != "amount"}
    wrong = [
        {},
        {**rest, "amount": Judgement("met", " ")},
        {**rest, "amount": Judgement("unknown", "Hm.")},
        {**rest, "amount": Judgement("met", "Yes."), "moon": Judgement("met", "Yes.")},
    ]
    for overrides in wrong:
        with pytest.raises(DomainError):
            screen(application, tomas, overrides)
    assert not Screening.objects.exists()
    screen(application, tomas, {**rest, "amount": Judgement("met", "The board agreed to it.")})
    assert making.fresh(application).status == "eligible"
    kept = selectors.judged(Screening.objects.get())
    amount = next(row for row in kept if row.finding.code == "amount")
    assert (amount.finding.verdict, amount.override.verdict) == ("not_met", "met")
    assert amount.override.reason == "The board agreed to it."


def test_who_is_not_eligible_reads_why_and_may_hand_in_elsewhere(tomas, amina):
    application = too_dear()
    with pytest.raises(DomainError):
        screen(application, tomas, is_eligible=False)
    screen(application, tomas, is_eligible=False, words="It asks for too much.")
    application = making.fresh(application)
    assert (application.status, application.proposal.status) == ("ineligible", "signed")
    assert Notification.objects.filter(user=amina, kind="application_screened").exists()
    again = services.submit_application(
        call_id=making.call().pk, proposal_id=application.proposal_id, actor=amina
    )
    assert again.status == "submitted"


def test_a_screening_is_opened_again_while_the_words_are_the_same(tomas, amina):
    application = making.ineligible()
    services.screen_again(application_id=application.pk, actor=tomas, reason="We misread it.")
    application = making.fresh(application)
    assert (application.status, application.proposal.status) == ("submitted", "submitted")


def test_a_screening_is_not_opened_again_once_the_words_have_changed(tomas, amina):
    application = making.ineligible()
    projects.save_section(
        proposal_id=application.proposal_id, code="summary", said={"text": "New."}, actor=amina
    )
    with pytest.raises(DomainError):
        services.screen_again(application_id=application.pk, actor=tomas, reason="We misread it.")
    assert making.fresh(application).status == "ineligible"
