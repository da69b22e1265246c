"""The pages: what stands beside what, who sees them, and what each click does."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.notifications.inbox import tasks_for
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import RenewalPeriod
from matchmaking.needs.renewal import services
from matchmaking.needs.renewal.choices import RenewalStatus
from matchmaking.reports import services as reports
from tests.needs.renewal import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(amina):
    return making.compared()


def get(client, name, *args, **query):
    return client.get(making.url(name, *args), query)


def click(client, name, renewal, **data):
    data = {"version": renewal.version, **data}
    return client.post(making.url(name, renewal.pk), data, follow=True)


def test_both_passages_stand_beside_each_other_with_the_difference_marked(visit, amina, report):
    page = get(visit(amina), "comparison", report.pk).text
    assert "<mark>38 </mark>" in page
    assert "<mark>20 </mark>" in page
    renewal = making.renewal_of("steel racks")
    for candidate in (renewal.candidate, renewal.need.candidate):
        address = f"/reports/{candidate.report_id}/candidates/{candidate.pk}/"
        assert address in page


def test_new_requests_stand_beside_those_no_longer_mentioned(visit, amina, report):
    page = get(visit(amina), "comparison", report.pk).text
    gone, fresh = page.split('id="gone-title"')[1].split('id="fresh-title"')
    assert "tracing office in Mombasa" in gone
    assert "ballistic evidence" in fresh
    assert "hydraulic shear" not in fresh


def test_the_page_counts_what_is_confirmed(visit, amina, report):
    client = visit(amina)
    page = click(client, "renewal_confirm", making.renewal_of("hydraulic shear"))
    assert "1 of 5" in page.text


def test_one_click_confirms_and_one_takes_back(visit, amina, report):
    client = visit(amina)
    renewal = making.renewal_of("hydraulic shear")
    click(client, "renewal_confirm", renewal)
    renewal.refresh_from_db()
    assert renewal.status == RenewalStatus.CONFIRMED
    click(client, "renewal_undo", renewal)
    renewal.refresh_from_db()
    assert renewal.status == RenewalStatus.WAITING


def test_what_changed_is_taken_over_into_the_request(visit, amina, report):
    client = visit(amina)
    renewal = making.renewal_of("steel racks")
    page = click(client, "renewal_confirm", renewal)
    assert page.request["PATH_INFO"].endswith(f"/renewals/{renewal.pk}/change/")
    assert page.context["form"].initial["quantity"] == "20"
    assert page.context["form"].initial["title"] == "Steel racks for 20 police stations"
    need = making.need_of("steel racks")
    said = {"title": "Racks", "quantity": "21", "description": "Racks for 21 stations."}
    said["version"] = need.version
    client.post(making.url("renewal_change", renewal.pk), said)
    need.refresh_from_db()
    assert (need.lines.get().quantity, need.description) == (21, "Racks for 21 stations.")
    assert need.candidate.report.year == 2012


def test_a_stale_change_is_refused_with_what_was_typed(visit, amina, report):
    client = visit(amina)
    renewal = making.renewal_of("steel racks")
    click(client, "renewal_confirm", renewal)
    said = {"quantity": "21", "description": "Typed with care.", "version": 99}
    page = client.post(making.url("renewal_change", renewal.pk), said)
    assert "Typed with care." in page.text
    assert making.need_of("steel racks").lines.get().quantity == 38


def test_a_wrong_quantity_is_refused_beside_its_field(visit, amina, report):
    client = visit(amina)
    renewal = making.renewal_of("steel racks")
    click(client, "renewal_confirm", renewal)
    page = client.post(making.url("renewal_change", renewal.pk), {"quantity": "-3", "version": 1})
    assert page.context["form"].errors["quantity"]


def test_another_answer_without_a_reason_says_so_beside_the_field(visit, amina, report):
    renewal = making.renewal_of("computer")
    page = click(visit(amina), "renewal_confirm", renewal, answer="met")
    assert page.context["form"].errors["reason"]
    assert making.renewal_of("computer").status == RenewalStatus.WAITING


def test_another_passage_is_linked_with_a_reason(visit, amina, report):
    renewal = making.renewal_of("computer")
    passage = report.candidates.get(quote__contains="ballistic")
    answer = {"answer": "still", "candidate": passage.pk, "reason": "The laboratory stands there."}
    click(visit(amina), "renewal_confirm", renewal, **answer)
    renewal.refresh_from_db()
    assert (renewal.verdict, renewal.candidate) == ("still", passage)


def test_a_request_no_longer_mentioned_is_kept_with_a_click(visit, amina, report):
    renewal = making.renewal_of("computer")
    click(visit(amina), "renewal_confirm", renewal, keep="1")
    assert making.need_of("computer").status == NeedStatus.DRAFT


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"verdict": "met"}, ["marking machines"]),
        ({"verdict": "gone"}, ["armourers", "tracing office"]),
        ({"status": "confirmed"}, ["hydraulic shear"]),
    ],
)
def test_the_comparison_is_filtered_by_its_address(visit, amina, report, query, words):
    services.confirm_renewal(renewal_id=making.renewal_of("hydraulic shear").pk, actor=amina)
    page = get(visit(amina), "comparison", report.pk, **query)
    shown = [row.old.text for row in page.context["asked"] + page.context["gone"]]
    assert len(shown) == len(words)
    assert all(any(word in text for text in shown) for word in words)


def test_a_nonsense_filter_is_no_error(visit, amina, report):
    query = {"verdict": "perhaps", "theme": "none", "page": "x", "sort": "worst"}
    assert get(visit(amina), "comparison", report.pk, **query).status_code == 200


def test_the_least_certain_come_first_where_asked(visit, amina, report):
    page = get(visit(amina), "comparison", report.pk, sort="unsure")
    scores = [renewal.score for renewal in page.context["results"].rows]
    assert scores == sorted(scores)


def test_a_comparison_is_exported_as_filtered(visit, amina, report):
    client = visit(amina)
    answer = get(client, "comparison_export", report.pk, "csv", verdict="changed")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert len(rows) == 2
    assert "Quantity: 38 → 20" in rows[1]
    book = get(client, "comparison_export", report.pk, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.getvalue())).active
    assert sheet.max_row == 6


def test_the_line_of_a_request_runs_through_all_reports(visit, amina, report):
    services.confirm_renewal(renewal_id=making.renewal_of("hydraulic shear").pk, actor=amina)
    making.next_report(year=2016, asked=making.FIRST, told="")
    page = get(visit(amina), "lines", "ken")
    line = next(one for one in page.context["lines"] if "shear" in one.need.reported_quote)
    assert [cell.code for cell in line.cells] == ["asked", "still", "waiting"]
    rows = get(visit(amina), "lines_export", "ken", "csv").getvalue().decode()
    assert "First asked" in rows


def test_the_secretariat_sees_all_comparisons_but_no_drafts(visit, sofia, report):
    assert not get(visit(sofia), "comparisons").context["results"].rows
    making.publish(making.need_of("hydraulic shear"))
    row = get(visit(sofia), "comparisons").context["results"].rows[0]
    assert (row.compared, row.waiting, row.lapsed) == (1, 1, 0)
    page = get(visit(sofia), "comparison", report.pk)
    assert [row.renewal.need.reported_quote for row in page.context["asked"]] == [
        making.FIRST["15"]
    ]
    assert "Confirm: " not in page.text


def test_another_state_sees_nothing(visit, boris, report):
    client = visit(boris)
    assert not get(client, "comparisons").context["results"].rows
    assert get(client, "comparison", report.pk).status_code == 404
    assert get(client, "lines", "ken").status_code == 404
    assert get(client, "renewal", making.renewal_of("computer").pk).status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"state": "open"}, 1),
        ({"state": "done"}, 0),
        ({"state": "overdue"}, 0),
        ({"year": 2014}, 1),
    ],
)
def test_comparisons_are_filtered_and_exported(visit, amina, report, query, count):
    client = visit(amina)
    assert len(get(client, "comparisons", **query).context["results"].rows) == count
    rows = get(client, "comparisons_export", "csv", **query).getvalue().decode()
    assert rows.count("Kenya") == count


def test_the_secretariat_sets_the_period_on_a_page(visit, sofia, amina):
    said = {"months": 9, "first_reminder": 45, "second_reminder": 10}
    visit(sofia).post(making.url("renewal_period"), said)
    assert RenewalPeriod.objects.get().months == 9
    wrong = {"months": 9, "first_reminder": 5, "second_reminder": 10}
    page = visit(sofia).post(making.url("renewal_period"), wrong)
    assert page.context["form"].errors["second_reminder"]
    assert RenewalPeriod.objects.get().first_reminder == 45
    assert visit(amina).post(making.url("renewal_period"), said).status_code == 403


def test_each_confirmation_is_a_task_with_its_last_day(visit, amina, report):
    waiting = [task for task in tasks_for(amina) if task.source.name == "confirm_renewal"]
    assert {task.due_on for task in waiting} == {report.renewals.first().due_on}
    assert len(waiting) == 5


def queries(client, name, *args):
    get(client, name, *args)  # what is remembered once is remembered
    with CaptureQueriesContext(connection) as caught:
        assert get(client, name, *args).status_code == 200
    return len(caught)


MANY = {
    "11": "(a) steel racks for 38 police stations; (b) training of 12 armourers in stock control; "
    "(c) fences for six depots; (d) fire extinguishers for nine magazines.",
    "15": "(a) a hydraulic shear; (b) a furnace for ammunition; (c) safety clothing for the team.",
    "21": "(a) five laser marking machines; (b) registry software for 40 users; (c) scanners.",
    "24": "A computer for the tracing office in Mombasa.",
}


@pytest.mark.parametrize("name", ["comparison", "lines", "comparisons"])
def test_a_page_takes_as_many_queries_for_eleven_requests_as_for_one(visit, amina, name):
    client = visit(amina)
    args = {"lines": ["ken"], "comparisons": []}
    making.first_report(year=2010, asked={"24": MANY["24"]})
    report = making.next_report(year=2011, asked={"24": MANY["24"]}, told="")
    few = queries(client, name, *args.get(name, [report.pk]))
    making.first_report(year=2012, asked=MANY)
    report = making.next_report(year=2014, asked=MANY, told="")
    assert report.renewals.count() >= 11
    assert queries(client, name, *args.get(name, [report.pk])) == few


def test_a_request_shows_its_own_line_to_its_state_only(visit, amina, boris, report):
    need = making.publish(making.need_of("hydraulic shear"))
    own = visit(amina).get(making.url("detail", need.pk)).text
    assert "Through the years" in own
    assert "To be confirmed" in own
    assert "Through the years" not in visit(boris).get(making.url("detail", need.pk)).text


def test_a_new_request_that_is_still_a_draft_is_linked_for_its_state_only(
    visit, amina, sofia, report
):
    fresh = report.candidates.get(quote__contains="ballistic")
    reports.accept_candidate(candidate_id=fresh.pk, actor=amina)
    making.publish(making.need_of("hydraulic shear"))
    assert "Its request" in get(visit(amina), "comparison", report.pk).text
    assert "Its request" not in get(visit(sofia), "comparison", report.pk).text
