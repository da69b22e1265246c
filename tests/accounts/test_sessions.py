import datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts import audit
from accounts.devices import GRAIN, SEEN, device_name
from accounts.models import Device
from accounts.notifications.models import Notification
from tests.accounts import making
from tests.cast import PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


@pytest.fixture
def amina_confirmed(amina):
    EmailAddress.objects.create(user=amina, email=amina.email, verified=True, primary=True)
    return amina


def browser(agent=FIREFOX):
    return Client(headers={"User-Agent": agent})


def sign_in(client, user):
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/me/").status_code == 200
    return client


# --- The list ----------------
def test_a_person_sees_every_browser_that_is_signed_in(amina_confirmed):
    here = sign_in(browser(), amina_confirmed)
    sign_in(browser(SAFARI), amina_confirmed)
    text = here.get("/me/sessions/").text
    assert "Firefox, Windows" in text
    assert "Safari, iPhone" in text
    assert "unknown" in text
    assert text.count("this one") == 1


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140", "Edge, Windows"),
        ("curl/8", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_browser_is_named_as_a_person_would(agent, name):
    assert device_name(agent) == name


def test_what_a_browser_calls_itself_is_not_believed_as_markup(amina_confirmed):
    client = sign_in(browser("<script>alert(1)</script> Firefox"), amina_confirmed)
    assert "<script>alert" not in client.get("/me/sessions/").text


# --- Signing out ----------------
def test_one_browser_is_signed_out_from_another(amina_confirmed):
    here, there = sign_in(browser(), amina_confirmed), sign_in(browser(SAFARI), amina_confirmed)
    other = UserSession.objects.get(user_agent=SAFARI)
    answer = here.post(f"/me/sessions/{other.pk}/end/", follow=True)
    assert "That browser has been signed out." in answer.text
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
    assert str(audit.history(amina_confirmed)[0].verb) == "signed out elsewhere"


def test_everywhere_else_is_signed_out_at_once(amina_confirmed):
    here = sign_in(browser(), amina_confirmed)
    others = [sign_in(browser(SAFARI), amina_confirmed) for _n in range(3)]
    answer = here.post("/me/sessions/others/end/", follow=True)
    assert "3 other browsers have been signed out." in answer.text
    assert [client.get("/me/").status_code for client in others] == [302, 302, 302]
    assert here.get("/me/").status_code == 200


def test_a_person_signs_this_very_browser_out(amina_confirmed):
    here = sign_in(browser(), amina_confirmed)
    answer = here.post(f"/me/sessions/{UserSession.objects.get().pk}/end/")
    assert answer.headers["Location"] == "/accounts/login/"
    assert here.get("/me/").status_code == 302


def test_nobody_signs_out_somebody_else(visit, amina, boris):
    session = making.session_of("amina")
    assert visit(boris).post(f"/me/sessions/{session.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=session.pk).exists()
    visit(boris).post("/me/sessions/others/end/")
    assert UserSession.objects.filter(pk=session.pk).exists()


# --- Last seen ----------------
def test_last_use_is_written_once_in_ten_minutes(amina_confirmed, django_assert_num_queries):
    client = sign_in(browser(), amina_confirmed)
    long_ago = timezone.now() - GRAIN * 2
    UserSession.objects.update(last_seen_at=long_ago)
    client.get("/me/profile/")
    assert UserSession.objects.get().last_seen_at == long_ago

    session = client.session
    session[SEEN] = long_ago.isoformat()
    session.save()
    client.get("/me/profile/")
    assert timezone.now() - UserSession.objects.get().last_seen_at < datetime.timedelta(minutes=1)


# --- Devices and alerts ----------------
def alerts(user):
    return Notification.objects.filter(user=user, kind="new_device")


def test_the_first_sign_in_alarms_nobody(amina_confirmed):
    sign_in(browser(), amina_confirmed)
    assert not alerts(amina_confirmed).exists()


def test_a_new_device_is_told_and_named(amina_confirmed):
    sign_in(browser(), amina_confirmed)
    sign_in(browser(SAFARI), amina_confirmed)
    assert alerts(amina_confirmed).get().params == {"device": "Safari, iPhone"}


def test_a_known_device_is_not_told_again(amina_confirmed):
    client = sign_in(browser(), amina_confirmed)
    client.post("/accounts/logout/")
    sign_in(client, amina_confirmed)
    assert not alerts(amina_confirmed).exists()
    assert Device.objects.count() == 1


def test_a_device_shared_by_two_is_new_to_each(amina_confirmed, boris):
    EmailAddress.objects.create(user=boris, email=boris.email, verified=True, primary=True)
    sign_in(browser(SAFARI), boris)
    shared = sign_in(browser(), amina_confirmed)
    shared.post("/accounts/logout/")
    sign_in(shared, boris)
    assert alerts(boris).count() == 1


@pytest.mark.parametrize("cookie", ["x", "", "é", "a" * 4000, "' or 1=1 --"])
def test_a_forged_device_is_a_new_one(amina_confirmed, cookie):
    sign_in(browser(), amina_confirmed)
    client = browser()
    client.cookies["device"] = cookie
    sign_in(client, amina_confirmed)
    assert alerts(amina_confirmed).count() == 1
    assert len(client.cookies["device"].value) == 43


def test_the_cookie_of_a_device_is_closed_to_scripts_and_not_kept_in_the_clear(amina_confirmed):
    client = sign_in(browser(), amina_confirmed)
    cookie = client.cookies["device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert Device.objects.get().key_hash != cookie.value
