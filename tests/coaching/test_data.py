"""What ships with the coach: every theme has an example and a price, and says where it is from."""

import pytest
from django.utils import translation

from matchmaking.coaching import selectors
from matchmaking.coaching.choices import RuleCode
from matchmaking.coaching.models import CatalogueEntry, CatalogueLine, Example
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.coaching.wording import saying
from matchmaking.needs.services import NEED
from matchmaking.vocabulary.models import Theme
from tests.needs import making

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")


def test_every_theme_has_lines_with_prices_of_its_own_or_of_its_parts():
    priced = set(CatalogueEntry.objects.values_list("theme", flat=True))
    themes = Theme.objects.filter(retired_on=None).values_list("pk", flat=True)
    bare = [t for t in themes if not any(p == t or p.startswith(f"{t}.") for p in priced)]
    assert bare == []
    assert not CatalogueEntry.objects.filter(lines=None).exists()


def test_every_price_is_a_range_with_source_and_day():
    for entry in CatalogueEntry.objects.all():
        assert "estimate" in entry.source
        assert entry.as_of is not None
    assert all(line.low <= line.high for line in CatalogueLine.objects.all())
    assert CatalogueLine.objects.filter(high=0).count() == 0


def test_every_entry_has_a_name_in_six_languages():
    for entry in CatalogueEntry.objects.all():
        for language in ("fr", "es", "ar", "ru", "zh"):
            assert getattr(entry, f"name_{language}"), (entry.pk, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_an_example_for_every_theme_in_the_readers_language(language):
    need = making.draft(lines=[making.line(quantity=None, unit="")])
    for theme in Theme.objects.filter(parent=None):
        need.themes.set([theme])
        with translation.override(language):
            coaching = selectors.coaching_of(NEED, need)
            for advice in (*coaching.missing, *coaching.answered):
                assert "<mark>" in advice.example, (theme.pk, advice.code)


def test_an_example_is_that_of_the_theme_at_hand_then_of_its_parent():
    need = making.draft(description="Help.", institution="")
    need.themes.set(["STK.03"])
    found = {advice.code: advice for advice in selectors.coaching_of(NEED, need).missing}
    assert "<mark>National Police Service</mark>" in found["institution"].example
    assert "{" not in found["institution"].example


def test_an_example_says_html_as_text():
    Example.objects.filter(pk="need-STK").update(text_en="<b>x</b> {institution|<i>y</i>}.")
    need = making.draft(institution="")
    need.themes.set(["STK.03"])
    found = {advice.code: advice for advice in selectors.coaching_of(NEED, need).missing}
    assert found["institution"].example == (
        "&lt;b&gt;x&lt;/b&gt; <mark>&lt;i&gt;y&lt;/i&gt;</mark>."
    )


def test_every_rule_has_advice_a_reason_and_a_place_in_the_form():
    for rule in active_ruleset().rules.all():
        words = saying(rule.record_kind, rule.code)
        assert words.advice
        assert words.why
        assert words.anchor.startswith("id_")
        assert RuleCode(rule.code).label
