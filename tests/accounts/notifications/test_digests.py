import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.notifications import services, unsubscribing
from accounts.notifications.digests import send_digests
from accounts.notifications.forgetting import forget_old_news
from accounts.notifications.kinds import Frequency
from accounts.notifications.models import Email, Notification, Preference, TaskHolder
from accounts.notifications.services import notify


@pytest.fixture
def bell(kind):
    return kind(frequency=Frequency.DAILY)


def ring(*people, n=1, **changes):
    said = {"url": f"/needs/{n}/", "params": {"place": f"tower {n}"}}
    return notify("bell", recipients=people, key=f"bell:{n}", **(said | changes))


def test_a_digest_is_one_letter_with_all_that_happened(bell, amina):
    for n in range(3):
        ring(amina, n=n)
    assert send_digests("daily") == 1
    letter = Email.objects.get()
    assert letter.subject == "Your day: 3 notifications"
    assert letter.text.count("Read it here:") == 3
    assert "tower" not in letter.text


def test_a_digest_is_written_once_however_often_the_task_runs(bell, amina):
    ring(amina)
    assert [send_digests("daily"), send_digests("daily")] == [1, 0]
    assert Email.objects.count() == 1


def test_each_waits_for_their_own_day(bell, amina, ali):
    services.choose(user=ali, kind="bell", frequency="weekly")
    ring(amina, ali)
    send_digests("daily")
    assert Email.objects.get().user == amina
    send_digests("weekly")
    assert Email.objects.last().user == ali


def test_a_digest_is_in_the_language_of_its_reader(bell, amina, settings):
    amina.language = "ar"
    amina.save()
    ring(amina)
    send_digests("daily")
    letter = Email.objects.get()
    assert letter.language == "ar"
    assert f"{settings.SITE_URL}/ar/needs/1/" in letter.text


def test_what_was_read_in_the_app_is_not_mailed(bell, amina):
    ring(amina)
    services.mark_read(user=amina)
    assert send_digests("daily") == 0
    assert not Email.objects.exists()


def test_what_has_become_confidential_since_is_not_mailed(kind, amina):
    kind(frequency=Frequency.DAILY, mail="About %(title)s", known=lambda user, ids: {14})
    ring(amina, n=1, subject_id=13, public={"title": "Withdrawn"})
    ring(amina, n=2, subject_id=14, public={"title": "Open"})
    send_digests("daily")
    letter = Email.objects.get()
    assert "Withdrawn" not in letter.text
    assert "About Open" in letter.text


def test_somebody_who_left_gets_no_digest(bell, amina):
    ring(amina)
    amina.is_active = False
    amina.save()
    assert send_digests("daily") == 0


def test_the_same_said_twice_is_one_line(bell, amina):
    ring(amina, n=1, url="/needs/")
    ring(amina, n=2, url="/needs/")
    send_digests("daily")
    assert "A bell rings (×2)" in Email.objects.get().text


def test_a_digest_stops_with_its_link(bell, amina):
    ring(amina, n=1)
    send_digests("daily")
    link = Email.objects.get().unsubscribe_url
    unsubscribing.read_token(link.rstrip("/").rpartition("/")[2]).grant()
    ring(amina, n=2)
    assert send_digests("daily") == 0


def test_the_commands_do_what_the_calendar_does(bell, amina, capsys, mailoutbox):
    ring(amina)
    call_command("send_digests", "daily")
    call_command("deliver_mail")
    assert len(mailoutbox) == 1
    assert "delivered: 1" in capsys.readouterr().out


def test_what_was_handed_over_without_answer_is_sent_again_only_on_request(bell, amina, mailoutbox):
    ring(amina)
    send_digests("daily")
    Email.objects.update(state="unsure")
    call_command("deliver_mail", verbosity=0)
    assert mailoutbox == []
    call_command("deliver_mail", "--again", verbosity=0)
    assert len(mailoutbox) == 1


def test_old_news_and_letters_are_forgotten_and_what_waits_is_kept(bell, amina):
    ring(amina, n=1)
    ring(amina, n=2)
    send_digests("daily")
    long_ago = timezone.now() - datetime.timedelta(days=365)
    Notification.objects.filter(key="bell:1").update(read_at=long_ago)
    Email.objects.update(created_at=long_ago)
    assert forget_old_news() == 1
    Email.objects.update(state="delivered")
    assert forget_old_news() == 1
    assert Notification.objects.get().key == "bell:2"


def test_an_erased_person_leaves_nothing_here(bell, amina):
    ring(amina)
    services.choose(user=amina, kind="bell", frequency="weekly")
    send_digests("weekly")
    TaskHolder.objects.create(source="x", subject_id=1, user=amina)
    services.forget_person(amina)
    for model in (Notification, Preference, TaskHolder, Email):
        assert not model.objects.exists()
