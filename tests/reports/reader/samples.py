"""Invented reports with known answers, in six languages and several formats."""

import html
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LEADS = (3, 5, 7, 9, 13, 15, 21)
WISHES = (4, 6, 8, 10, 14, 20, 23)
NAMES = ("yes", "no", "developing")
HEADS = {
    "en": ("Number", "Answer"),
    "fr": ("Numéro", "Réponse"),
    "es": ("Número", "Respuesta"),
    "ru": ("Номер", "Ответ"),
    "ar": ("الرقم", "الجواب"),
    "zh": ("编号", "答复"),
}
SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"


@dataclass(frozen=True)
class Row:
    """One line of the form: a heading, or a question with tick and text."""

    kind: str
    ref: str = ""
    text: str = ""
    tick: str | None = None
    said: tuple[str, ...] = ()


@cache
def packs() -> dict[str, dict]:
    data = json.loads((Path(__file__).parent / "packs.json").read_text(encoding="utf-8"))
    return {pack["language"]: pack for pack in data}


def rows_of(pack: dict) -> list[Row]:
    """Fill in the second version of the form."""
    rows = []
    for place, body in enumerate(pack["body"]):
        number, wish = LEADS[place], WISHES[place]
        rows.append(section_row(pack, place + 2))
        rows.append(Row("block", text=pack["blocks"][0]))
        rows.append(Row("question", f"{number}.", body["lead"], body["lead_answer"]))
        rows.append(Row("question", f"{number}.1", body["ask"], None, (body["told"],)))
        rows.append(Row("block", text=pack["blocks"][2]))
        rows.append(Row("question", f"{wish}.", body["wish"], body["answer"]))
        said = (body["text"],) if body.get("text") else ()
        rows.append(Row("question", f"{wish}.1", pack["what"], None, said))
        rows.append(Row("question", f"{wish}.2", pack["proposal"], body.get("proposal", "blank")))
    rows.append(section_row(pack, 9))
    rows.append(Row("question", "24.", pack["received"], "yes"))
    rows += [area_row(pack, area) for area in pack["areas"]]
    rows.append(Row("question", "25.", pack["provided"], "no"))
    rows.append(section_row(pack, 10))
    rows.append(Row("question", "27.", pack["comments"], None, (pack["said"],)))
    return rows


def section_row(pack: dict, number: int) -> Row:
    name = pack["sections"][number - 1]
    return Row("section", text=pack["section"].format(n=number, name=name))


def area_row(pack: dict, area: list[str]) -> Row:
    number, name, status, *values = area
    said = [f"{label}: {value}" for label, value in zip(pack["area_labels"], values, strict=True)]
    return Row("area", f"24.{number}", f"{name} ({status})", None, tuple(said))


def gold_of(pack: dict, file: str) -> dict:
    needs, answers = [], {}
    for place, body in enumerate(pack["body"]):
        answers[str(WISHES[place])] = body["answer"]
        told = {"yes": True, "no": False}.get(body.get("proposal"))
        for need in body.get("needs", []):
            needs.append(_need(need, str(WISHES[place]), body["wish"], explicit=True, told=told))
        if "hidden" in body:
            needs.append(_need(body["hidden"], f"{LEADS[place]}.1", body["ask"], explicit=False))
    needs.append(_need(pack["area_need"], "24.8", "", explicit=True))
    meta = {key: pack[key] for key in ("state", "year", "language")}
    return {"file": file, **meta, "layout": "V2", "needs": needs, "answers": answers}


def _need(need: dict, ref: str, question: str, *, explicit: bool, told: bool | None = None) -> dict:
    quantity, amount = need.get("quantity"), need.get("amount")
    return {
        "ref": ref,
        "theme": need["theme"],
        "kinds": need["kinds"],
        "explicit": explicit,
        "quote": need["quote"],
        "question": question,
        "page": None,
        "quantity": quantity and {"value": quantity, "unit": "item"},
        "amount": amount and {"value": amount[0], "currency": amount[1]},
        "proposal_developed": told,
    }


