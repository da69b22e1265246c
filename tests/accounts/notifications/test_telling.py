import pytest
from django.core import mail
from django.db import transaction
from django.utils import translation

from accounts.notifications import delivery, services, unsubscribing
from accounts.notifications.choices import EmailState, Frequency
from accounts.notifications.models import Email, Notification, Preference
from accounts.notifications.services import notify, write_email

SECRET = "bunker seventeen"


def ring(*people, key="bell:1", **changes):
    said = {"url": "/needs/", "params": {"place": SECRET}}
    return notify("bell", recipients=people, key=key, **(said | changes))


@pytest.fixture
def bell(kind):
    return kind()


# --- Telling once --------------------------------------------------------------------------------
def test_a_person_is_told_in_the_app_and_by_mail(bell, amina):
    assert ring(amina) == 1
    assert amina.notifications.get().params == {"place": SECRET}
    assert Email.objects.get().address == amina.email


def test_the_same_key_tells_nobody_twice(bell, amina, ali):
    ring(amina)
    assert ring(amina, ali, amina) == 1
    assert ring(amina, ali) == 0
    assert Notification.objects.count() == 2
    assert Email.objects.count() == 2


def test_what_is_rolled_back_was_never_told(bell, amina):
    with transaction.atomic():
        ring(amina)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert not Email.objects.exists()


def test_somebody_who_left_is_not_told(bell, amina):
    amina.is_active = False
    assert ring(amina) == 0


def test_a_kind_nobody_registered_is_a_mistake(amina):
    with pytest.raises(LookupError):
        notify("no such kind", recipients=[amina], key="x")


def test_a_missing_parameter_is_a_mistake_seen_at_once(bell, amina):
    with pytest.raises(KeyError):
        ring(amina, params={})


def test_a_mail_that_asks_for_more_than_is_public_is_a_mistake(kind, amina):
    kind(mail="The bell of %(place)s rings")
    with pytest.raises(KeyError):
        ring(amina)


def test_telling_many_costs_as_much_as_telling_one(
    bell, amina, ali, vera, boris, django_assert_num_queries
):
    with django_assert_num_queries(6):
        ring(amina, key="one")
    with django_assert_num_queries(6):
        ring(amina, ali, vera, boris, key="four")


# --- What a letter holds -------------------------------------------------------------------------
def test_a_letter_says_nothing_confidential_only_where_to_read_it(bell, amina):
    ring(amina)
    letter = Email.objects.get()
    for part in (letter.subject, letter.text, letter.html):
        assert SECRET not in part
    assert letter.subject == "A bell rings"
    assert "Read it here: http://localhost:8000/needs/" in letter.text


def test_a_letter_is_in_the_language_of_its_reader(bell, amina):
    amina.language = "ar"
    with translation.override("fr"):
        ring(amina, url="/fr/needs/")
    letter = Email.objects.get()
    assert "http://localhost:8000/ar/needs/" in letter.text
    assert 'dir="rtl"' in letter.html
    assert letter.language == "ar"


def test_a_subject_stays_on_one_line_whatever_is_in_it(kind, amina):
    kind(mail="About %(title)s")
    ring(amina, public={"title": "two\r\nBcc: all@example.org"})
    assert Email.objects.get().subject == "About two Bcc: all@example.org"


def test_somebody_without_account_is_written_to_once_and_without_a_link_to_stop(kind, db):
    kind(mail="%(place)s invites you")
    for _n in range(2):
        write_email(
            key="7",
            kind="bell",
            address="new@example.org",
            language="fr",
            url="/me/",
            public={"place": "Kenya"},
        )
    letter = Email.objects.get()
    assert letter.subject == "Kenya invites you"
    assert "http://localhost:8000/fr/me/" in letter.text
    assert letter.unsubscribe_url == ""


# --- Choosing ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("frequency", "digest", "letters"),
    [("none", "", 0), ("at_once", "", 1), ("daily", "daily", 0), ("weekly", "weekly", 0)],
)
def test_each_kind_is_mailed_as_the_person_chose(bell, amina, frequency, digest, letters):
    services.choose(user=amina, kind="bell", frequency=frequency)
    ring(amina)
    assert amina.notifications.get().digest == digest
    assert Email.objects.count() == letters


def test_choosing_anew_holds_for_what_waits_already(bell, amina):
    services.choose(user=amina, kind="bell", frequency="daily")
    ring(amina)
    services.choose(user=amina, kind="bell", frequency="weekly")
    assert amina.notifications.get().digest == "weekly"
    services.choose(user=amina, kind="bell", frequency="none")
    assert amina.notifications.get().digest == ""


def test_what_is_mandatory_is_mailed_at_once_whatever_was_chosen(kind, amina):
    kind(is_mandatory=True)
    services.choose(user=amina, kind="bell", frequency="none")
    assert not Preference.objects.exists()
    ring(amina)
    assert Email.objects.get().unsubscribe_url == ""


# --- Stopping ------------------------------------------------------------------------------------
def token_in(letter):
    return letter.unsubscribe_url.rstrip("/").rpartition("/")[2]


def test_the_link_of_a_letter_stops_its_kind_for_its_reader_only(bell, amina, ali):
    ring(amina, ali)
    unsubscribing.read_token(token_in(Email.objects.get(user=amina))).grant()
    ring(amina, ali, key="bell:2")
    assert list(Email.objects.filter(key__contains="bell:2").values_list("user", flat=True)) == [
        ali.pk
    ]


def test_the_link_of_a_digest_stops_all_that_comes_in_it(kind, amina):
    kind("bell", frequency=Frequency.DAILY)
    kind("gong", frequency=Frequency.DAILY)
    token = unsubscribing.token_for(amina, "digest:daily")
    unsubscribing.read_token(token).grant()
    chosen = dict(Preference.objects.values_list("kind", "frequency"))
    assert {chosen["bell"], chosen["gong"]} == {"none"}


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "WzEsImtpbmQ6YmVsbCJd:1abc:forged"])
def test_a_forged_token_stops_nothing(db, token):
    assert unsubscribing.read_token(token) is None


# --- Sending -------------------------------------------------------------------------------------
def test_a_letter_leaves_after_the_commit(bell, amina, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ring(amina)
        assert mail.outbox == []
    assert [m.to for m in mail.outbox] == [[amina.email]]
    assert Email.objects.get().state == EmailState.DELIVERED


def test_a_letter_carries_the_headers_of_one_click(bell, amina):
    ring(amina)
    delivery.deliver()
    letter, sent = Email.objects.get(), mail.outbox[0]
    assert sent.extra_headers["List-Unsubscribe"] == f"<{letter.unsubscribe_url}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["Message-ID"] == f"<{letter.uid}@localhost>"


def test_delivering_twice_sends_once(bell, amina):
    ring(amina)
    assert delivery.deliver() == 1
    assert delivery.deliver() == 0
    assert len(mail.outbox) == 1
