import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.lessons.likeness import LEAST, WEIGHTS, Profile, cosine, score, ties

LESSON = Profile(
    themes=frozenset({"MRK.03"}),
    kinds=frozenset({"EQP.MARK"}),
    countries=frozenset({"UGA"}),
    regions=frozenset({"014"}),
    audiences=frozenset({"recipient"}),
    language="fr",
    stems=("marqu", "form"),
    concepts=("c_marking", "c_training"),
)


def tied(**written):
    return {tie.name: tie for tie in ties(LESSON, Profile(**written))}


def test_the_same_theme_counts_in_full_and_the_same_branch_by_half():
    same, near = tied(themes={"MRK.03"}), tied(themes={"MRK.01"})
    assert (same["theme"].value, same["theme"].codes) == (1.0, ("MRK.03",))
    assert (near["theme"].value, near["theme"].codes) == (0.5, ("MRK",))
    assert "theme" not in tied(themes={"GOV.01"})


def test_texts_of_other_languages_are_compared_by_concepts_alone():
    assert tied(language="en", concepts=("c_marking", "c_training"))["text"].value == pytest.approx(
        1
    )
    assert "text" not in tied(language="en", stems=("marqu", "form"))
    assert tied(language="fr", stems=("marqu", "form"))["text"].value == pytest.approx(0.5)


def test_the_same_state_is_nearer_than_the_same_region():
    assert tied(countries={"UGA"}, regions={"014"})["place"].value == 1.0
    assert tied(countries={"KEN"}, regions={"014"})["place"] == ("place", 0.5, ("014",))
    assert "place" not in tied(countries={"FJI"}, regions={"054"})


def test_place_and_audience_alone_suggest_nothing():
    found = ties(LESSON, Profile(countries={"UGA"}, audiences={"recipient"}))
    assert {tie.name for tie in found} == {"place", "audience"}
    assert score(found) < LEAST


def test_the_strongest_tie_is_told_first():
    written = Profile(themes={"MRK.03"}, countries={"UGA"}, audiences={"recipient"})
    assert [tie.name for tie in ties(LESSON, written)] == ["theme", "place", "audience"]


CODES = st.frozensets(st.sampled_from(["MRK.01", "MRK.03", "EQP.MARK", "GOV", "UGA"]), max_size=3)
TOKENS = st.lists(st.sampled_from("abcd"), max_size=6).map(tuple)
PROFILES = st.builds(
    Profile,
    themes=CODES,
    kinds=CODES,
    countries=CODES,
    regions=CODES,
    audiences=CODES,
    language=st.sampled_from(["en", "fr"]),
    stems=TOKENS,
    concepts=TOKENS,
)


@given(PROFILES, PROFILES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_likeness_is_bounded_and_the_same_both_ways(one, other):
    there, back = ties(one, other), ties(other, one)
    assert score(there) == pytest.approx(score(back))
    assert 0 <= score(there) <= sum(WEIGHTS.values()) + 1e-9


@given(TOKENS)
def test_a_text_is_fully_like_itself(tokens):
    assert cosine(tokens, tokens) == pytest.approx(1.0 if tokens else 0.0)