def write_docx(pack: dict, path: Path) -> None:
    """A table with boxes in columns."""
    labels = pack["labels"]
    document = docx.Document()
    for text in (pack["title"], f"{pack['name']} - {pack['year']}"):
        document.add_paragraph(text)
    table = None
    for row in rows_of(pack):
        if row.kind == "section":
            document.add_paragraph(row.text)
            table = document.add_table(rows=0, cols=5)
            _cells(table, [labels[k] for k in ("sources", "question", *NAMES)])
        elif row.kind == "block":
            cells = table.add_row().cells
            cells[0].merge(cells[4]).text = row.text
        else:
            text = "\n".join([f"{row.ref} {row.text}", *row.said])
            ticks = [_box(row.tick, name) for name in NAMES]
            _cells(table, [pack["source"], text, *ticks])
    document.save(path)


def _cells(table, texts: list[str]) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        first, *rest = text.split("\n")
        cell.text = first
        for part in rest:
            cell.add_paragraph(part)


def _box(tick: str | None, name: str) -> str:
    return "" if tick is None else "☒" if tick == name else "☐"


def write_docx_inline(pack: dict, path: Path) -> None:
    """Running paragraphs, with the boxes and their words after each question."""
    document = docx.Document()
    document.add_paragraph(pack["title"])
    document.add_paragraph(f"{pack['name']} {pack['year']}")
    for row in rows_of(pack):
        document.add_paragraph(f"{row.ref} {row.text}".strip())
        if row.tick is not None:
            document.add_paragraph(inline_boxes(pack, row.tick, "☒", "☐"))
        for text in row.said:
            document.add_paragraph(text)
    document.save(path)


def inline_boxes(pack: dict, tick: str, on: str, off: str) -> str:
    return "   ".join(f"{on if tick == name else off} {pack['labels'][name]}" for name in NAMES)


