"""Two people write one section at once: nothing that one of them changed is lost."""

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.projects.merging import atoms, merge, prints

WORDS = st.sampled_from(["", "one", "two", "three"])
ROWS = st.dictionaries(st.sampled_from("abcd"), WORDS, max_size=4)


def section(text, rows, codes=()):
    return {
        "text": text,
        "themes": sorted(codes),
        "risks": [{"key": key, "description": words} for key, words in rows.items()],
    }


SECTIONS = st.builds(section, WORDS, ROWS, st.sets(st.sampled_from(["MRK", "STK"])))


@given(base=SECTIONS, mine=SECTIONS, theirs=SECTIONS)
def test_what_only_one_of_two_changed_is_kept_and_what_both_changed_is_asked(base, mine, theirs):
    before, own, other = atoms(base), atoms(mine), atoms(theirs)
    merged = merge(mine, theirs, prints(base))
    now = atoms(merged.said)
    for name in {*before, *own, *other}:
        was, here, there = before.get(name), own.get(name), other.get(name)
        if here == there:
            assert now.get(name) == here
        elif here == was:
            assert now.get(name) == there
        elif there == was:
            assert now.get(name) == here
        else:
            assert name in merged.conflicts
            assert now.get(name) == here
    assert len(merged.conflicts) == len(set(merged.conflicts))


@given(base=SECTIONS, mine=SECTIONS)
def test_who_writes_alone_gets_what_they_wrote(base, mine):
    merged = merge(mine, base, prints(base))
    assert atoms(merged.said) == atoms(mine)
    assert merged.conflicts == ()


def test_rows_that_two_people_add_are_both_there():
    base = section("", {"a": "one"})
    mine, theirs = section("", {"a": "one", "b": "two"}), section("", {"a": "one", "c": "three"})
    merged = merge(mine, theirs, prints(base))
    assert [row["key"] for row in merged.said["risks"]] == ["a", "b", "c"]
