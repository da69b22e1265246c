"""Which call fits: facts of real requests and proposals, sorted, and worded for people."""

import datetime
import json

import pytest
from django.utils import translation

from accounts.models import Organisation
from matchmaking.funds import facts, selectors, services, wording
from matchmaking.funds.eligibility import MET, NOT_MET, UNKNOWN
from matchmaking.funds.shipped import example
from matchmaking.needs.models import Need
from matchmaking.projects.models import Proposal
from tests.funds import making
from tests.needs import making as needs
from tests.projects import making as projects

pytestmark = pytest.mark.django_db


def said(fit, code):
    return next(finding for finding in fit.findings if finding.code == code)


def test_a_request_is_told_which_fund_lets_a_government_apply(tomas, amina, sofia):
    partners, states, joint = (making.open_call(kind) for kind in ("partners", "states", "joint"))
    need = needs.published()
    fits = {fit.call: fit for fit in selectors.calls_for_need(amina, need)}
    assert set(fits) == {partners, states, joint}
    assert "A government may not apply itself" in said(fits[partners], "applicant").words
    assert said(fits[states], "applicant").words == "The State may apply itself."
    together = said(fits[joint], "joint").words
    assert "At least 2 of these must apply together: entities of the United Nations" in together
    # Kenya asks for USD 120,000 and has 20,000: a joint programme begins at half a million.
    assert said(fits[partners], "amount").words == "USD 100,000 is within the limits."
    amount = said(fits[joint], "amount")
    assert (amount.verdict, "together with others" in amount.words) == (UNKNOWN, True)
    assert "Show where the report says it" in said(fits[partners], "reported").words


def test_calls_that_fit_come_first_and_the_nearest_deadline_of_them(tomas, amina, sofia):
    late = making.open_call(closes_at=making.fields()["closes_at"] + datetime.timedelta(days=9))
    soon = making.open_call(of=late.fund)
    elsewhere = making.open_call(of=late.fund, countries=["BGR"])
    rolling = making.rolling_call(of=late.fund)
    over, draft = making.past(making.open_call(of=late.fund)), making.draft_call(of=late.fund)
    fits = selectors.calls_for_need(amina, needs.published())
    assert [fit.call for fit in fits] == [soon, late, rolling, elsewhere]
    assert [fit.verdict for fit in fits] == [UNKNOWN, UNKNOWN, UNKNOWN, NOT_MET]
    assert said(fits[-1], "places").words == "The call is not for Kenya."
    assert not {over, draft} & {fit.call for fit in fits}


def test_a_region_and_a_wider_theme_hold_for_what_is_in_them(tomas, amina, sofia):
    call = making.open_call(regions=["202"], themes=["MRK"])
    fit = selectors.calls_for_need(amina, needs.published())[0]
    assert fit.call == call
    assert said(fit, "places").words == "The call is for Kenya."
    assert (said(fit, "themes").verdict, "arking" in said(fit, "themes").words) == (MET, True)


def test_a_request_that_comes_from_a_report_is_eligible_where_that_counts(tomas, amina, sofia):
    making.open_call()
    need = needs.published()
    Need.objects.filter(pk=need.pk).update(reported_ref="Section 8")
    need.refresh_from_db()
    fit = selectors.calls_for_need(amina, need)[0]
    assert said(fit, "reported").words == "The request comes from a national report."


def test_a_proposal_of_a_government_is_judged_by_what_it_says(tomas, amina, nadia):
    making.open_call("partners")
    making.open_call("states")
    proposal = projects.fill(projects.begin(amina), amina)
    partners, states = (
        next(
            fit
            for fit in selectors.calls_for_proposal(amina, proposal)
            if bool(fit.call.terms.may_state_apply) == may_apply
        )
        for may_apply in (False, True)
    )
    applicant = said(partners, "applicant")
    assert (applicant.verdict, "Let an organisation apply that may" in applicant.words) == (
        NOT_MET,
        True,
    )
    assert said(states, "applicant").words == "Kenya may apply."
    assert said(states, "duration").words == "12 months are within the limits."
    assert said(states, "amount").words == "USD 60,000 is within the limits."
    assert said(states, "government").verdict == UNKNOWN
    shares = {f.words for f in states.findings if f.code == "share"}
    assert "Equipment and supplies: 80.6 % of the budget; at most 50 % is allowed." in shares
    assert said(states, "sections").words == "Still to be written: Maintenance and after-care."
    assert said(states, "annexes").words == "Still to be attached: National action plan."


def test_the_words_of_a_submission_count_not_those_of_today(tomas, amina, nadia):
    call = making.open_call("states")
    proposal = projects.fill(projects.begin(amina), amina)
    frozen = facts.of_proposal(proposal).said
    projects.fill(proposal, amina, basics=projects.complete(0)["basics"] | {"months": 48})
    proposal = Proposal.objects.get(pk=proposal.pk)
    now, then = (
        next(f for f in selectors.findings(call, proposal, words) if f.code == "duration")
        for words in (None, frozen)
    )
    assert (now.verdict, then.verdict) == (NOT_MET, MET)


def test_an_extension_for_one_organisation_counts_for_its_proposal(tomas, amina, nadia):
    call = making.open_call("states")
    proposal = projects.begin(amina)
    kenya = Organisation.objects.get(name="Kenya")
    services.extend_call(
        call_id=call.pk,
        actor=tomas,
        closes_at=call.closes_at + datetime.timedelta(days=5),
        reason="Floods",
        applicant_id=kenya.pk,
    )
    making.past(call)
    window = next(f for f in selectors.findings(call, proposal) if f.code == "window")
    assert window.verdict == MET


def test_findings_come_back_in_the_language_of_who_reads_them(tomas, amina, sofia):
    making.open_call()
    fit = selectors.calls_for_need(amina, needs.published())[0]
    kept = [finding._asdict() for finding in fit.findings]
    assert [
        wording.reword(one, fit.call.zone) for one in json.loads(json.dumps(kept))
    ] == fit.findings
    with translation.override("fr"):
        there = wording.reword(said(fit, "duration")._asdict())
    assert (there.code, there.values) == ("duration", said(fit, "duration").values)


def test_new_rules_are_tried_on_published_requests(tomas, sofia):
    requests = [needs.published(), needs.published(budget_minor=40_000_000)]
    counts = selectors.how_many_fit(example("partners").terms, requests)
    assert counts == {UNKNOWN: 2}
    assert selectors.how_many_fit(making.rules_for("LDC"), requests) == {NOT_MET: 2}
