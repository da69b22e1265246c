"""Scanned pages with a text layer: tilted, without the ticks, which are only ink."""

import io
import math
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from matchmaking.reports.reader import read_file
from matchmaking.reports.reader.pdf import Pdf
from tests.bench import score_reports
from tests.reports.reader import samples
from tests.services import REQUIRED

pytestmark = pytest.mark.skipif(
    not Path(samples.SERIF).exists() and not REQUIRED, reason="needs DejaVu fonts"
)


def scan(source, target, degrees):
    """Print a report, scan it askew, and lay recognised words over the picture."""
    canvas = Canvas(str(target))
    pictures = pypdfium2.PdfDocument(source)
    for sheet in Pdf(source).sheets():
        picture = pictures[sheet.number - 1].render(scale=150 / 72).to_pil().convert("L")
        stream = io.BytesIO()
        picture.rotate(-degrees, fillcolor=255).save(stream, "JPEG", quality=60)
        canvas.setPageSize((sheet.width, sheet.height))
        canvas.drawImage(ImageReader(stream), 0, 0, sheet.width, sheet.height)
        for word in sheet.words:
            _lay(canvas, sheet, word, math.radians(degrees))
        canvas.showPage()
    canvas.save()
    pictures.close()


def _lay(canvas, sheet, word, angle):
    x, y = word.x0 - sheet.width / 2, word.base - sheet.height / 2
    x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    size = 0.85 * word.size
    text.setFont("Serif", size)
    natural = pdfmetrics.stringWidth(word.text, "Serif", size)
    text.setHorizScale(100 * (word.x1 - word.x0) / natural)
    text.setTextOrigin(x + sheet.width / 2, sheet.height / 2 - y)
    text.textOut(f"{word.text} ")
    canvas.drawText(text)


@pytest.mark.parametrize("degrees", [0.5, -0.4, 0.0])
@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_ticks_are_seen_in_a_tilted_scan(language, degrees, tmp_path):
    pack = samples.packs()[language]
    printed, scanned = tmp_path / "printed.pdf", tmp_path / "scanned.pdf"
    samples.write_pdf_table(pack, printed, "stroke")
    scan(printed, scanned, degrees)
    result = read_file(scanned)
    gold = samples.gold_of(pack, scanned.name)
    assert {answer.ref: answer.value for answer in result.answers} == gold["answers"]
    pred = {"file": scanned.name, **result.to_gold()}
    assert score_reports.score([gold], [pred])[4] == []