def write_xlsx(pack: dict, path: Path) -> None:
    """A typed copy: number, question, three columns for crosses, answer."""
    labels = pack["labels"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([pack["title"]])
    sheet.append([pack["name"], pack["year"]])
    answer = {
        "en": "Answer",
        "fr": "Réponse",
        "es": "Respuesta",
        "ru": "Ответ",
        "ar": "الجواب",
        "zh": "答复",
    }
    number = {
        "en": "Number",
        "fr": "Numéro",
        "es": "Número",
        "ru": "Номер",
        "ar": "الرقم",
        "zh": "编号",
    }
    language = pack["language"]
    head = [number[language], labels["question"], labels["yes"], labels["no"], labels["developing"]]
    sheet.append([*head, answer[language]])
    for row in rows_of(pack):
        if row.kind in {"section", "block"}:
            sheet.append([row.text])
        else:
            ticks = ["x" if row.tick == name else None for name in NAMES]
            sheet.append([row.ref.rstrip("."), row.text, *ticks, "; ".join(row.said) or None])
    book.save(path)


def write_text(pack: dict, path: Path) -> None:
    """Typed text with brackets for boxes."""
    lines = [pack["title"], f"{pack['name']}, {pack['year']}", ""]
    for row in rows_of(pack):
        lines += ["", f"{row.ref} {row.text}".strip()]
        if row.tick is not None:
            lines.append(inline_boxes(pack, row.tick, "[X]", "[ ]"))
        lines += row.said
    path.write_text("\n".join(lines), encoding="utf-8")


def html_table(pack: dict, style: str = "", mark: str = "✔") -> str:
    """A saved page with the form as a table."""
    labels = pack["labels"]
    turn = ' dir="rtl"' if pack["language"] == "ar" else ""
    out = [f'<html{turn}><head><meta charset="utf-8"><style>{style}</style></head><body>']
    out.append(f"<h1>{pack['title']}</h1><p>{pack['name']} {pack['year']}</p>")
    opened = False
    for row in rows_of(pack):
        if row.kind == "section":
            out.append("</table>" if opened else "")
            out.append(f"<h2>{row.text}</h2><table><thead><tr>")
            out += [f"<th class={k}>{labels[k]}</th>" for k in ("sources", "question", *NAMES)]
            out.append("</tr></thead>")
            opened = True
        elif row.kind == "block":
            out.append(f'<tr><td colspan="5"><b>{row.text}</b></td></tr>')
        else:
            said = "".join(f'<div class="said">{html.escape(text)}</div>' for text in row.said)
            ticks = "".join(f"<td>{mark if row.tick == name else ''}</td>" for name in NAMES)
            asked = f"<div>{row.ref} {html.escape(row.text)}</div>{said}"
            out.append(f"<tr><td>{pack['source']}</td><td>{asked}</td>{ticks}</tr>")
    return "".join([*out, "</table></body></html>"])


def write_html(pack: dict, path: Path) -> None:
    path.write_text(html_table(pack), encoding="utf-8")


class Page:
    """A canvas that goes on to the next page, and draws the head of the table again."""

    def __init__(self, path: Path, pack: dict) -> None:
        if "Serif" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("Serif", SERIF))
        self.canvas, self.pack = Canvas(str(path), pagesize=A4), pack
        self.number = 0
        self.turn()

    def turn(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.y = A4[1] - 60
        self.canvas.setFont("Serif", 7)
        self.canvas.drawCentredString(A4[0] / 2, 30, str(self.number))

    def write(self, x: float, text: str, width: float, size: float = 9, grey: float = 0) -> float:
        """Write wrapped text; give the height of its first line."""
        top = None
        for line in wrap(text, width, size):
            if self.y < 70:
                self.turn()
            self.canvas.setFont("Serif", size)
            self.canvas.setFillGray(grey)
            self.canvas.drawString(x, self.y, line)
            top = self.y if top is None else top
            self.y -= size * 1.3
        return self.y if top is None else top


def wrap(text: str, width: float, size: float) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and pdfmetrics.stringWidth(longer, "Serif", size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


COLUMNS = {"yes": 432, "no": 470, "developing": 520}


def write_pdf_table(pack: dict, path: Path, tick: str = "stroke") -> None:
    """A table whose ticks are drawn beside the questions; not for Arabic and Chinese."""
    page = Page(path, pack)
    page.write(50, pack["title"], 480, 14)
    page.write(50, f"{pack['name']} {pack['year']}", 480, 12)
    for row in rows_of(pack):
        if row.kind == "section":
            page.y -= 14
            page.write(50, row.text, 480, 12)
            page.y -= 4
            _head(page)
        elif row.kind == "block":
            page.write(50, row.text, 380, 9.5)
        else:
            if page.y < 140:
                page.turn()
                _head(page)
            top = page.write(120, f"{row.ref} {row.text}", 285)
            if row.tick in COLUMNS and tick != "form":
                _tick(page.canvas, COLUMNS[row.tick], top, tick)
            if tick == "form" and row.tick is not None:
                _form_boxes(page.canvas, row, top)
            for text in row.said:
                page.write(120, text, 285, grey=0.4)
            page.y -= 8
    page.canvas.save()


def _head(page: Page) -> None:
    page.canvas.setFont("Serif", 7)
    page.canvas.setFillGray(0)
    labels = page.pack["labels"]
    page.canvas.drawString(50, page.y, labels["sources"])
    page.canvas.drawString(120, page.y, labels["question"])
    for name, x in COLUMNS.items():
        page.canvas.drawCentredString(x, page.y, labels[name])
    page.y -= 16


def _tick(canvas: Canvas, x: float, y: float, kind: str) -> None:
    if kind == "stroke":
        canvas.lines([(x - 4, y + 3, x - 1, y), (x - 1, y, x + 5, y + 8)])
    elif kind == "cross":
        canvas.setFont("Serif", 9)
        canvas.drawCentredString(x, y, "X")
    elif kind == "box":
        canvas.setFillGray(0)
        canvas.rect(x - 4, y - 1, 8, 8, fill=1)
    else:
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawCentredString(x, y, "4")


def _form_boxes(canvas: Canvas, row: Row, y: float) -> None:
    for name, x in COLUMNS.items():
        canvas.acroForm.checkbox(
            name=f"{row.ref}{name}", checked=row.tick == name, x=x - 5, y=y - 1, size=10
        )


def write_pdf_columns(pack: dict, path: Path) -> None:
    """Two columns of running text, the answer after a letter."""
    page = Page(path, pack)
    page.write(50, pack["title"], 480, 13)
    page.write(50, f"{pack['name']} {pack['year']}", 480, 11)
    lines = []
    for row in rows_of(pack):
        lines += [*wrap(f"{row.ref} {row.text}".strip(), 230, 9)]
        if row.tick is not None:
            word = pack["labels"].get(row.tick, "")
            lines.append(f"{pack['labels']['lead']}: {word}")
        for text in row.said:
            lines += wrap(text, 230, 9)
        lines.append("")
    height = 50
    for start in range(0, len(lines), 2 * height):
        if start:
            page.turn()
        top = A4[1] - 120
        for place, line in enumerate(lines[start : start + 2 * height]):
            page.canvas.setFont("Serif", 9)
            x = 50 if place < height else 310
            page.canvas.drawString(x, top - (place % height) * 12.5, line)
    page.canvas.save()
