"""Pages and files of open data: the same for everybody, and nothing that is kept back."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from lxml import etree

from matchmaking.evaluation.models import Evaluation, Publication
from matchmaking.funds.models import Call
from matchmaking.insights import services as insights
from matchmaking.needs.models import Need
from matchmaking.opendata import services
from matchmaking.opendata.models import Activity, CalendarAddress
from matchmaking.opendata.tables import TABLES
from tests import cast
from tests.evaluation import making as judging
from tests.funds import making as funds
from tests.monitoring import making as monitoring
from tests.needs import making as needs
from tests.offers import making as offers
from tests.opendata import making
from tests.payments import making as payments

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PUBLIC = ["/open-data/", "/open-data/iati/activities.xml", "/open-data/calendars/calls.ics"]


def _read(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    body = b"".join(response) if response.streaming else response.content
    return body.decode("utf-8-sig")


def _lasting(client, url):
    """Return a file without the moment at which an empty feed was asked."""
    return re.sub("<updated>[^<]*</updated>", "", _read(client, url))


def _rows(client, name):
    return list(csv.DictReader(io.StringIO(_read(client, f"/open-data/tables/{name}.csv"))))


def test_every_table_holds_what_its_dictionary_says(visit):
    needs.published()
    offers.published()
    monitoring.of_project_row()
    making.named()
    insights.rebuild()
    client = visit()
    said = json.loads(_read(client, "/open-data/datapackage.json"))
    page = _read(client, "/open-data/dictionary/")
    assert [one["name"] for one in said["resources"]] == [n.replace("_", "-") for n in TABLES]
    for resource, table in zip(said["resources"], TABLES.values(), strict=True):
        rows = _rows(client, table.name)
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert rows, table.name
        assert list(rows[0]) == names
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(set(keys)) == len(keys)
        assert set(table.key) <= set(names)
        assert all(f">{name}</code>" in page for name in names)
        assert resource["path"].endswith(f"/open-data/tables/{table.name}.csv")
    assert said["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_tables_say_what_the_records_say(visit):
    agreement = making.named(amount=900)
    undertaking = monitoring.of_agreement(agreement)
    need = agreement.need
    client = visit()
    request = next(row for row in _rows(client, "requests") if row["id"] == str(need.pk))
    assert (request["state"], request["status"]) == ("KEN", "published")
    line = next(r for r in _rows(client, "request_lines") if r["request"] == str(need.pk))
    assert (line["asked"], line["committed"], line["open"]) == ("12", "5", "7")
    row = _rows(client, "agreements")[0]
    assert (row["request"], row["states"], row["agreed"]) == (str(need.pk), "KEN", "")
    assert row["agreed_on"].endswith("-01")
    making.show_amounts(undertaking)
    assert _rows(client, "agreements")[0]["agreed"] == "900"
    payments.running()
    project = _rows(client, "projects")[0]
    assert (project["states"], project["committed"], project["status"]) == (
        "KEN",
        "60000",
        "running",
    )
    assert (
        project["iati_identifier"]
        == "XI-EXAMPLE-0001-" + Activity.objects.get(project__isnull=False).code
    )


def test_files_are_the_same_for_everybody_and_hold_nothing_that_is_kept_back(visit):
    shown = needs.published()
    words = {"institution": "Depot Alpha", "confidential_place": "Gate 7", "stock": "93 rifles"}
    Need.objects.filter(pk=shown.pk).update(**words, contact_person="Ms Wanjiru")
    members = needs.published()
    Need.objects.filter(pk=members.pk).update(audience="members", title="For members")
    needs.draft()
    addresses = [f"/open-data/tables/{name}.{kind}" for name in TABLES for kind in ("csv", "json")]
    addresses += [f"/open-data/feeds/{name}.atom" for name in ("requests", "offers", "calls")]
    nobody = {url: _lasting(visit(), url) for url in addresses}
    for url, text in nobody.items():
        for word in (*words.values(), "Ms Wanjiru", "For members"):
            assert word not in text, (url, word)
    for name in ("amina", "sofia", "dina"):
        client = visit(cast.join(name))
        assert {url: _lasting(client, url) for url in addresses} == nobody


@pytest.mark.parametrize("name", ["requests", "request_lines", "offers"])
def test_a_table_asks_the_same_for_one_row_and_for_eleven(name):
    make = offers.published if name == "offers" else needs.published
    make()
    list(TABLES[name].rows())
    with CaptureQueriesContext(connection) as one:
        list(TABLES[name].rows())
    for _number in range(10):
        make()
    with CaptureQueriesContext(connection) as many:
        rows = list(TABLES[name].rows())
    assert len(rows) >= 11
    assert len(many) == len(one)


def test_a_table_is_sent_as_it_is_read(visit):
    response = visit().get("/open-data/tables/requests.csv")
    assert response.streaming
    assert b"".join(response).startswith("\ufeffid,title".encode())
    assert visit().get("/open-data/tables/people.csv").status_code == 404
    assert visit().get("/open-data/tables/requests.exe").status_code == 404


def test_the_file_is_made_when_somebody_asks_and_kept(visit):
    client = visit()
    assert client.get("/open-data/iati/activities.xml").status_code == 404
    monitoring.of_project_row()
    services.discard_editions()
    text = _read(client, "/open-data/iati/activities.xml")
    tree = etree.fromstring(text.encode()).getroottree()
    assert {fault.split()[1] for fault in making.errors(tree)} == {"1.14.8"}
    with CaptureQueriesContext(connection) as asked:
        assert _read(client, "/open-data/iati/activities.xml") == text
    assert len(asked) <= 6
    response = client.get("/open-data/iati/activities.xml")
    assert b"".join(response).decode() == text  # read to the end, the file is closed
    assert "activities.xml" in response["Content-Disposition"]
    page = _read(client, "/open-data/")
    assert "1 activity" in page
    assert 'href="/open-data/"' in page


def test_a_file_that_is_being_made_is_asked_for_again(visit, monkeypatch):
    monkeypatch.setattr("matchmaking.opendata.tasks.make_in_background", lambda: None)
    response = visit().get("/open-data/iati/activities.xml")
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_feeds_name_what_is_new(visit):
    need = needs.published()
    call = funds.open_call()
    root = etree.fromstring(_read(visit(), "/open-data/feeds/requests.atom").encode())
    assert root.xpath("a:entry/a:title/text()", namespaces=ATOM) == [need.title]
    assert root.xpath("a:entry/a:id/text()", namespaces=ATOM) == [f"urn:needs:detail:{need.pk}"]
    assert call.title in _read(visit(), "/open-data/feeds/calls.atom")
    assert "<entry" not in _read(visit(), "/open-data/feeds/evaluations.atom")
    assert visit().get("/open-data/feeds/people.atom").status_code == 404


def test_an_evaluation_is_named_once_it_is_published(visit):
    evaluation = judging.planned(monitoring.of_agreement(making.named()))
    said = {"title": "Marking, as published", "contents": {}, "words": ""}
    said["published_by"] = cast.join("sofia")
    Publication.objects.create(evaluation=evaluation, **said)
    assert making.tree().xpath("//document-link") == []
    Evaluation.objects.filter(pk=evaluation.pk).update(
        status="published", comment_until=making.TODAY
    )
    tree = making.tree()
    assert {fault.split()[1] for fault in making.errors(tree)} == {"1.14.8"}
    link = tree.find(".//document-link")
    assert link.get("url").endswith(f"/evaluations/{evaluation.pk}/")
    assert link.findtext("title/narrative") == "Marking, as published"
    text = _read(visit(), "/open-data/feeds/evaluations.atom")
    assert "Marking, as published" in text
    assert evaluation.title not in text


def test_the_calendar_of_calls_has_their_deadlines(visit):
    call = funds.open_call()
    Call.objects.filter(pk=call.pk).update(title="Marking; tracing, 2027")
    found = Calendar.from_ical(_read(visit(), "/open-data/calendars/calls.ics"))
    events = {str(event["uid"]): event for event in found.walk("VEVENT")}
    deadline = events[f"call-{call.pk}-deadline@localhost:8000"]
    assert str(deadline["summary"]) == "Deadline: Marking; tracing, 2027"
    assert deadline.decoded("dtstart") == call.closes_at.replace(microsecond=0)
    assert str(deadline["url"]).endswith(reverse("funds:call", args=[call.pk]))


def test_a_private_calendar_is_shown_once_and_revoked(visit):
    nadia = cast.join("nadia")
    client = visit(nadia)
    text = client.post("/open-data/calendars/mine/make/").content.decode()
    address = text.partition('id="private-address">')[2].partition("<")[0]
    assert address.endswith(".ics")
    path = address.partition("8000")[2]
    assert "private-address" not in _read(client, "/open-data/calendars/mine/")
    project = payments.running()
    project.reports.update(due_on=making.TODAY)
    found = Calendar.from_ical(_read(visit(), path))
    assert {event.decoded("dtstart") for event in found.walk("VEVENT")} == {making.TODAY}
    client = visit(nadia)
    client.post("/open-data/calendars/mine/revoke/")
    assert visit().get(path).status_code == 404
    assert not CalendarAddress.objects.exists()


def test_the_identifier_of_the_owner_is_entered_with_what_is_wrong_beside_it(visit):
    undertaking = monitoring.undertaking()
    client = visit(payments.person("dina"))
    url = f"/open-data/activities/{undertaking.pk}/"
    assert "Agree to show the amounts" in _read(client, url)
    refused = client.post(url, {"identifier": "XM-DAC-1 2", "version": ""})
    assert refused.status_code == 200
    text = refused.content.decode()
    assert "holds no spaces" in text
    assert 'value="XM-DAC-1 2"' in text
    assert client.post(url, {"identifier": "XM-DAC-1-2", "version": ""}).status_code == 302
    assert Activity.objects.get().identifier == "XM-DAC-1-2"
    stale = client.post(url, {"identifier": "XM-DAC-1-3", "version": "1"})
    assert stale.status_code == 409
    assert "In the open data" in _read(client, reverse("monitoring:detail", args=[undertaking.pk]))
