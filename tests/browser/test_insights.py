"""Anybody reads the figures, finds the records behind one, and takes them along."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import expect


def test_a_visitor_follows_a_figure_to_the_requests_behind_it(visitor):
    page = visitor.go("/")
    page.get_by_role("navigation").get_by_role("link", name="Insights").first.click()
    visitor.looks_right()
    asked = page.get_by_role("link", name=": Asked")
    number = int(re.match(r"\d+", asked.inner_text()).group())
    asked.click()
    expect(page.locator(".result-count, .list-bar").first).to_contain_text(f"{number} found")
    visitor.looks_right()
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == number
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.locator("main .status").first).to_be_visible()

    visitor.go("/insights/definitions/")
    visitor.looks_right()
    visitor.go("/insights/states/KEN/")
    visitor.looks_right()
    visitor.go("/ar/insights/?count=usd")
    visitor.looks_right()


def test_the_flow_and_the_map_are_drawn_here_and_nowhere_else(visitor):
    for language in ("", "/ar"):
        page = visitor.go(f"{language}/insights/flow/")
        expect(page.locator(".chart-box .sankey").first).to_be_visible()
        visitor.looks_right()
        page = visitor.go(f"{language}/insights/map/?measure=unmet")
        expect(page.locator("svg .heat-5").first).to_be_visible()
        visitor.looks_right()
    page.set_viewport_size({"width": 390, "height": 800})
    page = visitor.go("/insights/flow/")
    # No room for the words of the flow: its table stands there instead.
    expect(page.locator(".chart").first.get_by_role("table")).to_be_visible()
    expect(page.locator(".sankey")).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 900})
    page = visitor.go("/insights/flow/")
    page.get_by_label("Region").select_option("002")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("region=002"))
    expect(page.locator(".chart-box .sankey").first).to_be_visible()
