"""What a person finds, and what nobody learns who may not."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.documents import SearchDoc
from search.models import IndexGeneration, Term
from search.suggest import candidates

DAY = datetime.date(2026, 11, 23)


def paper(number, title="Rifle depot", **wanted):
    """Return a public paper in English unless told otherwise."""
    defaults = {"language": "en", "visibility": ["public"]}
    return SearchDoc(type="paper", object_id=number, title=title, **(defaults | wanted))


def test_nothing_is_found_before_anything_is_indexed(shelf):
    found = shelf.find("rifle", facets=["theme"])
    assert (found.ids, found.total, found.facets, found.pages) == ([], 0, {"theme": []}, 1)


def test_a_paper_is_found_right_after_it_was_written(shelf):
    shelf.put(paper(1))
    assert shelf.find("rifles").ids == [1]


def test_a_changed_paper_is_found_by_its_new_words_only(shelf):
    shelf.put(paper(1))
    assert shelf.find("rifle").ids == [1]
    shelf.put(paper(1, "Legal advice"))
    assert shelf.find("rifle").ids == []
    assert shelf.find("advice").ids == [1]


def test_a_removed_paper_is_gone(shelf):
    shelf.put(paper(1), paper(2))
    assert shelf.find("rifle").total == 2
    shelf.remove(1)
    assert shelf.find("rifle").ids == [2]
    assert shelf.find().ids == [2]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Destruction des armes légères"),
        ("es", "Destrucción de armas ligeras"),
        ("ar", "تدمير الأسلحة الخفيفة"),
        ("ru", "Уничтожение легких вооружений"),
        ("zh", "销毁轻武器"),
    ],
)
def test_a_paper_in_another_language_is_found_by_its_concepts(shelf, language, title):
    shelf.put(paper(1, title, language=language), paper(2, "Training of judges"))
    assert shelf.find("destruction", language="en").ids == [1]
    assert shelf.find("light weapons", language="en", mode="all").ids == [1]


def test_the_readers_language_comes_first_unless_all_are_wanted(shelf):
    shelf.put(
        paper(1, "Things", text="marking and other matters of all kinds"),
        paper(2, "Marquage", text="marquage " * 6, language="fr"),
        *(paper(number, "Something else") for number in range(3, 9)),
    )
    assert shelf.find("marking", mode="mine").ids == [1, 2]
    assert shelf.find("marking", mode="all").ids == [2, 1]


def test_a_facet_is_counted_without_its_own_filter(shelf):
    shelf.put(
        paper(1, facets={"theme": ["A", "B"], "status": ["open"]}),
        paper(2, facets={"theme": ["B"], "status": ["met"]}),
        paper(3, facets={"theme": ["C", "", "C"], "status": ["open"]}),
    )
    found = shelf.find("rifle", filters={"theme": ["A", "C"]}, facets=["theme", "status"])
    assert found.ids == [1, 3]
    assert found.facets["theme"] == [("B", 2), ("A", 1), ("C", 1)]
    assert found.facets["status"] == [("open", 2)]


def test_a_range_includes_its_ends_and_the_whole_last_day(shelf):
    late = datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC)
    shelf.put(
        paper(1, sort_keys={"date": DAY - datetime.timedelta(days=1)}),
        paper(2, sort_keys={"date": DAY}),
        paper(3, sort_keys={"date": late}),
        paper(4, sort_keys={"date": None}),
    )
    assert shelf.find(ranges={"date": (DAY, DAY)}, sort="date").ids == [2, 3]
    assert shelf.find(sort="newest").ids == [3, 2, 1, 4]
    assert shelf.find(sort="oldest").ids == [1, 2, 3, 4]


def test_a_page_behind_the_end_is_the_last_one(shelf):
    shelf.put(*(paper(number) for number in range(1, 6)))
    found = shelf.find(page=99, per_page=2)
    assert (found.ids, found.page, found.pages) == ([5], 3, 3)


# --- What nobody learns who may not --------------------------------------------------------------
@pytest.fixture
def secret(shelf):
    """Put down a public paper and one that only organisation 7 may know of."""
    shelf.put(
        paper(1, "Rifle depot", facets={"theme": ["A"]}),
        paper(
            2,
            "Rifle vault in Zanzibar",
            text="Zanzibar",
            facets={"theme": ["A", "SECRET"]},
            visibility=["org:7"],
        ),
        paper(3, "Nobody's rifle", visibility=[]),
    )
    return shelf


def test_totals_counts_and_ids_leave_out_what_a_person_may_not_know_of(secret):
    found = secret.find("rifle", facets=["theme"])
    assert (found.ids, found.total, found.facets["theme"]) == ([1], 1, [("A", 1)])
    own = secret.find("rifle", visible_to=["public", "org:7"], facets=["theme"])
    assert own.total == 2
    assert dict(own.facets["theme"]) == {"A": 2, "SECRET": 1}


def test_a_correction_does_not_betray_a_word_of_a_hidden_paper(secret):
    assert secret.find("zanzibra").corrected is None
    assert secret.find("zanzibra", visible_to=["org:7"]).corrected == "zanzibar"


def test_highlights_are_given_for_found_papers_only(secret):
    found = secret.find("rifle")
    assert set(found.highlights) == {1}
    assert found.highlights[1].title == "<mark>Rifle</mark> depot"


def test_a_person_without_any_right_finds_nothing(secret):
    assert secret.find(visible_to=[]).total == 0
    assert secret.find("rifle", visible_to=[]).total == 0


# --- Typing mistakes ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ammunitoin", "ammunition"),
        ("amunition", "ammunition"),
        ("ammunitionn", "ammunition"),
        ("ammunitiom depot", "ammunition depot"),
        ('"the depot" amunition', '"the depot" ammunition'),
    ],
)
def test_a_typing_mistake_is_put_right(shelf, typed, meant):
    shelf.put(paper(1, "Ammunition of the depot"), paper(2, "Legal advice"))
    found = shelf.find(typed)
    assert (found.corrected, found.ids) == (meant, [1])


def test_a_word_without_accents_may_be_put_right(shelf):
    shelf.put(paper(1, "Procédure douanière", language="fr"))
    assert shelf.find("douaniere", language="fr").ids == [1]


def test_what_is_found_is_not_corrected(shelf):
    shelf.put(paper(1, "Safe"), paper(2, "Safes"), paper(3, "Save"))
    assert shelf.find("save").corrected is None


def test_a_filter_that_leaves_nothing_is_no_typing_mistake(shelf):
    shelf.put(paper(1, "Armouries"), paper(2, "Armoured"))
    found = shelf.find("armouries", filters={"theme": ["none"]})
    assert (found.total, found.corrected) == (0, None)


def test_words_that_never_occur_together_are_no_typing_mistake(shelf):
    shelf.put(paper(1, "Rifle"), paper(2, "Depot"))
    found = shelf.find("rifle depot")
    assert (found.total, found.corrected) == (0, None)


def test_candidates_come_nearest_first_and_short_words_allow_one_mistake(shelf):
    shelf.put(paper(1, "stock stocks stork storms"))
    shelf.find()
    generation = IndexGeneration.objects.live("paper")
    assert candidates(generation, "stokc") == ["stock"]
    assert candidates(generation, "abc") == []
    assert Term.objects.filter(word="stork").exists()


# --- Cost ----------------------------------------------------------------------------------------
def test_the_number_of_queries_does_not_grow_with_the_papers(shelf):
    counts = []
    for last in (1, 40):
        shelf.put(*(paper(number, facets={"theme": ["A"]}) for number in range(1, last + 1)))
        shelf.find()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = shelf.find("rifle", facets=["theme", "status", "kind"])
            assert len(found.highlights) == min(last, 20)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
