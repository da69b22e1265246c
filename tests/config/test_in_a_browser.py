"""The style guide in Chromium: accessible, in both directions, wide and narrow."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

pytestmark = pytest.mark.browser


class _Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class _Server(ThreadingMixIn, WSGIServer):
    """A browser opens connections ahead of need; one thread would wait on them for ever."""

    daemon_threads = True


@pytest.fixture(scope="module")
def address():
    """Serve the site without its database: the style guide asks for nothing."""
    server = make_server(
        "127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), _Server, _Silent
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_page(chromium, address):
    contexts = []

    def go(path, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", ["/style-guide/", "/ar/style-guide/", "/accounts/login/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_fault_and_nothing_sticks_out(open_page, path, width):
    page = open_page(path, width)
    page.wait_for_load_state("networkidle")
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_tab_leads_to_the_content(open_page):
    page = open_page("/accounts/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_dialog_opens_closes_and_gives_the_focus_back(open_page):
    page = open_page("/style-guide/")
    opener = page.get_by_role("button", name="Send back").first
    opener.click()
    dialog = page.get_by_role("dialog", name="Send back")
    assert dialog.get_by_label("Reason").is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert opener.evaluate("node => node === document.activeElement")


def test_without_scripts_every_part_is_still_within_reach(open_page):
    page = open_page("/style-guide/", width=390, java_script_enabled=False)
    page.locator("#style_guide-return summary").click()
    assert page.locator("#style_guide-return-reason").is_visible()
    assert page.locator("#facet-theme-marking").is_visible()
    assert page.locator(".formset-delete input").first.is_visible()


def test_a_row_is_added_and_another_removed(open_page):
    page = open_page("/style-guide/")
    page.get_by_role("button", name="Add a row").click()
    assert page.locator("[name=lines-TOTAL_FORMS]").input_value() == "3"
    assert page.evaluate("document.activeElement.name") == "lines-2-kind"
    page.locator("[data-row]").first.get_by_role("button", name="Remove").click()
    assert page.locator("[name=lines-0-DELETE]").is_checked()
    assert not page.locator("[data-row]").first.is_visible()


def test_a_draft_saves_itself_and_says_when(open_page):
    page = open_page("/style-guide/")
    page.fill("#draft-text", "Two armouries")
    page.locator("[data-autosave-status]", has_text="Saved at").wait_for(timeout=8000)
    assert page.locator("[data-autosave] [name=version]").input_value() == "4"


def test_a_draft_that_somebody_else_changed_is_not_overwritten(open_page):
    page = open_page("/style-guide/")
    sent = []

    def refuse(route):
        sent.append(route.request.post_data)
        route.fulfill(status=409, json={"message": "Somebody else saved."})

    page.route("**/autosave/", refuse)
    page.fill("#draft-text", "Mine")
    page.locator(".saved-wrong", has_text="Somebody else saved.").wait_for(timeout=8000)
    page.fill("#draft-text", "Mine again")
    page.wait_for_timeout(4000)
    assert len(sent) == 1


def test_saving_waits_for_the_draft_that_is_being_saved(open_page):
    page = open_page("/style-guide/")
    held = []
    page.route("**/autosave/", lambda route: held.append(route))
    with page.expect_request("**/autosave/", timeout=8000):
        page.fill("#draft-text", "Two armouries")
    for _twice in range(2):
        page.evaluate("document.querySelector('form[data-autosave]').requestSubmit()")
    page.wait_for_timeout(300)
    assert page.url.endswith("/style-guide/")
    with page.expect_request("**/publish/") as saving:
        held[0].fulfill(json={"version": 4})
    assert "version=4" in saving.value.post_data
    # A page that is closed on its way to the next one keeps Chromium waiting now and then.
    page.wait_for_url("**/publish/")
    page.unroute_all(behavior="ignoreErrors")


def test_a_filter_changes_the_list_and_keeps_the_readers_place(open_page):
    page = open_page("/style-guide/")
    page.click("#facet-theme-border")
    page.locator('#facet-theme-border[aria-current="true"]').wait_for()
    assert "theme=border" in page.url
    assert page.evaluate("document.activeElement.id") == "facet-theme-border"
    assert "72 found" in page.inner_text("#announcer")
    assert "theme=border" in page.locator("#languages a[lang=fr]").get_attribute("href")


def test_a_chart_is_drawn_from_our_own_files(open_page, address):
    page = open_page("/style-guide/")
    elsewhere = []
    page.on("request", lambda r: r.url.startswith(address) or elsewhere.append(r.url))
    page.locator(".chart svg.main-svg").first.wait_for()
    assert elsewhere == []
