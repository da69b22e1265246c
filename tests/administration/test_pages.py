"""The pages of the fund desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.administration import making
from tests.applications import making as applications
from tests.payments import making as payments


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["pipeline/", "trail/"])
def test_a_list_takes_as_many_queries_for_eleven_rows_as_for_one(visit, tomas, page):
    client = visit(tomas)
    call = applications.call()
    applications.submitted(call_=call)
    with_one = queries(client, f"/fund-desk/{page}")
    for _number in range(4):
        applications.submitted(call_=call)
    assert queries(client, f"/fund-desk/{page}") <= with_one


def test_the_desk_leads_to_the_lists_behind_its_figures(visit, tomas):
    application = making.waiting(30)
    other = making.waiting(1)
    client = visit(tomas)
    fund = application.call.fund.pk
    text = client.get(f"/fund-desk/?fund={fund}").text
    late = f"/fund-desk/pipeline/?fund={fund}&amp;stage=screening&amp;late=on"
    assert late in text
    found = client.get(late.replace("&amp;", "&")).text
    assert application.number in found
    assert other.number not in found


def test_the_files_hold_what_the_pages_show(visit, tomas):
    project = payments.running()
    client = visit(tomas)
    for name, expected in (
        ("pipeline", project.application.number),
        ("trail", "funding agreement signed by both: the project runs"),
    ):
        answer = client.get(f"/fund-desk/{name}/export/csv/")
        assert expected in b"".join(answer.streaming_content).decode()


def test_the_trail_is_narrowed_to_acts_that_decide_of_one_person(visit, tomas):
    application = applications.eligible()
    address = f"/fund-desk/trail/?q={application.number}&person=Tomas&decides=on"
    text = visit(tomas).get(address).text
    assert "found eligible" in text
    assert "declared to have no conflict of interest" not in text.split("<tbody>")[1]
    nobody = visit(tomas).get("/fund-desk/trail/?person=Nobody").text
    assert "Nothing fits these filters" in nobody


def test_a_term_without_a_reason_is_asked_for_beside_its_field(visit, tomas):
    fund = applications.submitted().call.fund
    client = visit(tomas)
    address = f"/fund-desk/terms/{fund.pk}/"
    answer = client.post(address, {"stage": "review", "days": "900", "note": ""})
    assert answer.status_code == 200
    assert 'value="900"' in answer.text
    assert "error-summary" in answer.text
    good = {"stage": "review", "days": "40", "note": "Three reviewers are ill."}
    assert client.post(address, good).status_code == 302
    assert "Three reviewers are ill." in client.get(address).text


def test_the_page_of_an_application_leads_to_its_trail(visit, tomas):
    application = applications.eligible()
    text = visit(tomas).get(f"/applications/{application.pk}/").text
    assert f"/fund-desk/trail/?q={application.number}" in text
