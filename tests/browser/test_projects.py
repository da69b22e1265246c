"""Two people of two organisations write one proposal side by side, check it, and sign it."""

from playwright.sync_api import expect

# The site's own database, through its own services: what a long afternoon of writing left.
PREPARE = """
import json
from config.example_world.projects import DATA, write_proposal
said = json.loads(DATA.read_text(encoding="utf-8"))["complete"]
said.pop("objectives")
said["risks"]["risks"][0]["mitigation"] = ""
proposal = write_proposal("Tracing in the ports", "KEN", said, is_signed=False)
print("proposal", proposal.pk)
"""


def test_two_organisations_write_and_sign_one_proposal(visitor, manage):
    pk = manage("shell", "-v", "0", "-c", PREPARE).split()[-1]
    address = f"/proposals/{pk}/"

    visitor.sign_in("amina")
    page = visitor.go("/proposals/?part=team")
    page.locator("main").get_by_role("link", name="Tracing in the ports").click()
    page.locator("main").get_by_role("link", name="Check and sign").click()
    visitor.looks_right()
    main = page.locator("main")
    expect(main).to_contain_text("2 things are missing or cannot be right")
    main.get_by_role("link", name="Objectives").first.click()
    page.wait_for_load_state()  # what is typed before the scripts are there is not saved by itself
    page.get_by_label("Text").fill("Every firearm found in a port is traced.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")

    # While she has it open, her colleague at the implementer opens it too, and is told so.
    open_form = page.get_by_label("Text")
    open_form.fill("Every firearm found in a port is traced within a week.")
    other = page.context.browser.new_context()
    writer = other.new_page()
    writer.goto(f"{visitor.site}/accounts/login/")
    writer.get_by_label("E-mail", exact=False).first.fill("nadia@example.org")
    writer.get_by_label("Password").first.fill("example")
    writer.locator("main form button[type=submit]").first.click()
    writer.wait_for_load_state()
    writer.goto(f"{visitor.site}{address}sections/objectives/")
    expect(writer.locator("#presence")).to_contain_text("Amina is writing here too")
    other.close()

    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Text")).to_have_value(
        "Every firearm found in a port is traced within a week."
    )
    visitor.looks_right()

    visitor.go(f"{address}sections/risks/")
    page.get_by_label("What is done about it").first.fill("The State asks for exemption early.")
    page.get_by_role("button", name="Save and continue").click()
    visitor.go(f"{address}check/")
    expect(main).to_contain_text("Nothing is missing")
    for name in ("amina", "nadia"):
        visitor.sign_in(name)
        visitor.go(f"{address}check/")
        page.get_by_label("I have read the proposal").check()
        page.get_by_role("button", name="Sign", exact=True).click()
    expect(main).to_contain_text("Signed by both sides")
    visitor.go(f"{address}versions/")
    visitor.looks_right()
