"""Words, drawn ticks and form fields of PDF pages, through pdfium. Nothing in the file is run."""

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from matchmaking.reports.reader.bidi import is_arabic
from matchmaking.reports.reader.document import Mark, Picture, Sheet, Word, is_cjk
from matchmaking.reports.reader.messages import refusal, warning
from matchmaking.reports.reader.signs import PRIVATE

MAX_PAGES = 200
TRAILER = 2048
ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/SubmitForm")
LARGEST = 2000
TICK_SIZE = (2.5, 18.0)
LINE_TO = 0
# pdfium marks a hyphen at the end of a line with this code.
HYPHEN = 2
ALEF = "اأإآ"
FIRST_ARABIC = "\u0600"


class Pdf:
    """An open PDF document."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        self.warnings: list[str] = []
        self.cut = b"%%EOF" not in self.data[-TRAILER:]
        self.handle = pdfium.FPDF_LoadMemDocument(self.data, len(self.data), None)
        if not self.handle:
            raise self._refusal()
        self.pages = pdfium.FPDF_GetPageCount(self.handle)
        if self.pages == 0:
            raise refusal("truncated" if self.cut else "broken")
        self._warn()

    def sheets(self) -> Iterator[Sheet]:
        """Read one page after the other."""
        for number in range(1, min(self.pages, MAX_PAGES) + 1):
            with self.page(number) as page:
                yield read_sheet(page, number)

    @contextmanager
    def page(self, number: int) -> Iterator[Any]:
        """Open a page, and close it again."""
        page = pdfium.FPDF_LoadPage(self.handle, number - 1)
        if not page:
            raise refusal("truncated" if self.cut else "broken")
        try:
            yield page
        finally:
            pdfium.FPDF_ClosePage(page)

    def _refusal(self) -> Exception:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            return refusal("encrypted")
        return refusal("truncated" if self.cut else "broken")

    def _warn(self) -> None:
        if self.cut:
            self.warnings.append(warning("incomplete"))
        if any(word in self.data for word in ACTIVE):
            self.warnings.append(warning("active_content"))
        if self.pages > MAX_PAGES:
            self.warnings.append(warning("page_limit", pages=self.pages, limit=MAX_PAGES))


def read_sheet(page: Any, number: int) -> Sheet:
    """Read what is drawn and written on one page."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, top = box.left, box.top
    words = _words(page, left, top)
    marks, scanned = _drawn(page, left, top, (box.right - left) * (top - box.bottom))
    fields, ticked = _fields(page, left, top)
    sheet = Sheet(number, box.right - left, top - box.bottom, words, marks, scanned)
    sheet.words += fields
    sheet.marks += ticked
    if scanned:
        sheet.picture = _picture(page)
    return sheet


def _picture(page: Any) -> Picture:
    """Draw the page in shades of grey, one pixel to the point."""
    wide = min(int(pdfium.FPDF_GetPageWidthF(page)), LARGEST)
    high = min(int(pdfium.FPDF_GetPageHeightF(page)), LARGEST)
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Picture(data, stride, high)


def _words(page: Any, left: float, top: float) -> list[Word]:
    text = pdfium.FPDFText_LoadPage(page)
    try:
        return list(_grouped(text, left, top))
    finally:
        pdfium.FPDFText_ClosePage(text)


