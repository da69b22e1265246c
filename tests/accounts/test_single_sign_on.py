"""Single sign-on against a provider that really answers over HTTP."""

import os
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as site

from accounts.models import User
from accounts.second_factor import is_enrolled
from tests.accounts.provider import CLIENT_ID, CLIENT_SECRET, Provider

LOGIN = "/accounts/oidc/sso/login/"
CALLBACK = "/accounts/oidc/sso/login/callback/"


@pytest.fixture
def provider(db, settings):
    """Configure the site for a provider, as the environment would."""
    with Provider() as running:
        app = {
            "provider_id": "sso",
            "name": "United Nations",
            "client_id": CLIENT_ID,
            "secret": CLIENT_SECRET,
            "settings": {"server_url": running.address},
        }
        connect = site.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**connect, "APPS": [app]}}
        yield running


@pytest.fixture
def trusted(provider, settings):
    """Trust the provider's word for e-mail addresses."""
    connect = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**connect, "EMAIL_AUTHENTICATION": True}}
    return provider


def begin(client):
    answer = client.post(LOGIN)
    assert answer.status_code == 302
    return answer.headers["Location"]


def sign_on(client, provider):
    return client.get(CALLBACK, provider.authorise(begin(client)), follow=True)


def is_in(client):
    return client.get("/me/").status_code == 200


# --- On and off ----------------
def test_it_is_off_until_it_is_configured(client, db):
    assert "oidc" not in client.get("/accounts/login/").text
    assert client.post(LOGIN).status_code == 404
    assert client.get(CALLBACK, {"code": "x", "state": "y"}).status_code == 404


def test_the_sign_in_page_then_offers_it_by_its_name(client, provider):
    text = client.get("/accounts/login/").text
    assert "United Nations" in text
    assert f'href="{LOGIN}' in text


def test_following_a_link_is_not_enough_to_begin(client, provider):
    page = client.get(LOGIN)
    assert page.status_code == 200
    assert "Continue" in page.text
    assert 'class="site-header"' in page.text


def test_the_environment_configures_it():
    said = (
        "from django.conf import settings as s;"
        "connect = s.SOCIALACCOUNT_PROVIDERS['openid_connect'];"
        "print(connect['APPS'][0]['settings'], connect['OAUTH_PKCE_ENABLED'],"
        " s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'][-1])"
    )
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "OIDC_SERVER_URL": "https://login.example.org/realms/un",
        "OIDC_CLIENT_ID": "exchange",
    }
    command = [sys.executable, "-c", said]
    done = subprocess.run(command, env=env, cwd=site.BASE_DIR, capture_output=True, text=True)
    assert done.stdout.split("} ")[1].split() == ["True", "https://login.example.org"]


# --- Signing on ----------------
def test_a_new_person_gets_an_account_without_any_rights(client, provider):
    page = sign_on(client, provider)
    assert "Welcome, Nadia Haddad" in page.text
    nadia = User.objects.get(email="nadia@example.org")
    assert nadia.full_name == "Nadia Haddad"
    assert not nadia.has_usable_password()
    assert not nadia.memberships.exists()
    assert EmailAddress.objects.get(user=nadia).verified


def test_the_same_person_comes_back_to_the_same_account(client, provider):
    sign_on(client, provider)
    client.post("/accounts/logout/")
    provider.person["email"] = "nadia@new.example.org"
    sign_on(client, provider)
    assert is_in(client)
    assert User.objects.count() == 1


def test_the_exchange_proves_that_it_began_the_conversation(client, provider):
    sign_on(client, provider)
    [asked] = provider.asked
    assert len(asked["code_verifier"]) >= 43
    assert asked["redirect_uri"] == f"http://testserver{CALLBACK}"


def test_an_account_is_told_of_a_new_sign_on_by_its_profile(client, provider):
    sign_on(client, provider)
    page = client.get("/accounts/3rdparty/")
    assert page.status_code == 200
    assert "United Nations" in page.text


# --- What must not work ----------------
def test_a_code_that_somebody_else_began_is_refused(client, provider):
    back = provider.authorise(begin(client))
    provider.challenges[back["code"]] = "the challenge of somebody else"
    page = client.get(CALLBACK, back)
    assert "Third-Party Login Failure" in page.text
    assert not is_in(client)
    assert not User.objects.exists()


@pytest.mark.parametrize("state", ["", "forged", "x" * 5000])
def test_a_forged_state_is_refused(client, provider, state):
    back = provider.authorise(begin(client)) | {"state": state}
    client.get(CALLBACK, back)
    assert not is_in(client)
    assert provider.asked == []


def test_the_way_back_works_once(client, provider):
    back = provider.authorise(begin(client))
    client.get(CALLBACK, back)
    client.post("/accounts/logout/")
    client.get(CALLBACK, back)
    assert not is_in(client)


@pytest.mark.parametrize(
    "claims", [{"iss": "https://evil.example"}, {"aud": "another site"}, {"exp": 1}]
)
def test_a_token_for_somebody_else_is_refused(client, provider, claims):
    provider.claims = claims
    sign_on(client, provider)
    assert not is_in(client)
    assert not User.objects.exists()


def test_a_refusal_of_the_provider_is_shown(client, provider):
    state = provider.authorise(begin(client))["state"]
    page = client.get(CALLBACK, {"error": "access_denied", "state": state}, follow=True)
    assert page.status_code == 200
    assert "Login Cancelled" in page.text


def test_registration_that_is_closed_is_closed_here_too(client, provider, settings):
    settings.ACCOUNT_SIGNUP_OPEN = False
    sign_on(client, provider)
    assert not is_in(client)
    assert not User.objects.exists()


# --- Accounts that exist ----------------
@pytest.fixture
def nadia(db):
    person = User.objects.create_user("nadia@example.org", "a password", full_name="Nadia")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def test_the_word_of_the_provider_opens_no_existing_account(client, provider, nadia):
    sign_on(client, provider)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_trusted_provider_opens_it_and_is_connected(client, trusted, nadia):
    sign_on(client, trusted)
    assert is_in(client)
    assert SocialAccount.objects.get().user == nadia


def test_even_a_trusted_one_does_not_for_an_address_it_has_not_verified(client, trusted, nadia):
    trusted.person["email_verified"] = False
    trusted.claims = {"email_verified": False}
    sign_on(client, trusted)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_the_second_factor_is_asked_for_after_single_sign_on_too(client, trusted, nadia):
    Authenticator.objects.create(user=nadia, type="totp", data={"secret": "x"})
    assert is_enrolled(nadia)
    page = sign_on(client, trusted)
    assert page.redirect_chain[-1][0] == "/accounts/2fa/authenticate/"
    assert not is_in(client)


def test_a_closed_account_stays_closed(client, trusted, nadia):
    nadia.is_active = False
    nadia.save()
    sign_on(client, trusted)
    assert not is_in(client)
