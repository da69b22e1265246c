import pytest

from matchmaking.vocabulary.models import Concept, Country
from search import lexicon

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    """The edits of a test are rolled back; what the process made of them must go, too."""
    lexicon.forget()
    yield
    lexicon.forget()


def test_the_search_knows_the_terms_of_the_field():
    concepts = lexicon.current().concepts
    assert len(concepts) == 250
    assert "الذخيرة" in concepts["C005"].labels["ar"]


def test_the_search_learns_a_term_that_the_secretariat_adds():
    before = lexicon.current().version
    concept = Concept.objects.get(pk="C005")
    concept.labels["fr"].append("cartoucherie")
    concept.save()
    assert "cartoucherie" in lexicon.current().concepts["C005"].labels["fr"]
    assert lexicon.current().version != before


def test_a_retired_term_is_no_longer_searched_for():
    concept = Concept.objects.get(pk="C005")
    concept.retired_on = "2026-11-01"
    concept.save()
    assert "C005" not in lexicon.current().concepts


def test_another_edit_of_the_reference_data_keeps_the_lexicon_as_it_is():
    before = lexicon.current().version
    Country.objects.get(pk="KEN").save()
    assert lexicon.current().version == before
