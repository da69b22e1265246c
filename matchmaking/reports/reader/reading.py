"""Read one report from beginning to end. Runs inside the worker's child process only."""

import base64
from pathlib import Path
from typing import Any

from matchmaking.reports.reader import cues, template
from matchmaking.reports.reader.classify import kinds_in, themes_in
from matchmaking.reports.reader.document import Document, Line
from matchmaking.reports.reader.docx import read_docx
from matchmaking.reports.reader.hidden import hidden_in
from matchmaking.reports.reader.html import read_html
from matchmaking.reports.reader.identify import language_of, state_of, year_of
from matchmaking.reports.reader.layout import lines_of
from matchmaking.reports.reader.messages import refusal, warning
from matchmaking.reports.reader.narrative import narrative_needs
from matchmaking.reports.reader.needs import Frame, explicit_needs, hidden_needs
from matchmaking.reports.reader.passages import passages_of
from matchmaking.reports.reader.pdf import Pdf
from matchmaking.reports.reader.render import draw
from matchmaking.reports.reader.sniff import sniff
from matchmaking.reports.reader.structure import Item, Outline
from matchmaking.reports.reader.text import read_text
from matchmaking.reports.reader.types import Answer, ReadResult
from matchmaking.reports.reader.xlsx import read_xlsx

LEAST_WORDS = 5


def warm() -> None:
    """Compile the word lists of every language, for the children to inherit."""
    for language in cues.LANGUAGES:
        hidden_in("", language)
        kinds_in("", language)
        themes_in("", language)
        for name in cues.load("cues.json"):
            cues.cue(name, language)


def read(job: dict[str, Any]) -> dict[str, Any]:
    """Read a report and give the result as plain data."""
    path = Path(job["path"])
    return {"result": read_report(path, job["name"] or path.name).to_json()}


def render(job: dict[str, Any]) -> dict[str, Any]:
    """Draw a page and give the picture as text."""
    picture = draw(Path(job["path"]), job["page"], job["width"])
    return {"png": base64.b64encode(picture).decode()}


def read_report(path: Path, name: str) -> ReadResult:
    """Read a report in this very process; callers outside the worker use `read_file`."""
    document = read_document(path, sniff(path, name))
    lines = document.lines
    if not any(line.text for line in lines):
        raise refusal("no_text")
    language = language_of(lines)
    outline = Outline(language, lines).read()
    items = tuple(outline.items)
    layout = layout_of(items)
    _place(items, layout)
    front = outline.prologue or lines
    state = state_of(front) or state_of([Line(name.replace("_", " "))])
    frame = Frame(language, state, items)
    warnings = list(document.warnings)
    if layout == "NARRATIVE":
        needs = narrative_needs(lines, frame)
        answers: list[Answer] = []
    else:
        needs = explicit_needs(frame)
        needs += hidden_needs(frame, [])
        complete = not any(w.startswith("incomplete") for w in warnings)
        answers = answers_of(items, layout, complete=complete)
    return ReadResult(
        state=state,
        year=year_of(front, name),
        language=language,
        layout=layout,
        pages=document.pages,
        answers=tuple(answers),
        candidates=tuple(needs),
        passages=passages_of(lines, items),
        warnings=tuple(warnings + _doubts(items, layout)),
    )


def read_document(path: Path, kind: str) -> Document:
    """Turn a file of a known kind into lines."""
    if kind == "pdf":
        return read_pdf(path)
    readers = {"docx": read_docx, "xlsx": read_xlsx, "html": read_html, "text": read_text}
    return readers[kind](path)


def read_pdf(path: Path) -> Document:
    """Read a PDF; refuse one that holds only images."""
    pdf = Pdf(path)
    sheets = list(pdf.sheets())
    silent = [sheet.number for sheet in sheets if len(sheet.words) < LEAST_WORDS and sheet.scanned]
    if not any(sheet.words for sheet in sheets) or len(silent) == len(sheets):
        raise refusal("image_only")
    if silent:
        pages = ", ".join(str(number) for number in silent)
        pdf.warnings.append(warning("pages_without_text", count=len(silent), pages=pages))
    return Document(lines_of(sheets), pdf.pages, pdf.warnings)


def layout_of(items: tuple[Item, ...]) -> str:
    """Name the template: by which number asks for assistance in which section."""
    if sum(item.role == "field" for item in items) >= 4:
        return "ITI"
    wishes = [item for item in items if item.role == "wish"]
    if not wishes:
        return "NARRATIVE"
    return max(template.versions(), key=lambda version: _fit(template.versions()[version], wishes))


def _fit(refs: dict[str, str | None], wishes: list[Item]) -> float:
    """Count the wish questions that stand in their section under the version's number."""
    exact = sum(refs.get(item.section) == item.ref for item in wishes)
    return exact + sum(item.ref in refs.values() for item in wishes) / 10


def _place(items: tuple[Item, ...], layout: str) -> None:
    """Put a wish question whose section heading was missed into the section its number tells."""
    refs = template.versions().get(layout, {})
    wishes = [item for item in items if item.role == "wish"]
    if sum(refs.get(item.section) == item.ref for item in wishes) < 3:
        return
    for wish in wishes:
        told = next((key for key, ref in refs.items() if ref and ref == wish.ref), wish.section)
        if told not in {other.section for other in wishes}:
            wish.section = told


def answers_of(items: tuple[Item, ...], layout: str, *, complete: bool) -> list[Answer]:
    """Give every question that asks for assistance its answer; a vanished one is blank."""
    if layout == "ITI":
        return [_field_answer(i) for i in items if i.ref in template.wording()["iti_needs"]]
    found = {}
    for item in items:
        if item.role == "wish":
            item.ref = item.ref or template.versions()[layout].get(item.section) or ""
            found[item.ref] = _answer(item, items)
    for section, ref in template.versions()[layout].items() if complete else ():
        if ref and ref not in found and section not in {a.section for a in found.values()}:
            name = template.sections()[section]["name"]
            found[ref] = Answer(ref, name, "", "blank")
    return list(found.values())


def _answer(item: Item, items: tuple[Item, ...]) -> Answer:
    what = next((i for i in items if i.parent is item and i.role == "what"), None)
    section = template.sections().get(item.section)
    name = section["name"] if section else item.heading
    text = what.said.text if what else item.said.text
    return Answer(item.ref, name, item.asked, item.value, text, item.page)


def _field_answer(item: Item) -> Answer:
    said = item.said.text
    return Answer(item.ref, item.ref, item.ref, "yes" if said else "blank", said, item.page)


def _doubts(items: tuple[Item, ...], layout: str) -> list[str]:
    if layout == "NARRATIVE":
        return [warning("no_questions")]
    unclear = [
        item
        for item in items
        if item.role == "what" and item.said.text and item.parent and item.parent.value == "blank"
    ]
    return [warning("answers_unclear", count=len(unclear))] if unclear else []
