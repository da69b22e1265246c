"""The example reports against their annotations."""

import json
from pathlib import Path

import pytest

from matchmaking.reports.reader import read_file
from tests.bench import reading, score_reports

GOLD = json.loads((Path(__file__).parent / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scored():
    rows, total, fields, _, _ = score_reports.score(GOLD, reading.read_all())
    return total, fields


def f1(total, kind):
    counts = (total[f"tpp_{kind}"], total[f"np_{kind}"], total[f"tpg_{kind}"], total[f"ng_{kind}"])
    return score_reports.prf(*counts)[2]


def test_requests_in_assistance_questions_are_found(scored):
    assert f1(scored[0], "e") >= 0.95


def test_needs_hidden_in_other_answers_are_found(scored):
    assert f1(scored[0], "h") >= 0.70


def test_every_wish_question_gets_its_answer(scored):
    assert scored[0]["oka"] / scored[0]["na"] >= 0.97


def test_blank_is_not_read_as_no(scored):
    assert scored[0]["blank_as_no"] == 0


def test_assistance_received_or_offered_is_not_a_need(scored):
    assert scored[0]["trap"] == 0


@pytest.mark.parametrize("field", ["proposal_developed", "no amount invented", "page (+-1)"])
def test_what_is_said_about_a_need_is_read(scored, field):
    right, asked = scored[1][field]
    assert right >= 0.95 * asked


@pytest.mark.parametrize("report", GOLD, ids=lambda report: report["file"])
def test_state_year_language_and_template_are_recognised(report):
    result = read_file(reading.EXAMPLES / report["file"])
    found = result.state, result.year, result.language, result.layout
    assert found == (report["state"], report["year"], report["language"], report["layout"])


def test_a_quote_on_a_page_comes_with_the_place_to_mark():
    result = read_file(reading.EXAMPLES / "2012_Benin_F.pdf")
    need = next(c for c in result.candidates if c.quote.startswith("construction d'un dépôt"))
    assert {rect[0] for rect in need.rects} == {3}
    assert all(0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1 for _, x0, y0, x1, y1 in need.rects)
    assert min(rect[1] for rect in need.rects) > 0.5


def test_every_quote_stands_in_the_passages():
    result = read_file(reading.EXAMPLES / "2014_CotedIvoire_F.docx")
    text = " ".join(passage.text for passage in result.passages)
    assert all(candidate.quote in text for candidate in result.candidates)


def test_a_reference_to_another_answer_is_followed():
    result = read_file(reading.EXAMPLES / "2018_Paraguay_S.pdf")
    need = next(c for c in result.candidates if c.quote.startswith("Véase"))
    assert need.kinds == ("EQP.PHYSEC",)
    assert need.quantity == (7, "site")
    assert "refers_to_another_answer" in need.why
