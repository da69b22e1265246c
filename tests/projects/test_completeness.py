"""What a proposal lacks, and what is wrong with its figures: pure, no database."""

import copy
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.money import Money
from matchmaking.projects import completeness, figures
from matchmaking.projects.contents import numbered
from matchmaking.projects.rows import KINDS, tidy_rows
from matchmaking.projects.sections import CODES
from tests.projects import making

HEAD = {
    "title": making.TITLE,
    "language": "en",
    "currency": "USD",
    "starts_on": "2027-01-15",
    "months": 12,
    "gender_marker": 1,
    "applicant": {"id": 1, "name": "Kenya"},
    "implementer": {"id": 2, "name": "Example Implementer"},
    "country": "KEN",
    "countries": [],
    "themes": ["MRK"],
    "needs": [],
    "agreements": [],
}


def whole():
    """All that a complete proposal says."""
    said = making.complete(2)
    rows = {name: [] for name in KINDS}
    for section in said.values():
        rows |= {name: tidy_rows(name, section[name]) for name in section if name in KINDS}
    texts = {code: {"text": said.get(code, {}).get("text", "")} for code in CODES}
    return copy.deepcopy({"proposal": HEAD, "sections": texts, **numbered(rows)})


def words(found):
    return [str(gap.words) for gap in found]


def test_a_complete_proposal_lacks_nothing():
    assert completeness.gaps(whole()) == []
    assert completeness.is_complete(whole())


def lose(path, value=None):
    """Return a change that puts `value` where `path` leads."""

    def change(said):
        *way, last = path
        for step in way:
            said = said[step]
        said[last] = value

    return change


GAPS = [
    (lose(("proposal", "months")), "basics", "how many months"),
    (lose(("proposal", "themes"), []), "basics", "at least one theme"),
    (lose(("proposal", "gender_marker")), "gender", "Choose a gender marker"),
    (lose(("proposal", "implementer")), "partner", "Choose the implementing partner"),
    (lose(("sections", "summary", "text"), " "), "summary", "Nothing is written"),
    (lose(("sections", "gender", "text"), ""), "gender", "why the gender marker"),
    (lose(("results",), []), "results", "at least one outcome"),
    (lose(("results", 2, "parent")), "results", "to which outcome output 1.1"),
    (lose(("indicators",), []), "results", "goals must be measurable"),
    (lose(("indicators", 0, "baseline")), "results", "lacks the baseline"),
    (lose(("indicators", 1, "verification"), ""), "results", "lacks the means of verification"),
    (lose(("activities",), []), "plan", "at least one activity"),
    (lose(("activities", 0, "output")), "plan", "to which output the activity"),
    (lose(("activities", 1, "months"), 12), "plan", "ends in month 14, the project in month 12"),
    (lose(("budget",), []), "budget", "at least one budget line"),
    (lose(("budget", 0, "quantity"), "0"), "budget", "costs nothing"),
    (lose(("budget", 0, "output")), "budget", "which output “Marking machines” serves"),
    (lose(("budget", 1, "cofinancing_minor"), 1_300_000), "budget", "more than it costs"),
    (lose(("budget", 1, "cofinancer"), ""), "budget", "who co-finances"),
    (lose(("risks",), []), "risks", "at least one risk"),
    (lose(("risks", 0, "mitigation"), ""), "risks", "what is done about the risk"),
]


@pytest.mark.parametrize(("change", "section", "part"), GAPS)
def test_each_gap_is_named_in_its_section_and_blocks(change, section, part):
    said = whole()
    change(said)
    found = [gap for gap in completeness.gaps(said) if gap.is_blocking and gap.section == section]
    assert any(part in line for line in words(found)), words(completeness.gaps(said))
    assert not completeness.is_complete(said)


ADVICE = [
    (lose(("results", 1, "assumptions"), ""), "on which assumptions outcome 1"),
    (lose(("indicators", 1, "target"), "0"), "nothing would change"),
    (lose(("indicators", 0, "due_on"), "2029-01-01"), "after the project has ended"),
    (lose(("activities", 0, "responsible"), ""), "Nobody is responsible"),
    (lose(("risks", 0, "owner"), ""), "Nobody watches"),
]


@pytest.mark.parametrize(("change", "part"), ADVICE)
def test_advice_is_given_and_does_not_block(change, part):
    said = whole()
    change(said)
    found = completeness.gaps(said)
    assert [part in line for line in words(found)] == [True]
    assert completeness.is_complete(said)


def test_a_call_may_ask_for_more_sections_and_documents():
    found = completeness.missing(whole(), ["exit"], ["state_letter"])
    assert [(gap.section, gap.field) for gap in found] == [("exit", "text"), ("annexes", "annexes")]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2027-01-15", 12, "2028-01-14"),
        ("2027-01-01", 12, "2027-12-31"),
        ("2027-01-31", 1, "2027-02-27"),
        ("2027-12-01", 1, "2027-12-31"),
        ("2027-02-28", 24, "2029-02-27"),
    ],
)
def test_a_project_ends_on_the_day_before_the_day_it_began(start, months, end):
    said = {"proposal": {"starts_on": start, "months": months}}
    assert completeness.ends_on(said) == datetime.date.fromisoformat(end)


LINES = st.lists(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(["staff", "travel", "overhead"]),
            "quantity": st.decimals(0, 9999, places=2).map(str),
            "unit_cost_minor": st.integers(0, 10**9),
            "cofinancing_minor": st.integers(0, 10**6),
            "output": st.sampled_from([None, "op1", "gone"]),
        }
    )
)


@given(lines=LINES)
def test_the_sums_of_any_budget_agree_with_each_other(lines):
    said = {**whole(), "budget": lines}
    whole_cost = figures.total(said)
    nothing = Money(0, "USD")
    assert figures.asked(said) + figures.cofinancing(said) == whole_cost
    assert sum(figures.cost_by_category(said).values(), nothing) == whole_cost
    assert sum(figures.by_output(said).values(), nothing) == whole_cost
    assert sum(figures.by_category(said).values(), nothing) == figures.asked(said)
    assert whole_cost.minor == sum(map(figures.line_cost, lines))
