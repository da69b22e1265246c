"""What was learnt in one place is read where the next request is written."""

from playwright.sync_api import expect

from tests.browser.steps import tick

TITLE = "Agree on spare parts before the engravers are bought"


def test_a_published_lesson_turns_up_for_the_next_request(visitor):
    page = visitor.sign_in("elena")
    visitor.go("/lessons/")
    page.get_by_role("link", name="New lesson").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What did not work").check()
    page.get_by_label("What happened").fill("The machines stood still after a year.")
    page.get_by_label("Why", exact=False).first.fill("No needles could be bought.")
    page.get_by_label("What to do next time").fill("Buy needles for five years with the machines.")
    tick(page, "Themes", "Marking equipment and maintenance")
    visitor.looks_right()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("A broker publishes it.")).to_be_visible()

    visitor.sign_in("sofia")
    visitor.go("/notifications/tasks/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("button", name="Publish the lesson").click()
    expect(page.locator("main")).to_contain_text("suggested from now on")

    visitor.sign_in("amina")
    visitor.go("/needs/new/")
    page.get_by_label("Title").fill("Machines for two provinces")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#lessons")).not_to_contain_text(TITLE)
    tick(page, "Themes", "Marking equipment and maintenance")
    panel = page.locator("#lessons")
    expect(panel).to_contain_text(TITLE)
    expect(panel).to_contain_text("The same theme: Marking equipment and maintenance.")
    visitor.looks_right()
    panel.get_by_role("listitem").filter(has_text=TITLE).get_by_role("button").click()
    expect(page.locator("#lessons")).not_to_contain_text(TITLE)
    expect(page.get_by_label("Title").first).to_have_value("Machines for two provinces")
