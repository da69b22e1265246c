import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from tests.cast import PASSWORD

LOGIN = "/accounts/login/"


@pytest.fixture
def amina_confirmed(amina):
    EmailAddress.objects.create(user=amina, email=amina.email, verified=True, primary=True)
    return amina


def test_a_person_signs_in_with_her_e_mail_and_lands_on_her_page(client, amina_confirmed):
    answer = client.post(LOGIN, {"login": "Amina@example.org", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/me/", 302)]
    assert "Welcome, Amina" in answer.text


def test_a_person_returns_to_the_page_she_came_from(client, amina_confirmed):
    sent = {"login": amina_confirmed.email, "password": PASSWORD, "next": "/me/profile/"}
    assert client.post(LOGIN, sent).headers["Location"] == "/me/profile/"


def test_nobody_is_sent_to_another_site_after_signing_in(client, amina_confirmed):
    sent = {"login": amina_confirmed.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(LOGIN, sent).headers["Location"] == "/me/"


def test_a_wrong_password_says_so_without_saying_who_exists(client, amina):
    known = client.post(LOGIN, {"login": amina.email, "password": "wrong"}).text
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong"}).text
    words = "The email address and/or password you specified are not correct."
    assert words in known
    assert words in unknown
    assert "There is a problem" in known


def test_the_sign_in_form_is_labelled_and_without_text_inside_the_fields(client, db):
    text = client.get(LOGIN).text
    assert '<label for="id_login">E-mail address' in text
    assert "placeholder=" not in text
    assert 'autocomplete="current-password"' in text


def test_signing_out_takes_a_post(client, amina):
    client.force_login(amina)
    assert "Sign out" in client.get("/me/").text
    client.get("/accounts/logout/")
    assert client.get("/me/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/me/").status_code == 302


def test_a_visitor_is_asked_to_sign_in_first(client, db):
    for path in ("/me/", "/me/profile/"):
        answer = client.get(path)
        assert answer.headers["Location"] == f"{LOGIN}?next={path}"


def register(client, **changed):
    sent = {
        "full_name": "Nadia Haddad",
        "email": "nadia@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **changed,
    }
    return client.post("/accounts/signup/", sent)


def test_a_new_person_confirms_her_e_mail_before_she_is_in(client, db):
    assert register(client).headers["Location"] == "/accounts/confirm-email/"
    assert User.objects.get(email="nadia@example.org").full_name == "Nadia Haddad"
    assert client.get("/me/").status_code == 302

    link = re.search(r"https?://\S+?(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    client.post(client.get(link).request["PATH_INFO"])
    client.post(LOGIN, {"login": "nadia@example.org", "password": PASSWORD})
    page = client.get("/me/")
    assert "You do not speak for an organisation yet." in page.text


def test_two_different_passwords_are_refused_beside_the_field(client, db):
    text = register(client, password2="something else").text
    assert '<a href="#id_password2">' in text
    assert not User.objects.filter(email="nadia@example.org").exists()


def test_registration_can_be_closed(client, db, settings):
    settings.ACCOUNT_SIGNUP_OPEN = False
    register(client)
    assert not User.objects.filter(email="nadia@example.org").exists()


def test_a_forgotten_password_is_set_anew_by_mail(client, amina_confirmed):
    client.post("/accounts/password/reset/", {"email": amina_confirmed.email})
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    new = "another long sentence to remember"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    amina_confirmed.refresh_from_db()
    assert amina_confirmed.check_password(new)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/confirm-email/",
    ],
)
def test_the_pages_before_signing_in_wear_the_house_style(client, db, path):
    text = client.get(path).text
    assert '<div class="entrance">' in text
    assert 'class="site-header"' in text


@pytest.mark.parametrize(
    "path", ["/accounts/email/", "/accounts/password/change/", "/accounts/logout/"]
)
def test_the_pages_of_an_account_wear_the_house_style(client, amina, path):
    client.force_login(amina)
    text = client.get(path).text
    assert 'class="site-header"' in text
    assert 'class="btn btn-primary"' in text
