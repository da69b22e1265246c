"""What a workbook is made of, looked at before anything in it is read."""

import re
import zipfile
from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.writing.sheets.refusals import SheetRefused

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 150 * 1024 * 1024
MOST_PARTS = 400
HEAD = 4_096
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z0-9:]{1,20})"')
_DANGEROUS = (
    (
        "vbaproject",
        gettext_lazy("This workbook holds macros. Save it as “Excel workbook (.xlsx)”, without."),
    ),
    (
        "xl/macrosheets/",
        gettext_lazy("This workbook holds macros. Save it as “Excel workbook (.xlsx)”."),
    ),
    (
        "xl/externallinks/",
        gettext_lazy("This workbook takes values from other files. Paste them as values."),
    ),
    ("xl/embeddings/", gettext_lazy("This workbook holds other files. Take them out.")),
    ("xl/activex/", gettext_lazy("This workbook holds controls that run programs. Take them out.")),
    (
        "xl/connections.xml",
        gettext_lazy("This workbook takes values from elsewhere. Paste them as values."),
    ),
)


def refuse_unfit_package(file: IO[bytes]) -> None:
    """Raise SheetRefused for what is no plain workbook: macros, links, bombs, broken files."""
    try:
        with zipfile.ZipFile(file) as package:
            _refuse_bomb(package.infolist())
            _refuse_dangers(package)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise SheetRefused(
            _("This file is damaged. Open it in your spreadsheet program and save it anew.")
        ) from error
    finally:
        file.seek(0)


def merged_cells(file: IO[bytes], part: str) -> list[str]:
    """Return the merged ranges of a worksheet."""
    with zipfile.ZipFile(file) as package:
        found = [ref.decode() for ref in _MERGED.findall(package.read(part.lstrip("/")))]
    file.seek(0)
    return found


def _refuse_bomb(parts: Iterable[zipfile.ZipInfo]) -> None:
    parts = list(parts)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetRefused(
            _("This workbook unpacks to far more than it should. Copy its rows into a new one.")
        )


def _refuse_dangers(package: zipfile.ZipFile) -> None:
    names = [name.lower() for name in package.namelist()]
    if "mimetype" in names:
        raise SheetRefused(_("This is an OpenDocument file. Save it as “Excel workbook (.xlsx)”."))
    if "xl/workbook.xml" not in names:
        raise SheetRefused(_("This is not a spreadsheet. Upload the template, or a CSV file."))
    for sign, message in _DANGEROUS:
        if any(sign in name for name in names):
            raise SheetRefused(message)
    for name in package.namelist():
        if name.lower().endswith((".xml", ".rels")):
            _refuse_strange_part(package, name)


def _refuse_strange_part(package: zipfile.ZipFile, name: str) -> None:
    with package.open(name) as part:
        head = part.read(HEAD).lower()
    if b"<!doctype" in head or b"<!entity" in head:
        raise SheetRefused(_("This workbook was not made by a spreadsheet program."))
    if b"macroenabled" in head:
        raise SheetRefused(_DANGEROUS[0][1])
