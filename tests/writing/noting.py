"""Signed notes for the tests."""

import io

from django.core.files.base import ContentFile
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from matchmaking.needs.services import NEED
from matchmaking.writing.notes import services


def picture(kind="PNG", size=(40, 60)):
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return file.getvalue()


def scanned(text="Signed"):
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 720, text)
    canvas.save()
    return file.getvalue()


def attach(record, content=None, name="signed.pdf", **more):
    said = {"reference": "12/2027", "signed_on": None, "actor": record.created_by} | more
    file = ContentFile(content or scanned(), name=name)
    return services.attach_note(NEED, record=record, file=file, **said)
