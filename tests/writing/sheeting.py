"""Spreadsheets for the tests: templates as people download, fill in and upload them."""

import io

from django.core.files.base import ContentFile
from openpyxl import load_workbook

from accounts.models import Organisation
from matchmaking.writing.records import kind_named
from matchmaking.writing.sheets import services
from matchmaking.writing.sheets.workbook import FIRST_ROW
from tests import cast


def kenya():
    cast.join("amina")
    return Organisation.objects.get(name="Kenya")


def template(kind="need", organisation=None, records=()):
    organisation = organisation or kenya()
    return services.workbook_for(kind_named(kind), organisation, records)


class Filled:
    """A downloaded workbook in which a person writes."""

    def __init__(self, book=None):
        self.book = load_workbook(io.BytesIO(book or template()))
        self.sheet = self.book.worksheets[1]
        self.places = {cell.value: cell.column for cell in self.sheet[1]}
        self.next = FIRST_ROW

    def add(self, **cells):
        """Write a row; `line__kind` stands for the column of lines."""
        for name, value in cells.items():
            self.cell(name, self.next).value = value
        self.next += 1
        return self

    def cell(self, name, row):
        key = name.replace("line__", "line.")
        return self.sheet.cell(row, self.places[key])

    def value(self, name, row=FIRST_ROW):
        return self.cell(name, row).value

    def bytes(self):
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def good(number=1, **cells):
    """Return the cells of a row that can be saved."""
    return {
        "title": f"Marking machines {number}",
        "language": "English",
        "description": "Twelve machines for the police.",
        "themes": "Marking at manufacture [MRK.01]",
        "priority": "High",
        "ends_on": "2031-12-31",
        "line__kind": "Marking machines [EQP.MARK]",
        "line__quantity": 12,
    } | cells


def upload(content, kind="need", author=None, name="requests.xlsx", organisation=None):
    """Upload a file and go through it."""
    author = author or cast.join("amina")
    sheet = services.receive_sheet(
        kind=kind_named(kind),
        organisation=organisation or author.memberships.first().organisation,
        file=ContentFile(content, name=name),
        actor=author,
    )
    services.work_on(upload_id=sheet.pk)
    sheet.refresh_from_db()
    return sheet


def save(sheet, way="good", author=None):
    services.begin_saving(
        upload_id=sheet.pk,
        version=sheet.version,
        way=way,
        actor=author or sheet.uploaded_by,
    )
    services.work_on(upload_id=sheet.pk)
    sheet.refresh_from_db()
    return sheet


def checked(author=None):
    """Upload a sheet with one good row."""
    return upload(Filled().add(**good()).bytes(), author=author)
