"""Four people, each on the way they came for, in a real browser."""

import csv
import io
import re

from playwright.sync_api import expect

from tests.browser.steps import (
    CHECK,
    NEXT_YEAR,
    ROOT_OF_REPORTS,
    SUBMIT,
    complete_need,
    path_of,
    publish,
    submit_need,
    tick,
)

MACHINES = "Three portable marking machines"


def test_a_focal_point_turns_her_report_into_a_request_and_sees_the_offers_that_fit(visitor):
    page = visitor.sign_in("zoe")
    visitor.looks_right()
    _open_the_review(visitor)
    _reject_one(visitor, "Weapons destruction")
    _correct_one(visitor, "Registry software")
    _accept_one(visitor, MACHINES)
    path = _complete_the_draft(visitor, MACHINES)
    publish(visitor, path)

    visitor.sign_in("zoe")
    visitor.go(path)
    page.get_by_role("link", name="Offers that fit").click()
    best = page.locator(".match").first
    expect(best).to_contain_text("Engraving stations for weapons of the State, Southern Africa")
    expect(best.locator(".reason").first).to_contain_text("Marking machines: up to 3 of the 3")
    visitor.looks_right()
    best.get_by_role("link", name="All details of this match").click()
    expect(page.locator("main")).to_contain_text("All conditions are met")
    visitor.looks_right()


def _open_the_review(visitor):
    page = visitor.page
    page.locator("summary", has_text="My work").click()
    page.get_by_role("link", name="National reports").first.click()
    visitor.looks_right()
    page.get_by_role("link", name="Zambia", exact=True).click()
    expect(page.locator("main")).to_contain_text("A blank answer is not a No")
    visitor.looks_right()
    page.get_by_role("link", name="Review the requests").click()
    picture = page.locator(".page-picture img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    expect(page.locator(".page-mark.is-current rect").first).to_be_visible()
    visitor.looks_right()


def _choose(page, title):
    page.locator(".candidate h3 a", has_text=title).click()
    card = page.locator(".candidate.is-current")
    expect(card.locator("h3")).to_contain_text(title)
    return card


def _reject_one(visitor, title):
    page = visitor.page
    card = _choose(page, title)
    card.get_by_role("button", name="Reject").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why is this no request?").fill("The assistance was received already.")
    visitor.looks_right()
    dialog.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("1 of 8")).to_be_visible()
    rejected = page.get_by_role("article", name=title)
    expect(rejected).to_contain_text("Rejected")


def _correct_one(visitor, title):
    page = visitor.page
    card = _choose(page, title)
    card.get_by_label("Title").fill(f"{title} for the central registry")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.reload()  # nothing is lost when the browser is closed
    field = page.locator(".candidate.is-current").get_by_label("Title")
    expect(field).to_have_value(f"{title} for the central registry")


def _accept_one(visitor, title):
    page = visitor.page
    card = _choose(page, title)
    expect(card.locator("blockquote, .quote").first).to_contain_text("marking machines")
    card.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("2 of 8")).to_be_visible()
    visitor.looks_right()


def _complete_the_draft(visitor, title):
    page = visitor.go("/needs/mine/")
    visitor.looks_right()
    page.get_by_role("link", name=title).click()
    path = path_of(page)
    visitor.looks_right()
    page.get_by_role("link", name="Check and submit").click()
    expect(page.locator(".error-summary")).to_contain_text("priority")
    visitor.looks_right()
    page.get_by_role("link", name="Change", exact=True).click()
    expect(page.locator("main")).to_contain_text("As reported")
    complete_need(page, "Marking equipment and maintenance")
    visitor.looks_right()
    page.get_by_role("button", name=CHECK).click()
    expect(page.locator(".error-summary")).to_have_count(0)
    visitor.looks_right()
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("main")).to_contain_text("Submitted")
    visitor.looks_right()
    return path


def test_a_focal_point_is_warned_that_her_file_is_the_report_of_another_state(visitor):
    page = visitor.sign_in("amina")
    visitor.go("/reports/upload/")
    visitor.looks_right()
    page.get_by_label("File").set_input_files(ROOT_OF_REPORTS / "2020_SierraLeone_E.pdf")
    page.get_by_role("button", name="Upload and read").click()
    expect(page.locator("main")).to_contain_text("names another State (Sierra Leone)")
    expect(page.locator(".candidate").first).to_be_visible()
    visitor.looks_right()


def test_a_donor_publishes_an_offer_and_sees_the_requests_it_fits(visitor):
    page = visitor.sign_in("dina")
    path = _begin_an_offer(visitor, "Marking machines for the police of East Africa")
    _say_what_is_given(visitor)
    page.get_by_role("button", name=CHECK).click()
    expect(page.locator(".error-summary")).to_contain_text("say what training comes with it")
    visitor.looks_right()
    page.get_by_role("link", name="say what training comes with it").click()
    assert page.url.endswith("#id_aftercare_training")
    for part in ("training", "maintenance", "spare_parts"):
        page.locator(f"[name=aftercare_{part}]").fill("Included for two years.")
    page.get_by_role("button", name=CHECK).click()
    expect(page.locator(".error-summary")).to_have_count(0)
    visitor.looks_right()
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("main")).to_contain_text("Submitted")
    publish(visitor, path)

    visitor.sign_in("dina")
    visitor.go(path)
    page.get_by_role("link", name="Requests that fit").click()
    expect(page.locator(".match", has_text="Kenya").first).to_contain_text(
        "Marking machines: up to"
    )
    visitor.looks_right()
    _ask_why_not(visitor, "Finding guns at wharves")


