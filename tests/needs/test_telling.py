"""Who is told what becomes of a request."""

import datetime

from accounts.notifications.models import Email, Notification
from matchmaking.needs import services
from tests.needs import making


def told(person):
    return list(person.notifications.order_by("pk").values_list("kind", flat=True))


def test_the_broker_is_told_what_waits_and_nobody_else(amina, ali, sofia, elena, dina):
    making.submitted(title="Racks")
    assert told(sofia) == ["need_submit"]
    for other in (amina, ali, elena, dina):
        assert told(other) == []


def test_those_who_write_for_the_state_are_told_that_it_is_sent_back(amina, ali, vera, sofia):
    need = making.submitted(title="Racks")
    services.return_need(need_id=need.pk, actor=sofia, reason="Where is the bunker?")
    assert told(amina) == told(ali) == ["need_return"]
    assert told(vera) == []
    letter = Email.objects.get(user=amina)
    assert letter.subject == "A request of your organisation was sent back"
    for secret in ("Racks", "bunker"):
        assert secret not in letter.text + letter.html + letter.subject


def test_the_focal_point_is_told_that_it_is_published_and_that_it_has_expired(amina, ali):
    need = making.published()
    services.expire_needs(today=need.ends_on + datetime.timedelta(days=1))
    assert told(amina) == ["need_publish", "need_expire"]
    assert told(ali) == []


def test_nobody_is_told_of_their_own_deed(sofia, amina):
    making.published()
    assert "need_publish" not in told(sofia)
    assert "need_submit" not in told(amina)


def test_sending_back_twice_is_told_twice(amina, sofia):
    need = making.submitted()
    services.return_need(need_id=need.pk, actor=sofia, reason="First")
    services.submit_need(need_id=need.pk, actor=amina)
    services.return_need(need_id=need.pk, actor=sofia, reason="Second")
    assert told(amina) == ["need_return", "need_return"]


def test_the_broker_no_longer_reads_the_title_of_what_is_a_draft_again(visit, sofia):
    need = making.submitted(title="Racks")
    assert "Racks" in visit(sofia).get("/notifications/").text
    services.return_need(need_id=need.pk, actor=sofia, reason="No")
    assert Notification.objects.filter(user=sofia).exists()
    assert "Racks" not in visit(sofia).get("/notifications/").text
