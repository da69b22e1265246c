"""What holds for every page, whatever the language and the width of the screen."""

import pytest

NARROW = {"width": 390, "height": 844}


def widest(page):
    """Return how far the page reaches beyond the screen."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_public_pages_fit_the_width_of_a_telephone(visitor, prefix):
    visitor.page.set_viewport_size(NARROW)
    for path in ("/", "/needs/", "/offers/"):
        assert widest(visitor.go(prefix + path)) <= 0, path
    visitor.page.locator("li.result a").first.click()
    visitor.page.wait_for_load_state()
    assert widest(visitor.page) <= 0


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_the_review_desk_fits_the_width_of_a_telephone(visitor, prefix):
    visitor.sign_in("zoe")
    visitor.page.set_viewport_size(NARROW)
    page = visitor.go(f"{prefix}/reports/")
    page.locator("main th a").first.click()
    page.wait_for_load_state()
    assert widest(page) <= 0
    page.locator("main a[href*='/review/']").first.click()
    page.wait_for_load_state()
    assert page.locator(".candidate").count() > 1
    assert widest(page) <= 0


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_the_pages_of_the_matcher_fit_the_width_of_a_telephone(visitor, prefix):
    visitor.sign_in("sofia")
    visitor.page.set_viewport_size(NARROW)
    page = visitor.go(f"{prefix}/matching/")
    assert widest(page) <= 0
    page = visitor.go(f"{prefix}/matching/requests/")
    assert widest(page) <= 0
    page.locator("main th a").first.click()
    page.wait_for_load_state()
    assert page.locator(".match").count() > 0
    assert widest(page) <= 0
    page.locator(".match-actions a[href*='/pairs/']").first.click()
    page.wait_for_load_state()
    assert widest(page) <= 0
