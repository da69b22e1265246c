"""A paper as a Word document; each part in the direction of its own language."""

import io
from functools import singledispatch
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from matchmaking.roundtables.papers.blocks import (
    Block,
    Facts,
    Heading,
    NewPage,
    Paper,
    Quote,
    Table,
    Text,
    is_rtl,
)

FONT = "Times New Roman"


def make_docx(paper: Paper) -> bytes:
    """Return the paper as a .docx file."""
    document = Document()
    _set_page(document, paper)
    _write(document.add_paragraph(style="Title"), paper.title, paper.language)
    for line in (paper.subtitle, paper.author, paper.notice):
        if line:
            _write(document.add_paragraph(), line, paper.language, bold=True)
    for block in paper.blocks:
        _set(block, document, paper)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@singledispatch
def _set(block: Block, document: Any, paper: Paper) -> None:
    """Set a block; each kind in its own way."""
    raise NotImplementedError(block)


@_set.register
def _heading(block: Heading, document: Any, paper: Paper) -> None:
    style = f"Heading {block.level - 1}"
    _write(document.add_paragraph(style=style), block.text, block.language or paper.language)


@_set.register
def _text(block: Text, document: Any, paper: Paper) -> None:
    _write(document.add_paragraph(), block.text, block.language or paper.language)


@_set.register
def _quote(block: Quote, document: Any, paper: Paper) -> None:
    for part in block.text.splitlines():
        if part.strip():
            _write(document.add_paragraph(style="Quote"), part, block.language or paper.language)
    _write(document.add_paragraph(), f"({block.source})", paper.language)


@_set.register
def _facts(block: Facts, document: Any, paper: Paper) -> None:
    _add_table(document, paper, [list(pair) for pair in block.pairs], bold_column=True)


@_set.register
def _table(block: Table, document: Any, paper: Paper) -> None:
    _add_table(document, paper, [list(block.heads), *map(list, block.rows)], bold_row=True)


@_set.register
def _new_page(block: NewPage, document: Any, paper: Paper) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _set_page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), FONT)
    properties = document.core_properties
    properties.title = f"{paper.title}: {paper.subtitle}"
    properties.author, properties.language = paper.author, paper.language


def _add_table(
    document: Any,
    paper: Paper,
    rows: list[list[str]],
    *,
    bold_row: bool = False,
    bold_column: bool = False,
) -> None:
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    if paper.is_rtl:
        table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            is_bold = (bold_row and number == 0) or (bold_column and place == 0)
            _write(table.cell(number, place).paragraphs[0], text, paper.language, bold=is_bold)
    document.add_paragraph()


def _write(paragraph: Paragraph, text: str, language: str, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    if bold:
        run.bold = True
    properties = run._r.get_or_add_rPr()
    rtl = is_rtl(language)
    if rtl:
        # Word insists on the order of the standard; "left" is then the side where a line begins.
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        layout = paragraph._p.get_or_add_pPr()
        layout.insert(0 if layout.pStyle is None else 1, OxmlElement("w:bidi"))
        properties.append(OxmlElement("w:rtl"))
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:bidi" if rtl else "w:val"), language)
    properties.append(tongue)
