"""Authenticator apps, passkeys and recovery codes: for all, and a duty for some."""

import base64
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import audit, services
from accounts.notifications.models import Notification
from accounts.second_factor import is_enrolled, must_enrol
from tests.cast import PASSWORD

LOGIN = "/accounts/login/"
PAGES = ["/", "/me/", "/me/profile/", "/needs/", "/people/organisations/", "/cms/", "/me/data/"]


def code_of(secret):
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def required(settings):
    """Make the second factor a duty, as in production."""
    settings.REQUIRE_SECOND_FACTOR = True


def confirmed(user):
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def sign_in(client, user):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD})


def enrol(client):
    """Add an authenticator app by the pages, and give its secret."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page.text)[1]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.text
    return secret


@pytest.fixture
def sofia_enrolled(sofia, client):
    confirmed(sofia)
    sign_in(client, sofia)
    secret = enrol(client)
    client.post("/accounts/logout/")
    return secret


# --- All lost -----------------
def test_a_broker_lets_somebody_in_who_lost_every_factor(sofia, elena, amina, client):
    confirmed(amina)
    sign_in(client, amina)
    enrol(client)
    membership = amina.memberships.get()
    broker = Client()
    broker.force_login(sofia)
    page = f"/people/roles/{membership.pk}/second-factors/"
    assert "reason" in broker.post(page, {"reason": " "}).context["form"].errors
    assert is_enrolled(amina)
    broker.post(page, {"reason": "Called back at the mission."})
    assert not is_enrolled(amina)
    assert client.get("/me/").status_code == 302  # signed out everywhere
    entry = audit.history(membership)[0]
    assert (entry.verb, entry.reason) == (
        audit.VERBS["reset_factors"],
        "Called back at the mission.",
    )
    told = Notification.objects.filter(kind="factors_reset")
    assert set(told.values_list("user", flat=True)) == {amina.pk, sofia.pk}


def test_nobody_resets_their_own_factors_and_only_a_broker_those_of_others(sofia, amina, ali):
    for actor, person in ((sofia, sofia), (amina, ali)):
        with pytest.raises(PermissionDenied):
            services.reset_factors(
                membership_id=person.memberships.get().pk, actor=actor, reason="Lost"
            )


# --- The duty ----------------
@pytest.mark.parametrize(
    ("name", "duty"),
    [
        ("sofia", True),
        ("elena", True),
        ("tomas", True),
        ("rania", False),
        ("amina", False),
        ("dina", False),
        ("omar", False),
    ],
)
def test_who_must_have_a_second_factor(request, name, duty):
    assert must_enrol(request.getfixturevalue(name)) is duty


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["sofia", "elena", "tomas"])
def test_without_it_they_reach_nothing_but_the_enrolment(request, required, visit, name, page):
    answer = visit(request.getfixturevalue(name)).get(page)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/accounts/2fa/")


@pytest.mark.parametrize("page", ["/me/data/export/", "/me/organisation/", "/me/data/erase/"])
def test_nor_do_they_post_anything(required, visit, sofia, page):
    assert visit(sofia).post(page).headers["Location"] == "/accounts/2fa/"


def test_whoever_administers_the_site_must_have_it_too(required, visit, admin_user):
    assert must_enrol(admin_user)
    assert visit(admin_user).get("/cms/").headers["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize(
    "page", ["/accounts/2fa/", "/accounts/logout/", "/accounts/email/", "/accounts/reauthenticate/"]
)
def test_the_enrolment_and_the_way_out_stay_open(required, visit, sofia, page):
    answer = visit(sofia).get(page)
    assert answer.headers.get("Location", "").endswith("/accounts/2fa/") is False


def test_the_enrolment_page_says_why(required, visit, sofia):
    assert "Your role needs a second factor." in visit(sofia).get("/me/", follow=True).text


@pytest.mark.parametrize("name", ["amina", "dina", "omar", "rania"])
def test_the_others_go_on_without(required, visit, request, name):
    assert visit(request.getfixturevalue(name)).get("/me/").status_code == 200


def test_the_site_stays_open_to_visitors(required, client, db):
    assert client.get("/needs/").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_off_the_setting_nobody_is_held_up(visit, sofia):
    assert visit(sofia).get("/me/").status_code == 200


def test_once_enrolled_they_reach_everything(required, client, sofia):
    confirmed(sofia)
    sign_in(client, sofia)
    assert client.get("/me/").status_code == 302
    enrol(client)
    assert client.get("/me/").status_code == 200
    assert client.get("/people/requests/").status_code == 200


def test_who_must_have_one_cannot_remove_the_last(required, client, sofia):
    confirmed(sofia)
    sign_in(client, sofia)
    enrol(client)
    page = client.post("/accounts/2fa/totp/deactivate/")
    assert "You cannot deactivate two-factor authentication." in page.text
    assert is_enrolled(sofia)


def test_who_need_not_have_one_may_remove_it(required, client, amina):
    confirmed(amina)
    sign_in(client, amina)
    enrol(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert not is_enrolled(amina)
    assert str(audit.history(amina)[0].verb) == "second factor removed"


@pytest.mark.parametrize(("type", "told"), [("totp", 1), ("webauthn", 1), ("recovery_codes", 0)])
def test_a_new_factor_is_in_the_history_and_recovery_codes_are_none(amina, type, told):
    added = Authenticator(user=amina, type=type)
    authenticator_added.send(Authenticator, request=None, user=amina, authenticator=added)
    verbs = [str(entry.verb) for entry in audit.history(amina)]
    assert verbs.count("second factor added") == told


# --- Signing in with it ----------------
def test_the_password_alone_no_longer_opens_the_account(client, sofia, sofia_enrolled):
    answer = sign_in(client, sofia)
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/me/").headers["Location"].startswith(LOGIN)
    assert client.get("/cms/").status_code == 302


def test_password_and_code_open_it(client, sofia, sofia_enrolled):
    sign_in(client, sofia)
    # the code of this half minute was used up when it was set up
    counter = next(yield_hotp_counters_from_time()) + 1
    code = format_hotp_value(hotp_value(sofia_enrolled, counter))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("code", ["000000", "", "x", "' or 1=1", "9" * 400])
def test_a_wrong_code_does_not(client, sofia, sofia_enrolled, code):
    sign_in(client, sofia)
    page = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert client.get("/me/").status_code == 302


def test_a_recovery_code_opens_it_once(client, sofia, sofia_enrolled):
    codes = Authenticator.objects.get(user=sofia, type="recovery_codes").wrap().get_unused_codes()
    sign_in(client, sofia)
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/me/").status_code == 200
    client.post("/accounts/logout/")
    sign_in(client, sofia)
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("page", ["/cms/login/", "/_util/login/"])
def test_no_other_sign_in_page_goes_round_it(client, sofia, sofia_enrolled, page):
    answer = client.post(page, {"username": sofia.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("page", ["/cms/password_reset/", "/cms/account/change_password/"])
def test_the_cms_changes_no_password(client, sofia, page, visit):
    assert visit(sofia).get(page).status_code in {302, 404}


def test_wrong_codes_are_limited(client, sofia, sofia_enrolled, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/key"}
    sign_in(client, sofia)
    pages = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}) for _ in range(5)]
    assert "Too many" in pages[-1].text


# --- Secrets ----------------
def test_secrets_are_kept_encrypted(sofia, sofia_enrolled):
    kept = Authenticator.objects.get(user=sofia, type="totp")
    assert sofia_enrolled not in str(kept.data)
    assert TOTP(kept).validate_code("000000") is False


def test_a_secret_outlives_a_change_of_the_sites_key(sofia, sofia_enrolled, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key altogether"
    from allauth.mfa.utils import decrypt

    kept = Authenticator.objects.get(user=sofia, type="totp")
    assert decrypt(kept.data["secret"]) == sofia_enrolled


# --- Proving again who one is ----------------
@pytest.mark.parametrize(
    "page",
    ["/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"],
)
def test_setting_up_asks_for_the_password_again(client, amina, page):
    confirmed(amina)
    sign_in(client, amina)
    assert client.get(page).headers["Location"].startswith("/accounts/reauthenticate/")


def test_a_wrong_password_does_not_prove_it(client, amina):
    confirmed(amina)
    sign_in(client, amina)
    page = client.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert "There is a problem" in page.text
    assert client.get("/accounts/2fa/totp/activate/").status_code == 302


def test_recovery_codes_are_the_persons_own(client, sofia, sofia_enrolled, amina):
    stranger = Client()
    stranger.force_login(confirmed(amina))
    stranger.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert stranger.get("/accounts/2fa/recovery-codes/").status_code in {302, 404}


# --- The pages ----------------
INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))[^>]*>|<style|\son\w+=|style=\"")


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/reauthenticate/",
    ],
)
def test_the_pages_wear_the_house_style_and_run_nothing_inline(client, amina, page):
    confirmed(amina)
    sign_in(client, amina)
    if "totp/activate" not in page:
        enrol(client)
    else:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.get(page, follow=True)
    assert answer.status_code == 200
    assert 'class="site-header"' in answer.text
    assert INLINE.findall(answer.text) == []


def test_the_qr_code_is_part_of_the_page(client, amina):
    confirmed(amina)
    sign_in(client, amina)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert (
        '<div class="qr" role="img" aria-label="QR code for the authenticator app"><svg'
        in page.text
    )
    assert "data:image" not in page.text
    assert "<?xml" not in page.text


def test_the_sign_in_page_offers_a_passkey(client, db):
    text = client.get(LOGIN).text
    assert "Sign in with a passkey" in text
    assert '<form id="mfa_login"' in text or 'id="mfa_login"' in text
    assert INLINE.findall(text) == []


def test_a_forged_passkey_opens_nothing(client, db):
    forged = base64.urlsafe_b64encode(b"x" * 64).decode()
    sent = {"credential": f'{{"id": "{forged}", "rawId": "{forged}", "type": "public-key"}}'}
    client.get("/accounts/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    client.post("/accounts/2fa/webauthn/login/", sent)
    assert client.get("/me/").status_code == 302


def test_the_profile_says_whether_it_is_on(client, amina):
    confirmed(amina)
    sign_in(client, amina)
    assert '<span class="status status-draft">off</span>' in client.get("/me/profile/").text
    enrol(client)
    assert '<span class="status status-active">on</span>' in client.get("/me/profile/").text
