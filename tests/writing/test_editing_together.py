"""Two colleagues edit at once: what one side changed is put together, the rest is asked."""

import pytest

from accounts import personal_data
from accounts.signals import person_erased
from matchmaking.writing import records
from matchmaking.writing.traces import KeptText, Presence
from tests import cast
from tests.writing import making

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("kind", ["need", "offer"])]


@pytest.fixture
def record(kind):
    return making.draft(kind)


@pytest.fixture
def owner(kind):
    return cast.join(making.OWNERS[kind])


@pytest.fixture
def other(kind):
    return making.colleague(kind)


def said(record):
    return records.kind_of(record).model.objects.get(pk=record.pk)


def test_saving_what_nobody_else_touched_needs_no_question(visit, record, owner):
    answer = visit(owner).post(making.page("edit", record), making.filled(record, title="New"))
    assert answer.status_code == 302
    assert said(record).title == "New"


def test_changes_to_different_fields_are_put_together_and_told(visit, record, owner, other):
    mine = making.filled(record, title="My title")
    making.edit(record, other, description="Their description")
    answer = visit(owner).post(making.page("edit", record), mine, follow=True)
    now = said(record)
    assert (now.title, now.description) == ("My title", "Their description")
    told = [str(message) for message in answer.context["messages"]]
    assert "Only changed by others, kept as they are now: description." in told
    assert "Only changed by you, or chosen as you have it: title." in told


def test_the_same_field_is_shown_side_by_side_and_nothing_is_written(visit, record, owner, other):
    mine = making.filled(record, title="My title")
    making.edit(record, other, title="Their title")
    answer = visit(owner).post(making.page("edit", record), mine)
    text = answer.content.decode()
    assert said(record).title == "Their title"
    assert text.index("Their title") < text.index("My title")
    assert "Keep theirs, as it is now" in text
    assert "Take mine" in text


@pytest.mark.parametrize(("choice", "stands"), [("mine", "My title"), ("theirs", "Their title")])
def test_what_was_chosen_stands_and_the_rest_of_both_is_kept(
    visit, record, owner, other, choice, stands
):
    mine = making.filled(record, title="My title", currency="USD")
    making.edit(record, other, title="Their title", description="Their description")
    client = visit(owner)
    asked = client.post(making.page("edit", record), mine)
    again = _hidden(asked) | {"choice-title": choice}
    assert client.post(making.page("edit", record), again).status_code == 302
    now = said(record)
    assert (now.title, now.description) == (stands, "Their description")
    assert not KeptText.objects.exists()


def _hidden(answer):
    hidden = {"seen": answer.context["seen"]}
    for name, value in answer.context["posted"]:
        hidden.setdefault(name, []).append(value)
    return hidden


def test_a_choice_is_asked_again_when_the_record_changed_once_more(visit, record, owner, other):
    mine = making.filled(record, title="My title")
    making.edit(record, other, title="Their title")
    client = visit(owner)
    asked = client.post(making.page("edit", record), mine)
    making.edit(record, other, title="Their better title")
    again = client.post(making.page("edit", record), _hidden(asked) | {"choice-title": "mine"})
    assert again.status_code == 200
    assert "Their better title" in again.content.decode()
    assert said(record).title == "Their better title"


def test_a_choice_nobody_offers_is_asked_again(visit, record, owner, other):
    mine = making.filled(record, title="My title")
    making.edit(record, other, title="Their title")
    client = visit(owner)
    asked = client.post(making.page("edit", record), mine)
    again = client.post(making.page("edit", record), _hidden(asked) | {"choice-title": "nobody's"})
    assert again.status_code == 200
    assert said(record).title == "Their title"


def test_autosave_sets_a_text_aside_that_a_newer_version_stands_in_the_way_of(
    visit, record, owner, other
):
    mine = making.filled(record, title="Half a ti")
    making.edit(record, other, title="Their title")
    answer = visit(owner).post(making.page("autosave", record), mine)
    assert answer.status_code == 409
    assert answer.json()["kept"] is True
    assert said(record).title == "Their title"
    assert KeptText.objects.get().posted["title"] == "Half a ti"


def test_a_text_set_aside_is_offered_again_and_put_together(visit, record, owner, other):
    mine = making.filled(record, title="Half a ti")
    making.edit(record, other, description="Their description")
    client = visit(owner)
    client.post(making.page("autosave", record), mine)
    form = client.get(making.page("edit", record)).content.decode()
    assert "is not saved yet" in form
    assert client.post(making.page("edit", record), {"kept": "1"}).status_code == 302
    now = said(record)
    assert (now.title, now.description) == ("Half a ti", "Their description")
    assert not KeptText.objects.exists()


def test_a_text_set_aside_outlives_other_saves_and_other_texts(visit, record, owner, other):
    first = making.filled(record, title="First text")
    making.edit(record, other, title="Their title")
    client = visit(owner)
    client.post(making.page("autosave", record), first)
    fresh = making.filled(said(record), description="Saved meanwhile")
    assert client.post(making.page("autosave", record), fresh).status_code == 200
    second = making.filled(said(record), title="Second text")
    making.edit(record, other, title="Their better title")
    client.post(making.page("autosave", record), second)
    texts = KeptText.objects.of(record).order_by("number")
    assert [text.posted["title"] for text in texts] == ["First text", "Second text"]


def test_a_text_set_aside_is_the_business_of_its_author_only(visit, record, owner, other):
    mine = making.filled(record, title="Half a ti")
    making.edit(record, other, title="Their title")
    visit(owner).post(making.page("autosave", record), mine)
    form = visit(other).get(making.page("edit", record)).content.decode()
    assert "is not saved yet" not in form
    visit(other).post(making.beside("discard", record), {"number": record.version})
    assert KeptText.objects.count() == 1
    visit(owner).post(making.beside("discard", record), {"number": record.version})
    assert not KeptText.objects.exists()


def test_who_opens_a_form_that_another_has_open_is_told(visit, record, owner, other):
    visit(other).get(making.page("edit", record))
    form = visit(owner).get(making.page("edit", record)).content.decode()
    assert f"{other} is writing here too." in form


def test_a_form_left_alone_is_not_open_for_ever(visit, record, owner, other, time_passes):
    visit(other).get(making.page("edit", record))
    time_passes(seconds=60)
    form = visit(owner).get(making.page("edit", record)).content.decode()
    assert "is writing here too" not in form
    assert [row.user for row in Presence.objects.all()] == [owner]


def test_the_heartbeat_answers_only_when_somebody_came_or_went(visit, record, owner, other):
    beat = making.beside("presence", record)
    assert visit(owner).post(beat, {"shown": ""}).status_code == 204
    visit(other).post(beat)
    news = visit(owner).post(beat, {"shown": ""})
    assert f"{other} is writing here too." in news.content.decode()
    assert visit(owner).post(beat, {"shown": str(other.pk)}).status_code == 204
    visit(other).post(beat, {"left": "1"})
    gone = visit(owner).post(beat, {"shown": str(other.pk)})
    assert "is writing here too" not in gone.content.decode()


def test_who_erases_themselves_leaves_no_text_behind(visit, record, owner, other):
    mine = making.filled(record, title="Half a ti")
    making.edit(record, other, title="Their title")
    visit(owner).post(making.page("autosave", record), mine)
    kept = personal_data.collect(owner)["writing together"]
    assert "Half" in kept["texts set aside"][0]["data"]
    person_erased.send(sender=type(owner), user_id=owner.pk)
    assert not KeptText.objects.exists()
    assert said(record).title == "Their title"
