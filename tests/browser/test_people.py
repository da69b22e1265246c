"""People's own pages in a real browser: passkeys, points of contact, personal data."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.browser.test_pages import widest

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_fingerprint_reader(visitor):
    """Give the browser a reader of fingerprints, and an address that passkeys accept."""
    visitor.site = visitor.site.replace("127.0.0.1", "localhost")
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return visitor


def prove(page):
    """Type the password again where the page asks for it."""
    if "reauthenticate" in page.url:
        page.get_by_label("Password").first.fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_load_state()


def test_a_person_adds_a_passkey_and_signs_in_with_nothing_else(with_fingerprint_reader):
    visitor = with_fingerprint_reader
    page = visitor.sign_in("jamil")
    visitor.go("/accounts/2fa/webauthn/add/")
    prove(page)
    visitor.looks_right()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    visitor.looks_right()
    page.get_by_role("button", name="Sign out").click()

    visitor.go("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Welcome, Jamil")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    visitor.sign_in("jamil")
    expect(page.get_by_role("heading", name="Two-Factor Authentication")).to_be_visible()
    visitor.looks_right()
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("heading", name="Welcome, Jamil")).to_be_visible()

    visitor.go("/accounts/2fa/webauthn/")
    visitor.looks_right()
    page.get_by_role("link", name="Remove").click()
    page.wait_for_load_state()
    prove(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("main")).to_contain_text("No security keys have been added")


@pytest.mark.parametrize("language", ["", "/ar"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_persons_own_pages_look_right(visitor, language, width):
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.sign_in("amina")
    for path in (
        "/me/profile/",
        "/me/sessions/",
        "/me/data/",
        "/me/data/erase/",
        "/people/contacts/",
        "/people/organisations/",
        "/people/invitations/",
        "/people/requests/",
        "/people/requests/new/",
        "/accounts/2fa/",
        "/accounts/reauthenticate/",
    ):
        page = visitor.go(f"{language}{path}")
        visitor.looks_right()
        assert widest(page) <= 0, path


def test_a_focal_point_keeps_the_point_of_contact_and_a_visitor_sees_the_office(visitor):
    page = visitor.sign_in("zoe")
    visitor.go("/people/contacts/?q=Zambia")
    page.get_by_role("link", name="Edit the point of contact of Zambia").click()
    visitor.looks_right()
    page.get_by_label("Office").fill("National Focal Point on Small Arms, Lusaka")
    page.get_by_label("Person").fill("Mwila Banda")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The point of contact has been saved.")
    visitor.sign_out()
    visitor.go("/people/contacts/?q=Zambia")
    expect(page.locator("main")).to_contain_text("National Focal Point on Small Arms, Lusaka")
    expect(page.locator("main")).not_to_contain_text("Mwila")
    visitor.looks_right()


def test_somebody_invites_and_takes_it_back(visitor):
    page = visitor.sign_in("amina")
    visitor.go("/people/organisations/")
    page.get_by_role("link", name="Kenya").first.click()
    visitor.looks_right()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_role("button", name="Send the invitation").click()
    visitor.looks_right()
    page.get_by_label("E-mail address").fill("wanjiru@example.org")
    page.get_by_label("Role").select_option("drafter")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator("main")).to_contain_text("The invitation is on its way.")
    visitor.looks_right()
    page.get_by_role("button", name="Revoke wanjiru@example.org").click()
    expect(page.locator("main")).to_contain_text("The invitation has been revoked.")
    expect(page.locator("main")).to_contain_text("revoked: wanjiru@example.org")