class Glyph(NamedTuple):
    """One glyph as placed on the page; `base` is its own until the word asks for the line's."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float


def _glyphs(text: Any, left: float, top: float) -> list[Glyph | None]:
    """List the glyphs in drawing order, None for white space."""
    box = pdfium.FS_RECTF()
    found: list[Glyph | None] = []
    count = pdfium.FPDFText_CountChars(text)
    chars = [_char(pdfium.FPDFText_GetUnicode(text, index)) for index in range(count)]
    uneven = any(is_arabic(char) for char in chars)
    for index, char in enumerate(chars):
        if not char.strip() or not char.isprintable():
            found.append(None)
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        y0, y1 = top - box.top, top - box.bottom
        # Arabic glyphs often tell their own height, not the font's: take their line instead.
        base = _base(text, index, top) if uneven else y1
        found.append(
            Glyph(char, box.left - left, y0, box.right - left, y1, base, max(y1 - y0, 1.0))
        )
    return _even(found)


def _base(text: Any, index: int, top: float) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return top - y.value


def _char(code: int) -> str:
    """Give a character; ligatures, Arabic forms and Chinese radicals as plain letters."""
    if code == HYPHEN:
        return "-"
    char = chr(code) if code < 0x110000 else ""
    char = PRIVATE.get(char, char)
    if "\ufb00" <= char <= "\ufefc" or "\u2e80" <= char <= "\u2fdf":
        return unicodedata.normalize("NFKC", char)
    return char


def _even(glyphs: list[Glyph | None]) -> list[Glyph | None]:
    """Give Arabic glyphs one height."""
    heights = [glyph.size for glyph in glyphs if glyph and is_arabic(glyph.text)]
    if not heights:
        return glyphs
    usual = median(heights)
    return [
        glyph._replace(size=usual) if glyph and is_arabic(glyph.text) else glyph for glyph in glyphs
    ]


def _grouped(text: Any, left: float, top: float) -> Iterator[Word]:
    """Put neighbouring glyphs together into words."""
    run: list[Glyph] = []
    first = 0
    for index, glyph in enumerate(_glyphs(text, left, top)):
        if run and (glyph is None or not _touches(run[-1], glyph)):
            yield _word(text, first, run, top)
            run = []
        if glyph is not None:
            first = first if run else index
            run.append(glyph)
    if run:
        yield _word(text, first, run, top)


def _touches(left: Glyph, right: Glyph) -> bool:
    reach = 0.16
    if left.text >= FIRST_ARABIC or right.text >= FIRST_ARABIC:
        if is_cjk(left.text) != is_cjk(right.text):
            return False
        reach = 0.3 if is_arabic(left.text) and is_arabic(right.text) else 0.16
    near = reach * max(left.size, right.size)
    if abs(left.base - right.base) >= 0.25 * left.size:
        return False
    # A ligature gives each of its letters the box of the whole.
    onwards = right.x0 >= left.x0 - near and right.x0 - left.x1 < near
    return onwards or (right.x1 <= left.x1 + near and left.x0 - right.x1 < near)


def _word(text: Any, index: int, run: list[Glyph], top: float) -> Word:
    size, base = run[0].size, _base(text, index, top)
    # The letters of the Arabic ligature lam-alef share a box: from the left, alef comes first.
    if any(is_arabic(glyph.text) for glyph in run):
        run = sorted(run, key=lambda glyph: (round(glyph.x0, 1), glyph.text not in ALEF))
    elif run[-1].x0 < run[0].x0:
        run = sorted(run, key=lambda glyph: glyph.x0)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    name = ctypes.create_string_buffer(80)
    pdfium.FPDFText_GetFontInfo(text, index, name, 80, None)
    return Word(
        "".join(glyph.text for glyph in run),
        min(glyph.x0 for glyph in run),
        min(glyph.y0 for glyph in run),
        max(glyph.x1 for glyph in run),
        max(glyph.y1 for glyph in run),
        base,
        size,
        f"{name.value.decode('latin-1')}/{weight}/{red.value},{green.value},{blue.value}",
    )


def _drawn(page: Any, left: float, top: float, area: float) -> tuple[list[Mark], bool]:
    """Find ticks drawn as strokes or small solid shapes; tell whether an image covers the page."""
    marks: list[Mark] = []
    scanned = False
    bounds = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        pdfium.FPDFPageObj_GetBounds(item, *bounds)
        x0, y0, x1, y1 = (value.value for value in bounds)
        small = all(TICK_SIZE[0] <= side <= TICK_SIZE[1] for side in (x1 - x0, y1 - y0))
        if kind == pdfium.FPDF_PAGEOBJ_PATH and small and _is_tick(item):
            marks.append(Mark((x0 + x1) / 2 - left, top - (y0 + y1) / 2))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and (x1 - x0) * (y1 - y0) > 0.5 * area:
            scanned = True
    return marks, scanned


def _is_tick(path: Any) -> bool:
    """Tell a slanted stroke from the upright lines of an empty box."""
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = x.value, y.value
        kind = pdfium.FPDFPathSegment_GetType(segment)
        slanted = before and min(abs(here[0] - before[0]), abs(here[1] - before[1])) > 0.8
        if kind == LINE_TO and slanted:
            return True
        before = here
    return _is_solid(path)


def _is_solid(path: Any) -> bool:
    """Tell a box or circle filled with a dark colour."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    dark = red.value + green.value + blue.value < 300 and alpha.value > 128
    return bool(mode.value) and dark


def _fields(page: Any, left: float, top: float) -> tuple[list[Word], list[Mark]]:
    """Read form fields: ticked boxes as marks, typed text as words."""
    words: list[Word] = []
    marks: list[Mark] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_WIDGET:
            box = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(note, box)
            x0, x1, y0, y1 = box.left - left, box.right - left, top - box.top, top - box.bottom
            state, value = _value(note, b"AS"), _value(note, b"V")
            if state and state != "Off":
                marks.append(Mark((x0 + x1) / 2, (y0 + y1) / 2))
            elif value and not state:
                words += _typed(value, x0, y0, x1, y1)
        pdfium.FPDFPage_CloseAnnot(note)
    return words, marks


def _value(note: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if size <= 2:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace").strip()


def _typed(value: str, x0: float, y0: float, x1: float, y1: float) -> Iterator[Word]:
    """Place the words of a text field inside its box, one after the other."""
    rows = [row.split() for row in value.splitlines() if row.strip()]
    height = (y1 - y0) / max(len(rows), 1)
    for number, row in enumerate(rows):
        top, width = y0 + number * height, (x1 - x0) / max(len(row), 1)
        size = min(height, 12.0)
        for place, text in enumerate(row):
            x = x0 + place * width
            end = x + width - 0.1
            yield Word(text, x, top, end, top + size, top + 0.8 * size, size, "field")