def _begin_an_offer(visitor, title):
    page = visitor.go("/offers/new/")
    visitor.looks_right()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".error-summary")).to_contain_text("Title")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Edit the offer")).to_be_visible()
    visitor.looks_right()
    return path_of(page).replace("edit/", "")


def _say_what_is_given(visitor):
    page = visitor.page
    page.get_by_label("Description").first.fill("Dot-peen marking machines with training.")
    tick(page, "Themes", "Marking equipment and maintenance")
    page.locator("[name=lines-0-kind]").select_option("EQP.MARK")
    page.locator("[name=lines-0-capacity]").fill("12")
    page.get_by_label("Channel").select_option("bilateral")
    tick(page, "Languages of delivery", "English")
    page.locator("[name=closes_on]").fill(NEXT_YEAR)
    page.get_by_label("For these States").select_option(["KEN", "ZMB"])


def _ask_why_not(visitor, words):
    page = visitor.page
    page.get_by_label("Its number, or words of its title").fill(words)
    page.get_by_role("button", name="Look it up").click()
    visitor.looks_right()
    page.locator("#why + ul a").first.click()
    expect(page.locator("main")).to_contain_text("This pair is not listed")
    expect(page.locator("main")).to_contain_text("not met")
    visitor.looks_right()


def test_a_broker_sends_one_request_back_and_publishes_another(visitor):
    returned = submit_need(visitor, "Marking machines, first wording")
    published = submit_need(visitor, "Marking machines for two provinces")
    page = visitor.sign_in("sofia")
    visitor.looks_right()
    visitor.go("/offers/moderation/")
    visitor.looks_right()
    visitor.go("/needs/moderation/")
    visitor.looks_right()
    page.get_by_role("link", name="Marking machines, first wording").click()
    page.get_by_role("button", name="Send back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("Please name the two provinces.")
    visitor.looks_right()
    dialog.get_by_role("button", name="Send back").click()
    expect(page.get_by_role("link", name="Marking machines, first wording")).to_have_count(0)
    publish(visitor, published)
    visitor.looks_right()

    visitor.go("/matching/")
    visitor.looks_right()
    visitor.go("/matching/requests/")
    visitor.looks_right()
    page.get_by_role("link", name="Marking machines for two provinces", exact=True).click()
    best = page.locator(".match").first
    expect(best.locator(".reason").first).to_be_visible()
    best.get_by_text("Does not fit").click()
    best.get_by_label("Why does it not fit?").fill("All machines are promised already.")
    best.get_by_role("button", name="Set aside").click()
    expect(page.get_by_text("1 match set aside")).to_be_visible()
    visitor.looks_right()

    visitor.sign_in("amina")
    visitor.go(returned)
    expect(page.locator("main")).to_contain_text("Please name the two provinces.")


def test_a_visitor_searches_filters_sorts_and_takes_the_list_along(visitor):
    page = visitor.go("/")
    visitor.looks_right()
    page.get_by_role("link", name="See assistance requests").click()
    visitor.looks_right()
    page.get_by_label("Search the requests").fill("marknig")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".result-count")).to_contain_text("marking instead of “marknig”")
    found = _total(page)
    visitor.looks_right()

    facet = page.locator("#facet-priority + ul a").first
    expected = int(facet.locator(".facet-count").inner_text())
    facet.click()
    pills = page.locator(".pills")
    expect(pills).to_contain_text("Priority")
    assert _total(page) == expected
    assert page.locator("li.result").count() == expected
    visitor.looks_right()
    _download_has(page, expected)
    pills.get_by_role("link", name="Remove the filter Priority").click()
    expect(page.locator(".pills li", has_text="Priority")).to_have_count(0)
    assert _total(page) == found

    page.get_by_role("link", name="Closing soonest").click()
    expect(page.locator(".sort-menu [aria-current]")).to_have_text("Closing soonest")
    visitor.looks_right()


def _total(page):
    return int(page.locator(".result-count strong").last.inner_text())


def _download_has(page, rows):
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == rows
    page.keyboard.press("Escape")


def test_a_visitor_reads_a_request_in_arabic(visitor):
    page = visitor.go("/needs/")
    page.locator("#languages").get_by_role("link", name="العربيّة").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    visitor.looks_right()
    page.locator("li.result a").first.click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_be_visible()
    visitor.looks_right()


def test_a_visitor_never_meets_a_draft(visitor):
    page = visitor.sign_in("amina")
    visitor.go("/needs/new/")
    page.get_by_label("Title").fill("Quixotic zeppelin draft")
    page.get_by_role("button", name="Begin").click()
    path = path_of(page).replace("edit/", "")
    visitor.sign_out()

    visitor.go("/needs/?q=quixotic+zeppelin")
    expect(page.get_by_role("link", name="Quixotic zeppelin draft")).to_have_count(0)
    assert page.request.get(visitor.site + path).status == 404
    exported = page.request.get(f"{visitor.site}/needs/export/csv/").text()
    assert "zeppelin" not in exported
    assert "Completing the marking of Administration Police firearms" in exported


def test_a_visitor_without_scripts_filters_the_list_and_signs_in(plain_visitor):
    page = plain_visitor.go("/needs/")
    facet = page.locator("#facet-priority + ul a").first
    expected = int(facet.locator(".facet-count").inner_text())
    facet.click()
    expect(page.locator(".pills")).to_contain_text("Priority")
    assert _total(page) == expected
    plain_visitor.sign_in("zoe")
    plain_visitor.go("/reports/")
    page.get_by_role("link", name="Zambia", exact=True).click()
    page.locator("main").get_by_role(
        "link", name=re.compile("requests", re.IGNORECASE)
    ).first.click()
    expect(page.locator(".page-picture img")).to_be_visible()
