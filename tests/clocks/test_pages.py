"""The pages of clocks: what is overdue, the targets, the averages, the reasons."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matchmaking.clocks import selectors, services
from matchmaking.clocks.models import Clock, StageTarget
from matchmaking.introductions.models import Introduction
from matchmaking.writing.selectors import term_in_force
from tests.clocks import making
from tests.introductions import making as tries
from tests.needs import making as needs

LONG_AGO = timezone.now() - datetime.timedelta(days=80)
TARGET = {"days": 7, "counts": "calendar", "actor_after": 2, "note": "States need longer."}


def late(number=1):
    """Let introductions wait for an answer for much too long, and tell of it."""
    for place in range(number):
        tries.proposed(by="giver", need=needs.published(title=f"Late request {place}"))
    Introduction.objects.update(proposed_at=LONG_AGO)
    services.run_clocks()


def test_the_list_says_what_is_overdue_who_must_act_and_who_was_told(visit, sofia, amina, dina):
    late()
    page = visit(sofia).get("/clocks/").text
    assert "Late request 0" in page
    assert "Kenya" in page
    assert "Sofia" in page
    own = visit(amina).get("/clocks/").text
    assert "Late request 0" in own
    assert "The brokers of the secretariat" in own
    told = "".join(part.decode() for part in visit(sofia).get("/clocks/export/csv/"))
    assert "Sofia" in told
    told = "".join(part.decode() for part in visit(dina).get("/clocks/export/csv/"))
    assert "Late request 0" in told
    assert "Sofia" not in told


def test_the_list_is_filtered_by_stage_and_state_and_others_see_nothing(visit, sofia, diego):
    late()
    assert "Late request" not in visit(sofia).get("/clocks/?stage=decision").text
    assert "Late request" not in visit(sofia).get("/clocks/?state=paused").text
    assert "Late request" in visit(sofia).get("/clocks/?state=done").text
    assert "Late request" not in visit(diego).get("/clocks/?state=all").text


@pytest.mark.parametrize("address", ["/clocks/", "/clocks/export/csv/"])
def test_a_list_takes_as_many_queries_for_eleven_rows_as_for_one(visit, sofia, address):
    counts = []
    for number in (1, 10):
        late(number)
        client = visit(sofia)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            assert not response.streaming or list(response)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_clocks_stand_on_the_page_of_a_request_for_its_own_people(visit, amina, dina):
    late()
    need = Clock.objects.filter(stage="answer").get().need
    assert "First answer" in visit(amina).get(f"/needs/{need.pk}/").text
    assert "First answer" not in visit(dina).get(f"/needs/{need.pk}/").text
    introduction = Introduction.objects.get()
    assert "First answer" in visit(dina).get(f"/introductions/{introduction.pk}/").text


def test_a_broker_sets_a_target_and_says_why(visit, sofia):
    day = timezone.localdate().isoformat()
    refused = visit(sofia).post("/clocks/targets/answer/", TARGET | {"note": "", "valid_from": day})
    assert refused.status_code == 200
    assert StageTarget.objects.count() == 0
    visit(sofia).post("/clocks/targets/answer/", TARGET | {"valid_from": day})
    page = visit(sofia).get("/clocks/targets/").text
    assert "States need longer." in page
    assert selectors.target_of("answer").days == 7


def test_a_broker_sets_the_term_of_confirmation(visit, sofia):
    said = {"days": 10, "fade_days": 5, "remind_days": 10, "note": "Try it."}
    refused = visit(sofia).post("/clocks/targets/confirmation/", said)
    assert "The question must come within the term." in refused.text
    visit(sofia).post("/clocks/targets/confirmation/", said | {"remind_days": 3})
    assert (term_in_force().days, term_in_force().fade_days) == (10, 5)
    assert "Try it." in visit(sofia).get("/clocks/targets/").text


def test_the_averages_count_what_still_waits(visit, db):
    late(3)
    (answer,) = [one for one in selectors.stage_averages() if one.stage.stage == "answer"]
    assert (answer.summary.finished, answer.summary.waiting) == (0, 3)
    assert answer.summary.median is None
    assert answer.by_quarter == answer.by_region == []
    page = visit().get("/clocks/averages/").text
    assert "not half of them are finished yet" in page
    late(2)
    (answer,) = [one for one in selectors.stage_averages() if one.stage.stage == "answer"]
    assert [part.summary.count for part in answer.by_region] == [5]
    assert "Africa" in visit().get("/clocks/averages/").text
    lines = b"".join(visit().get("/clocks/averages/export/csv/")).decode()
    assert "Africa" in lines


def test_the_reasons_lead_from_each_figure_to_the_tries_behind_it(visit, sofia):
    declined = tries.in_state("declined")
    page = visit(sofia).get("/clocks/reasons/").text
    assert "Introduction declined" in page
    (found,) = selectors.failed_tries(sofia)
    assert (found.outcome, found.need, found.reason_id) == (
        "declined",
        declined.need,
        declined.reason_id,
    )
    assert f"reason={declined.reason_id}" in page
    kept = visit(sofia).get(f"/clocks/reasons/?reason={declined.reason_id}&outcome=declined")
    assert declined.need.title in kept.text
    other = visit(sofia).get("/clocks/reasons/?outcome=rejected").text
    assert "Nothing fits these filters" in other
    file = b"".join(visit(sofia).get("/clocks/reasons/export/csv/?outcome=declined")).decode()
    assert declined.need.title in file
    assert visit(sofia).get("/clocks/reasons/?reason=nonsense&first_day=x").status_code == 200


def test_the_report_of_reasons_takes_as_many_queries_for_six_as_for_one(visit, sofia):
    counts = []
    for number in (1, 5):
        for place in range(number):
            need = needs.published(title=f"Request {number} {place}")
            introduction = tries.proposed(by="giver", need=need)
            tries.decline(introduction, "amina")
        client = visit(sofia)
        client.get("/clocks/reasons/")  # what is remembered of the vocabulary is read once
        with CaptureQueriesContext(connection) as asked:
            client.get("/clocks/reasons/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_clocks_are_no_affair_of_somebody_without_an_organisation(visit, omar):
    making.stalled()
    assert visit(omar).get("/clocks/").status_code == 403
