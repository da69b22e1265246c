import re
import runpy
from types import ModuleType

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve

GUIDE = "/style-guide/"


@pytest.fixture
def page(client):
    return lambda path=GUIDE: client.get(path)


def test_the_content_security_policy_is_strict(page):
    policy = page().headers["Content-Security-Policy"]
    parts = {part.strip() for part in policy.split(";")}
    assert {"script-src 'self'", "style-src 'self'", "object-src 'none'"} <= parts
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", [GUIDE, "/ar/style-guide/", "/accounts/login/"])
def test_a_page_keeps_to_the_policy(page, path):
    text = page(path).text
    scripts = re.findall(r"<script[^>]*>", text)
    assert all("src=" in s or 'type="application/json"' in s for s in scripts)
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert "<style" not in text


def test_english_reads_from_left_to_right(page):
    text = page().text
    assert '<html lang="en" dir="ltr"' in text
    assert "bootstrap.min.css" in text
    assert "bootstrap.rtl.min.css" not in text


def test_arabic_reads_from_right_to_left_with_its_own_sheet(page):
    text = page("/ar/style-guide/").text
    assert '<html lang="ar" dir="rtl"' in text
    assert "bootstrap.rtl.min.css" in text
    assert "bootstrap.min.css" not in text


@pytest.mark.parametrize("code", ["fr", "es", "ar", "ru", "zh-hans"])
def test_the_language_switcher_leads_to_the_same_page(page, code):
    text = page(f"{GUIDE}?q=racks").text
    assert f'href="/{code}{GUIDE}?q=racks" lang="{code}"' in text


def test_the_switcher_leads_back_to_english(page):
    text = page("/ar/style-guide/?q=racks").text
    assert 'href="/style-guide/?q=racks" lang="en"' in text


def test_the_keyboard_reaches_the_content_at_once(page):
    text = page().text
    assert text.index('class="skip-link" href="#main"') < text.index("<header")
    assert '<main id="main"' in text


def test_every_file_a_page_asks_for_is_there(page):
    files = re.findall(r'(?:src|href)="/static/([^"#]+)', page().text)
    missing = [name for name in set(files) if finders.find(name) is None]
    assert len(files) > 10
    assert missing == []


def test_a_visitor_can_sign_in_and_come_back(page):
    assert 'href="/accounts/login/?next=/style-guide/"' in page().text


def test_the_menu_marks_where_one_is(page, db):
    text = page("/needs/").text
    assert re.search(r'href="/needs/" aria-current="page">Requests', text)
    assert not re.search(r'href="/offers/" aria-current', text)


def test_a_visitor_is_not_shown_matches(page):
    assert "/matching/" not in page().text


def test_the_example_world_says_so_on_every_page(page, settings):
    words = "Example data: the requests and offers shown here are invented."
    assert words not in page().text
    settings.EXAMPLE_WORLD = True
    assert words in page().text


def test_without_the_setting_there_is_no_style_guide(settings, page):
    settings.STYLE_GUIDE = False
    urls = ModuleType("urls_of_a_server")
    vars(urls).update(runpy.run_path(str(settings.BASE_DIR / "config" / "urls.py")))
    assert resolve(GUIDE, urlconf=urls).view_name == "wagtail_serve"
    assert f'<a href="{GUIDE}">' not in page("/accounts/login/").text


# --- Pages for what goes wrong -------------------------------------------------------------------
def test_a_page_that_is_not_there_says_what_to_do(page, db):
    answer = page("/needs/99999999/")
    assert answer.status_code == 404
    assert "This page cannot be found" in answer.text
    assert 'href="#main"' in answer.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("403.html", "You may not do this"),
        ("403_csrf.html", "The form has expired"),
        ("409.html", "Somebody was faster"),
    ],
)
def test_a_refusal_is_worded_for_the_person(name, words):
    request = RequestFactory().get("/needs/")
    text = render_to_string(name, {"message": "Somebody was faster"}, request)
    assert words in text
    assert "<header" in text


def test_the_page_for_our_own_faults_needs_nothing_that_could_be_broken():
    text = render_to_string("500.html")
    assert "The fault is ours" in text
    assert "{%" not in text
