"""A focal point answers for her State's earlier requests after its next report."""

from playwright.sync_api import expect


def _open_the_comparison(visitor):
    page = visitor.go("/reports/")
    page.get_by_role("link", name="From report to report").click()
    visitor.looks_right()
    page.get_by_role("link", name="Kenya 2024").click()
    expect(page.locator("h1")).to_contain_text("what became of earlier requests")
    visitor.looks_right()
    return page


def _request(page, title):
    return page.locator(".renewal").filter(has=page.get_by_role("heading", name=title))


def _confirmed(page, count):
    expect(page.locator(".progress-value").first).to_have_text(f"{count} of 8")


def test_a_focal_point_confirms_corrects_and_takes_back_after_the_next_report(visitor):
    visitor.sign_in("amina")
    page = _open_the_comparison(visitor)
    racks = _request(page, "Steel racks for 38 police stations")
    expect(racks.locator(".passage mark").first).to_have_text("38 ")
    expect(racks.locator(".changes")).to_contain_text("20")

    _request(page, "legal adviser").get_by_role("button", name="Confirm").click()
    _confirmed(page, 1)

    racks.get_by_role("button", name="Confirm").click()
    expect(page.locator("h1")).to_have_text("Take over what changed")
    visitor.looks_right()
    expect(page.get_by_label("Quantity of the first line")).to_have_value("20")
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    _confirmed(page, 2)
    expect(page.locator("main")).to_contain_text("Steel racks and electronic locks")

    _answer_otherwise(visitor, page)
    _confirmed(page, 3)

    legal = _request(page, "legal adviser")
    legal.get_by_role("button", name="Take back").click()
    _confirmed(page, 2)
    visitor.looks_right()

    page.get_by_role("link", name="Through the years").click()
    row = page.get_by_role("row").filter(has_text="hydraulic shear")
    expect(row).to_contain_text("First asked")
    expect(row).to_contain_text("Changed")
    visitor.looks_right()


def _answer_otherwise(visitor, page):
    """Link the request that is no longer mentioned to another passage, with a reason."""
    shear = _request(page, "hydraulic shear")
    shear.get_by_role("link", name="Answer otherwise").click()
    visitor.looks_right()
    page.get_by_label("Changed: the new figures").check()
    passage = page.get_by_label("The passage of the new report")
    passage.select_option(label="Solar lighting and cameras for six border armouries.")
    page.get_by_role("button", name="Confirm this answer").click()
    expect(page.locator("main")).to_contain_text("Say why")
    expect(page.get_by_label("Changed: the new figures")).to_be_checked()
    page.get_by_label("Reason").fill("The armouries come first now.")
    page.get_by_role("button", name="Confirm this answer").click()
    page.get_by_role("link", name="Leave it as it is").click()


def test_the_secretariat_sees_which_states_have_yet_to_answer(visitor):
    visitor.sign_in("sofia")
    page = visitor.go("/needs/renewals/?state=open")
    row = page.get_by_role("row").filter(has_text="Kenya 2024")
    expect(row).to_be_visible()
    row.get_by_role("link").click()
    expect(page.locator("main")).not_to_contain_text("Five laser marking machines")
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)
    page = visitor.go("/needs/renewals/period/")
    expect(page.get_by_label("months to confirm")).to_have_value("12")
    visitor.looks_right()
