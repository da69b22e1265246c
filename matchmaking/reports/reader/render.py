"""Draw a page of a PDF report as a PNG picture."""

import ctypes
import struct
import zlib
from pathlib import Path

import pypdfium2.raw as pdfium

from matchmaking.reports.reader.messages import refusal
from matchmaking.reports.reader.pdf import Pdf
from matchmaking.reports.reader.sniff import sniff

WIDEST = 2400
TALLEST = 4800
WHITE = 0xFFFFFFFF


def draw(path: Path, number: int, width: int) -> bytes:
    """Draw one page, as wide as asked for, forms and notes included."""
    if sniff(path, "report") != "pdf":
        raise refusal("not_rendered")
    pdf = Pdf(path)
    if not 1 <= number <= pdf.pages:
        raise refusal("no_page", page=number)
    with pdf.page(number) as page:
        wide = max(16, min(width, WIDEST))
        ratio = pdfium.FPDF_GetPageHeightF(page) / max(pdfium.FPDF_GetPageWidthF(page), 1.0)
        high = max(16, min(int(wide * ratio), TALLEST))
        return _drawn(page, wide, high)


def _drawn(page: object, wide: int, high: int) -> bytes:
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_BGR, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, WHITE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return png(wide, high, data, stride)


def png(wide: int, high: int, data: bytes, stride: int) -> bytes:
    """Write rows of red, green and blue bytes as a PNG file."""
    rows = b"".join(b"\x00" + data[y * stride : y * stride + wide * 3] for y in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows, 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
