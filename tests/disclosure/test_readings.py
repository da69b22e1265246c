"""Each reading of what is kept back is written down, and shown to its owner."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matchmaking.disclosure import services
from matchmaking.disclosure.choices import Level, Part, Way
from matchmaking.disclosure.models import Reading
from matchmaking.disclosure.selectors import known_record
from tests.disclosure import making
from tests.disclosure.making import PEOPLE, person, published, readers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("level", Level.values)
def test_a_page_is_logged_for_readers_of_other_organisations_alone(visit, name, level):
    need = published("need", {Part.STOCK: level, Part.SITE: Level.OWN})
    visit(person(name)).get(f"/needs/{need.pk}/")
    is_foreign = name not in making.OWN["need"] and name not in ("visitor", "omar")
    parts = [Part.SITE] if name == "sofia" else []
    if level != Level.PUBLIC and name in readers("need", level):
        parts.append(Part.STOCK)
    rows = list(Reading.objects.about(need))
    assert [row.parts for row in rows] == ([parts] if parts and is_foreign else [])
    for row in rows:
        assert (row.reader, row.way) == (person(name), Way.PAGE)
        assert row.organisation == making.organisation(name)
        assert row.owner == need.organisation


def test_a_file_is_logged_record_by_record(visit, dina):
    one = published("need", {Part.STOCK: Level.MEMBERS})
    two = published("need", {Part.STOCK: Level.OWN, Part.CONTACT: Level.MEMBERS})
    b"".join(visit(dina).get("/needs/export/csv/").streaming_content)
    assert {(row.record_id, tuple(row.parts), row.way) for row in Reading.objects.all()} == {
        (one.pk, ("stock",), Way.FILE),
        (two.pk, ("contact",), Way.FILE),
    }


def test_a_list_shows_nothing_of_it_and_logs_nothing(visit, sofia):
    published("need", {Part.STOCK: Level.OWN})
    visit(sofia).get("/needs/")
    assert not Reading.objects.exists()


@pytest.mark.parametrize(("level", "logged"), [(Level.MEMBERS, True), (Level.PUBLIC, False)])
def test_opening_a_document_is_logged(visit, dina, level, logged):
    need = published("need", {Part.DOCUMENTS: level})
    visit(dina).get(reverse("disclosure:document", args=[making.document_of(need).pk])).getvalue()
    assert Reading.objects.filter(way=Way.DOWNLOAD, parts=["documents"]).exists() == logged


def test_what_was_granted_is_logged_when_it_is_read(visit, dina, amina):
    need = published("need", {Part.SITE: Level.OWN})
    ask = making.ask(need, parts=[Part.SITE])
    visit(dina).get(f"/needs/{need.pk}/")
    assert not Reading.objects.exists()
    services.grant_disclosure(ask_id=ask.pk, actor=amina)
    visit(dina).get(f"/needs/{need.pk}/")
    assert Reading.objects.get().parts == ["site"]


@pytest.fixture
def read():
    """Let two organisations read two parts of a request in different ways."""
    need = published("need", {Part.STOCK: Level.MEMBERS, Part.SITE: Level.OWN})
    for name, way in (("dina", Way.PAGE), ("diego", Way.FILE), ("sofia", Way.PAGE)):
        record = need_as_seen_by(name, need)
        services.log_readings(
            records=[record], reader=person(name), organisation=making.organisation(name), way=way
        )
    return need


def need_as_seen_by(name, need):
    return known_record(person(name), "need", need.pk)


def test_the_owner_sees_filters_and_exports_the_readings(visit, read, amina):
    address = reverse("disclosure:readings", args=["need", read.pk])
    client = visit(amina)
    assert client.get(address).context["results"].total == 3
    nordic = making.organisation("dina")
    for query, names in (
        ({"organisation": nordic.pk}, ["Dina"]),
        ({"part": "site"}, ["Sofia"]),
        ({"way": "file"}, ["Diego"]),
        ({"until": "2020-01-01"}, []),
        ({"sort": "oldest"}, ["Dina", "Diego", "Sofia"]),
    ):
        rows = client.get(address, query).context["results"].rows
        assert [str(row.reader) for row in rows] == names, query
    export = reverse("disclosure:export", args=["need", read.pk, "csv"])
    text = client.get(export, {"part": "site"}).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["Person"], row["What"]) for row in rows] == [
        ("Sofia", "Exact site, What exists already")
    ]
    assert (
        client.get(reverse("disclosure:export", args=["need", read.pk, "exe"])).status_code == 404
    )


def test_a_list_of_readings_takes_as_many_queries_for_eleven_as_for_one(visit, amina):
    need = published("need", {Part.STOCK: Level.MEMBERS})
    client, address = visit(amina), reverse("disclosure:readings", args=["need", need.pk])
    counts = []
    for more in (1, 10):
        for _ in range(more):
            services.log_readings(
                records=[need_as_seen_by("dina", need)],
                reader=person("dina"),
                organisation=making.organisation("dina"),
                way=Way.PAGE,
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Reading.objects.count() == 11
