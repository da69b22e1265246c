import pytest

from matchmaking.projects import completeness, figures
from matchmaking.projects.contents import contents
from matchmaking.projects.reading import reading
from tests.projects import making

pytestmark = pytest.mark.django_db


def test_a_complete_proposal_is_signed_by_both_sides_and_submitted(amina, nadia):
    proposal = making.submitted(amina, nadia)
    assert proposal.status == "submitted"
    assert proposal.total_minor == 6_200_000
    assert proposal.asked_minor == 6_000_000
    said = contents(proposal)
    assert completeness.gaps(said) == []
    assert str(figures.asked(said)) == "USD 60,000"
    assert [row["number"] for row in said["results"]] == ["", "1", "1.1"]
    assert [row["number"] for row in said["activities"]] == ["1.1.1", "1.1.2"]
    tree = reading(said, "ar")
    assert tree.title == making.TITLE
