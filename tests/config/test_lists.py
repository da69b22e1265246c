"""The pieces of a searched list, on the style guide's sample (the real Listing, no engine)."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from config.style_guide import samples
from tests.config.test_pieces import render

WORDS = samples.words_in("en")


@pytest.fixture
def results():
    return samples.listing(RequestFactory().get("/needs/"), WORDS)


def asked(query):
    return samples.listing(RequestFactory().get(f"/needs/?{query}"), WORDS)


def test_the_search_box_carries_the_filters_along(results):
    page = render('{% search_box results "Search the requests" %}', results=results)
    assert 'role="search"' in page
    assert '<input type="hidden" name="region" value="east-africa">' in page
    assert 'name="q" value="stokpile"' in page
    assert "All languages alike" in page


def test_a_facet_value_is_a_link_with_its_count(results):
    page = render("{% facet_panel f results %}", f=results.filterset, results=results)
    assert 'id="facet-theme-stockpile"' in page
    assert '<span class="facet-count">42</span>' in page
    assert page.count('aria-current="true"') == 3


def test_rare_values_unfold(results):
    page = render("{% facet_panel f results %}", f=results.filterset, results=results)
    assert "<summary>3 more</summary>" in page
    assert page.index("3 more") < page.index("Assistance to survivors")


def test_a_chosen_value_is_never_folded_away():
    results = asked("theme=survivors")
    page = render("{% facet_panel f results %}", f=results.filterset, results=results)
    assert page.index("Assistance to survivors") < page.index("2 more")


def test_a_range_is_typed_and_keeps_the_rest_of_the_question():
    results = asked("theme=marking&budget_from=500")
    page = render("{% facet_panel f results %}", f=results.filterset, results=results)
    form = page[page.index("facet-ranges") :]
    assert 'name="budget_from" value="500"' in form
    assert '<input type="hidden" name="theme" value="marking">' in form
    assert 'type="hidden" name="budget_from"' not in form


def test_pills_show_the_filters_in_force_and_remove_them():
    results = asked("q=racks&theme=marking")
    page = render("{% pills f results %}", f=results.filterset, results=results)
    assert 'href="/needs/?q=racks"' in page
    assert 'href="/needs/?theme=marking"' in page
    assert '<a class="pill-clear" href="/needs/">Clear all</a>' in page


def test_without_filters_there_are_no_pills():
    results = asked("page=1")
    assert render("{% pills f results %}", f=results.filterset, results=results) == ""


def test_the_order_in_force_is_marked():
    page = render("{% sort_menu results %}", results=asked("sort=new&q=racks"))
    assert 'href="/needs/?sort=new&amp;q=racks" aria-current="true">Newest' in page


def test_a_corrected_word_is_told(results):
    page = render("{% result_count results %}", results=results)
    assert "Showing results for <strong>stockpile</strong> instead of “stokpile”." in page
    assert "<strong>72</strong> found" in page


def test_what_was_typed_cannot_break_the_page():
    results = asked("q=<script>")
    assert "<script>" not in render("{% result_count results %}", results=results)


def test_pages_are_linked_and_the_current_one_is_marked():
    page = render("{% pagination results %}", results=asked("theme=marking&page=2"))
    assert 'rel="prev" href="/needs/?theme=marking"' in page
    assert 'rel="next" href="/needs/?theme=marking&amp;page=3"' in page
    assert page.count('aria-current="page"') == 1


def test_export_offers_each_format():
    page = render("{% export_menu formats %}", formats=[("CSV", "/needs/export.csv?q=x")])
    assert '<a href="/needs/export.csv?q=x" download>CSV</a>' in page


def test_a_list_in_arabic_is_labelled_in_arabic():
    words = samples.words_in("ar")
    results = samples.listing(RequestFactory().get("/ar/needs/"), words)
    template = Template("{% facet_panel f results %}")
    assert "الموضوع" in template.render(Context({"f": results.filterset, "results": results}))
