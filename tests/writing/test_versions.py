"""Versions: kept at every save, compared, brought back, thinned."""

import datetime

import pytest
from django.utils import timezone

from matchmaking import audit
from matchmaking.writing import records, selectors, services
from matchmaking.writing.traces import RecordVersion
from tests import cast
from tests.writing import making

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("kind", ["need", "offer"])]


@pytest.fixture
def record(kind):
    return making.draft(kind)


@pytest.fixture
def owner(kind):
    return cast.join(making.OWNERS[kind])


def numbers(record):
    return [version.number for version in selectors.versions_of(record)]


def test_beginning_and_every_change_keep_a_version(record, owner):
    making.edit(record, owner, title="Second")
    making.edit(record, owner, title="Second")
    making.edit(record, owner, title="Third")
    titles = RecordVersion.objects.of(record).order_by("number").values_list("contents__title")
    assert [title for (title,) in titles] == [record.title, "Second", "Third"]


def test_a_version_holds_all_that_can_be_written(kind, record):
    kept = RecordVersion.objects.of(record).get().contents
    assert set(kept) == set(records.kind_named(kind).fields)


def test_what_was_written_before_versions_were_kept_is_kept_at_the_next_change(record, owner):
    RecordVersion.objects.all().delete()
    making.edit(record, owner, title="Second")
    titles = RecordVersion.objects.of(record).order_by("number").values_list("contents__title")
    assert [title for (title,) in titles] == [record.title, "Second"]


def _type(record, person, title):
    kind = records.kind_of(record)
    version = kind.model.objects.get(pk=record.pk).version
    return services.autosave_record(
        kind, record_id=record.pk, version=version, actor=person, fields={"title": title}
    )


def test_what_is_typed_in_one_sitting_is_listed_once(kind, record, owner):
    for title in ("T", "Ti", "Tit"):
        _type(record, owner, title)
    assert numbers(record) == [4, 1]
    _type(record, making.colleague(kind), "Title")
    assert numbers(record) == [5, 4, 1]


def test_after_two_days_only_the_last_of_a_sitting_is_kept(record, owner):
    for title in ("T", "Ti", "Tit"):
        _type(record, owner, title)
    assert services.thin_versions() == 0
    later = timezone.now() + datetime.timedelta(days=3)
    assert services.thin_versions(now=later) == 2
    assert numbers(record) == [4, 1]


def test_the_page_shows_what_was_struck_out_and_what_was_added(visit, record, owner):
    making.edit(record, owner, description="Ten machines for the police")
    making.edit(record, owner, description="Twelve machines for the police")
    text = visit(owner).get(making.beside("versions", record)).content.decode()
    assert '<del><span class="visually-hidden">[taken away: </span>Ten' in text
    assert '<ins><span class="visually-hidden">[added: </span>Twelve' in text
    assert f'lang="{record.language}"' in text


def test_any_two_versions_can_be_compared(visit, record, owner):
    for title in ("Second", "Third", "Fourth"):
        making.edit(record, owner, title=title)
    address = making.beside("versions", record)
    answer = visit(owner).get(address, {"old": "2", "new": "4"})
    assert [(d.old, d.new) for d in answer.context["differences"]] == [("Second", "Fourth")]


@pytest.mark.parametrize("wrong", ["99", "-1", "x", ""])
def test_a_version_that_is_not_there_gives_way_to_the_newest(visit, record, owner, wrong):
    making.edit(record, owner, title="Second")
    answer = visit(owner).get(making.beside("versions", record), {"old": wrong, "new": wrong})
    assert (answer.context["old"].number, answer.context["new"].number) == (1, 2)


def test_an_old_version_comes_back_as_the_newest_with_its_lines(visit, record, owner):
    first = record.title
    lines = list(record.lines.values_list("kind_id", flat=True))
    kind = records.kind_of(record)
    services.edit_record(
        kind, record_id=record.pk, version=1, actor=owner, fields={"title": "Second"}, lines=[]
    )
    visit(owner).post(making.beside("restore", record, 1), {"version": 2})
    now = kind.model.objects.get(pk=record.pk)
    assert (now.title, list(now.lines.values_list("kind_id", flat=True))) == (first, lines)
    newest = RecordVersion.objects.of(record).order_by("-number").first()
    assert (newest.number, newest.restored_from) == (3, 1)
    assert audit.history(now)[0].changes["title"] == ("Second", first)


def test_bringing_back_over_a_newer_version_is_refused(visit, record, owner):
    making.edit(record, owner, title="Second")
    making.edit(record, owner, title="Third")
    visit(owner).post(making.beside("restore", record, 1), {"version": 2}, follow=True)
    assert records.kind_of(record).model.objects.get(pk=record.pk).title == "Third"


def test_a_published_record_is_not_brought_back_incomplete(visit, kind, owner):
    record = making.MAKING[kind].draft(title="")
    making.edit(record, owner, title="Complete")
    version = making.MAKING[kind].draft().version + 1
    services.submit_record(
        records.kind_named(kind), record_id=record.pk, actor=owner, version=version
    )
    services.move_record(
        records.kind_named(kind), "publish", record_id=record.pk, actor=cast.join("sofia")
    )
    now = records.kind_named(kind).model.objects.get(pk=record.pk)
    answer = visit(owner).post(
        making.beside("restore", record, 1), {"version": now.version}, follow=True
    )
    assert any("title" in str(message) for message in answer.context["messages"])
    now.refresh_from_db()
    assert now.title == "Complete"


def test_the_versions_go_with_a_deleted_draft(kind, record, owner):
    services.delete_record(records.kind_named(kind), record_id=record.pk, actor=owner)
    assert not RecordVersion.objects.exists()


def test_the_page_takes_as_many_queries_for_eleven_versions_as_for_two(
    visit, record, owner, django_assert_max_num_queries
):
    making.edit(record, owner, title="Second")
    client, address = visit(owner), making.beside("versions", record)
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for number in range(10):
        making.edit(record, owner, title=f"Title {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(address)
