"""Reports without the template, in five languages and four formats."""

import html
import json
import textwrap
from pathlib import Path

import docx
import pytest

from matchmaking.reports.reader import read_file
from tests.bench import score_reports

REPORTS = json.loads((Path(__file__).parent / "narratives.json").read_text(encoding="utf-8"))
TEXT, BULLET = 0, 9


def write_docx(report, path):
    document = docx.Document()
    for text in (report["name"], report["title"], str(report["year"])):
        document.add_paragraph(text)
    for kind, text in report["body"]:
        if kind == TEXT:
            document.add_paragraph(text)
        elif kind == BULLET:
            document.add_paragraph(text, style="List Bullet")
        else:
            document.add_heading(text, kind)
    document.save(path)


def write_bold_docx(report, path):
    document = docx.Document()
    for text in (report["name"], report["title"], str(report["year"])):
        document.add_paragraph(text)
    for kind, text in report["body"]:
        run = document.add_paragraph().add_run(f"- {text}" if kind == BULLET else text)
        run.bold = kind in {1, 2}
    document.save(path)


def write_html(report, path):
    tags = {TEXT: "p", 1: "h2", 2: "h3", BULLET: "li"}
    body = "".join(f"<{tags[k]}>{html.escape(t)}</{tags[k]}>" for k, t in report["body"])
    head = f"<p>{report['name']}</p><h1>{report['title']}</h1><p>{report['year']}</p>"
    path.write_text(f'<html><meta charset="utf-8"><body>{head}{body}</body></html>', "utf-8")


def write_text(report, path):
    lines = [report["name"], report["title"], str(report["year"]), ""]
    for kind, text in report["body"]:
        lines += [*textwrap.wrap(f"- {text}" if kind == BULLET else text, 76), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


WRITERS = {
    "a.docx": write_docx,
    "b.docx": write_bold_docx,
    "c.html": write_html,
    "d.txt": write_text,
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["language"])
def test_needs_are_drawn_from_running_text(report, name, tmp_path):
    path = tmp_path / name
    WRITERS[name](report, path)
    result = read_file(path)
    assert (result.layout, result.state, result.year) == (
        "NARRATIVE",
        report["state"],
        report["year"],
    )
    needs = [{**need, "ref": "", "theme": [need["theme"]], "kinds": []} for need in report["needs"]]
    gold = {"file": name, "needs": needs, "answers": {}}
    total, errors = score_reports.score([gold], [{"file": name, **result.to_gold()}])[1::3]
    assert errors == []
    assert total["tpg_e"] + total["tpg_h"] == len(needs)
