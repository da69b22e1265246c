"""Signing off: by who answers for the record, until its words change."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.notifications.inbox import tasks_for
from matchmaking.errors import ChangedMeanwhile
from matchmaking.writing import records, selectors, services
from tests import cast
from tests.writing import making

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("kind", ["need", "offer"])]


@pytest.fixture
def record(kind):
    return making.draft(kind)


@pytest.fixture
def owner(kind):
    return cast.join(making.OWNERS[kind])


def sign(record, person, version=None):
    kind = records.kind_of(record)
    now = kind.model.objects.get(pk=record.pk).version
    return services.sign_record(kind, record_id=record.pk, version=version or now, actor=person)


def test_a_sign_off_shows_name_and_time_on_the_record_and_on_paper(visit, record, owner):
    visit(owner).post(making.beside("sign", record), {"version": record.version})
    signed = selectors.sign_off_of(record)
    assert (signed.signed_by, signed.voided_at) == (owner, None)
    for page in ("detail", "check", "print"):
        text = visit(owner).get(making.page(page, record)).content.decode()
        assert f"Signed off by <bdi>{owner}</bdi>" in text
        assert "No longer valid" not in text


def test_a_later_change_of_words_voids_it_visibly(visit, kind, record, owner):
    sign(record, owner)
    other = making.colleague(kind)
    making.edit(record, other, title="Otherwise")
    text = visit(owner).get(making.page("detail", record)).content.decode()
    assert f"No longer valid: {other} changed the words afterwards" in text
    assert "Sign off these words" in text


def test_a_save_that_changes_no_word_voids_nothing(record, owner):
    sign(record, owner)
    making.edit(record, owner, title=record.title)
    assert selectors.sign_off_of(record).voided_at is None


def test_the_new_words_can_be_signed_again(record, owner):
    sign(record, owner)
    making.edit(record, owner, title="Otherwise")
    assert sign(record, owner).voided_at is None
    assert sign(record, owner) == selectors.sign_off_of(record)


def test_submitting_signs_off(kind, record, owner):
    services.submit_record(records.kind_named(kind), record_id=record.pk, actor=owner)
    assert selectors.sign_off_of(record).signed_by == owner


@pytest.mark.parametrize("who", ["stranger", "sofia", "vera"])
def test_nobody_else_signs(kind, record, who):
    name = making.STRANGERS[kind] if who == "stranger" else who
    with pytest.raises(PermissionDenied):
        sign(record, cast.join(name))


def test_words_that_changed_under_the_hand_are_not_signed(record, owner):
    making.edit(record, owner, title="Otherwise")
    with pytest.raises(ChangedMeanwhile):
        sign(record, owner, version=record.version)


def test_what_is_incomplete_is_not_signed(visit, kind, owner):
    record = making.draft(kind, title="")
    answer = visit(owner).post(making.beside("sign", record), {"version": record.version})
    assert answer.url == making.page("check", record)
    assert selectors.sign_off_of(record) is None


def test_outsiders_see_no_name_of_who_signed(visit, kind):
    record = making.MAKING[kind].published()
    name = str(selectors.sign_off_of(record).signed_by)
    outsider = cast.join(making.STRANGERS[kind])
    for page in ("detail", "print"):
        text = visit(outsider).get(making.page(page, record)).content.decode()
        assert "Signed off" not in text
        assert name not in text


def test_a_voided_signature_waits_for_who_answers_for_the_record(kind, record, owner):
    def waiting(person):
        return [task.pk for task in tasks_for(person) if task.source.name == f"sign_{kind}"]

    other = making.colleague(kind)
    sign(record, owner)
    assert waiting(owner) == []
    making.edit(record, other, title="Otherwise")
    assert waiting(owner) == [record.pk]
    assert waiting(cast.join(making.STRANGERS[kind])) == []
    sign(record, owner)
    assert waiting(owner) == []
