"""Why a report was refused or is read only in part, in words that say what to do."""

from matchmaking.reports.reader.types import ReadError

MESSAGES: dict[str, str] = {
    "too_large": (
        "This file is %(size)s MB; the limit is %(limit)s MB. "
        "Save it again without pictures or annexes, and attach those separately."
    ),
    "empty": "This file is empty. Check the original and upload it again.",
    "unknown_type": (
        "This is not a report we can read. Upload a PDF, a Word document (.docx), "
        "an Excel workbook (.xlsx), a web page (.html) or plain text."
    ),
    "old_office": (
        "This is an old Word or Excel file (.doc, .xls), or one locked with a password. "
        "Save it as .docx or .xlsx without a password and upload it again."
    ),
    "mislabelled": (
        "The name of this file says %(label)s, but its content is %(content)s. "
        "Export the report again, or rename the file to match its content."
    ),
    "encrypted": (
        "This PDF can only be opened with a password. "
        "Save a copy without the password and upload that."
    ),
    "image_only": (
        "This PDF holds only images: no text can be read from it. This does not mean that no "
        "assistance was requested. Export it again with text, or type the answers in."
    ),
    "truncated": (
        "This file is cut off: part of it is missing. "
        "Download or export it again, and compare its size with the original."
    ),
    "broken": (
        "This file is damaged and cannot be opened. Open it on your computer, "
        "save it under a new name, and upload that copy."
    ),
    "bomb": (
        "This file unpacks to %(size)s MB, over the limit of %(limit)s MB, so it was not opened. "
        "Save it again without pictures or embedded files."
    ),
    "external_entities": (
        "This document refers to other files or web addresses inside its own definition, which "
        "is not safe to open. Copy the text into a new document and upload that."
    ),
    "timeout": (
        "Reading this file took longer than %(seconds)s seconds and was stopped. "
        "Save it again in a simpler form, or split it."
    ),
    "memory": (
        "Reading this file needed more than %(limit)s MB of memory and was stopped. "
        "Save it again without pictures, or split it."
    ),
    "crashed": (
        "This file made the reader stop. It is kept here; "
        "export the report again in another format, or type the answers in."
    ),
    "no_text": "This file contains no text. Check that the answers are in it, and upload it again.",
    "no_page": "This report has no page %(page)s.",
    "not_rendered": "Only pages of PDF reports can be shown as pictures.",
    # Warnings: the report is read, and the person is told.
    "incomplete": (
        "This file is cut off or damaged. Only the part that could be read is shown: "
        "needs may be missing."
    ),
    "pages_without_text": (
        "%(count)s page(s) hold only images and were not read: %(pages)s. "
        "Type the answers on these pages in."
    ),
    "active_content": (
        "This file contains scripts, launch commands or attachments. None was run, opened or kept."
    ),
    "external_references": (
        "This document refers to files or pictures elsewhere. None was fetched."
    ),
    "page_limit": "This report has %(pages)s pages; only the first %(limit)s were read.",
    "answers_unclear": (
        "%(count)s question(s) carry text but no Yes or No could be seen. Please check them."
    ),
    "no_questions": "No known report template was recognised. Please check the passages yourself.",
}


def refusal(code: str, **details: object) -> ReadError:
    """Make the error that carries the message of a code."""
    return ReadError(code, MESSAGES[code] % details, dict(details))


def warning(code: str, **details: object) -> str:
    """Word a warning, its code in front."""
    return f"{code}: {MESSAGES[code] % details}"
