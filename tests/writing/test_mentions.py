"""Who is meant by a name behind an @."""

import pytest

from accounts.models import User
from matchmaking.writing.mentions import find_mentions

ALI = User(pk=1, email="ali@example.org", full_name="Ali Hassan")
OTHER_ALI = User(pk=2, email="ali.k@example.org", full_name="Ali Kamau")
VERA = User(pk=3, email="vera@example.org", full_name="Vera")
ZHANG = User(pk=4, email="zhang@example.org", full_name="张伟")
NAMELESS = User(pk=5, email="desk@example.org")
PEOPLE = (ALI, OTHER_ALI, VERA, ZHANG, NAMELESS)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nobody is named", []),
        ("@Vera, is this right?", [{VERA}]),
        ("@vera", [{VERA}]),
        ("see @Ali Hassan and @VERA.", [{ALI}, {VERA}]),
        ("@Ali, which of you?", [{ALI, OTHER_ALI}]),
        ("@Ali Hassanov is not here", [{ALI, OTHER_ALI}]),
        ("@ali.k please", [{OTHER_ALI}]),
        ("@Veronica does not work here", [set()]),
        ("write to vera@example.org", []),
        ("@张伟请看", [{ZHANG}]),
        ("@desk!", [{NAMELESS}]),
        ("@ alone", []),
    ],
)
def test_the_longest_name_that_fits_is_meant(text, meant):
    assert [set(mention.people) for mention in find_mentions(text, PEOPLE)] == meant


def test_a_mention_knows_where_it_stands():
    mention = find_mentions("Ask @Ali Hassan.", PEOPLE)[0]
    assert "Ask @Ali Hassan."[mention.start : mention.end] == "Ali Hassan" == mention.name
