"""A note verbale as a Word document, from right to left where its language is."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from matchmaking.writing.notes.letter import Letter

FONT = "Times New Roman"


def make_docx(letter: Letter) -> bytes:
    """Return the note as a .docx file."""
    document = Document()
    _set_page(document, letter)
    _write_head(document, letter)
    _add(document, letter, letter.opening)
    _add(document, letter, letter.title, bold=True)
    for part in letter.description:
        _add(document, letter, part)
    if letter.facts:
        _add_table(document, letter, [], [list(fact) for fact in letter.facts], bold_first=True)
    if letter.lines:
        _add(document, letter, "")
        _add_table(document, letter, letter.line_heads, letter.lines)
    _add(document, letter, "")
    _add(document, letter, letter.closing)
    _add(document, letter, letter.place_and_day, align=_end(letter))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_page(document: Any, letter: Letter) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), FONT)
    document.core_properties.title = f"{letter.heading} {letter.title}"
    document.core_properties.author = letter.sender
    document.core_properties.language = letter.language


def _write_head(document: Any, letter: Letter) -> None:
    center = WD_ALIGN_PARAGRAPH.CENTER
    if letter.emblem:
        place = document.add_paragraph()
        place.alignment = center
        place.add_run().add_picture(io.BytesIO(letter.emblem), height=Cm(2.2))
    _add(document, letter, letter.sender, bold=True, align=center)
    for line in letter.address:
        _add(document, letter, line, align=center, after=0)
    _add(document, letter, "")
    if letter.restricted:
        _add(document, letter, letter.restricted, bold=True, align=_end(letter))
    if letter.reference:
        _add(document, letter, letter.reference)
    _add(document, letter, letter.heading, bold=True, align=center)


def _add(
    document: Any,
    letter: Letter,
    text: str,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    after: int = 6,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    _write(paragraph, letter, text, bold=bold)
    if align is not None:
        paragraph.alignment = align


def _write(paragraph: Paragraph, letter: Letter, text: str, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    properties = run._r.get_or_add_rPr()
    if letter.is_rtl:
        # Word insists on the order of the standard: before spacing and alignment.
        paragraph._p.get_or_add_pPr().insert(0, OxmlElement("w:bidi"))
        if bold:
            properties.append(OxmlElement("w:bCs"))
        properties.append(OxmlElement("w:rtl"))
    language = OxmlElement("w:lang")
    language.set(qn("w:bidi" if letter.is_rtl else "w:val"), letter.language)
    properties.append(language)


def _add_table(
    document: Any,
    letter: Letter,
    heads: list[str],
    rows: list[list[str]],
    *,
    bold_first: bool = False,
) -> None:
    every = [heads, *rows] if heads else rows
    table = document.add_table(rows=len(every), cols=len(every[0]), style="Table Grid")
    if letter.is_rtl:
        table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))
    for number, row in enumerate(every):
        for place, text in enumerate(row):
            cell = table.cell(number, place)
            is_bold = (bool(heads) and number == 0) or (bold_first and place == 0)
            _write(cell.paragraphs[0], letter, text, bold=is_bold)


def _end(letter: Letter) -> WD_ALIGN_PARAGRAPH:
    """Return the alignment at the end of a line; Word turns left and right round by itself."""
    return WD_ALIGN_PARAGRAPH.RIGHT
