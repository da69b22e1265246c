"""A conversation as a file for its parties: JSON for programs, Word and PDF for people."""

import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement

from matchmaking.introductions.choices import FactStatus, Voice
from matchmaking.introductions.models import Introduction, Message
from matchmaking.introductions.selectors import facts_of, messages_of
from matchmaking.writing.notes import pdf

STYLE = "introductions/conversation.css"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class CannotBeMade(Exception):
    """This machine lacks what the format is drawn with."""


class Maker(NamedTuple):
    """One format."""

    make: Callable[[Introduction], bytes]
    content_type: str


def said_in(introduction: Introduction) -> dict[str, Any]:
    """Return everything that was said, asked, attached and agreed, as JSON can hold it."""
    facts = facts_of(introduction).filter(status=FactStatus.AGREED)
    return {
        "introduction": introduction.pk,
        "request": {"number": introduction.need_id, "state": str(introduction.need.country)},
        "offer": {
            "number": introduction.offer_id,
            "organisation": str(introduction.offer.organisation),
        },
        "status": introduction.status,
        "introduced_at": introduction.introduced_at,
        "exported_at": timezone.now(),
        "facts": [
            {"text": fact.text, "proposed_by": fact.side, "confirmed_at": fact.answered_at}
            for fact in facts.order_by("pk")
        ],
        "messages": [
            _message(introduction, one)
            for one in messages_of(introduction).order_by("said_at", "pk")
        ],
    }


def as_json(introduction: Introduction) -> bytes:
    """Return the conversation for programs."""
    text = json.dumps(said_in(introduction), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return text.encode()


def as_docx(introduction: Introduction) -> bytes:
    """Return the conversation as a Word document."""
    said = said_in(introduction)
    document = Document()
    document.core_properties.title = _title(introduction)
    _write(document.add_heading(level=1), _title(introduction))
    if said["facts"]:
        _write(document.add_heading(level=2), _("Agreed facts"))
        for fact in said["facts"]:
            _write(document.add_paragraph(style="List Bullet"), fact["text"])
    _write(document.add_heading(level=2), _("Conversation"))
    for message in said["messages"]:
        _write(document.add_paragraph(), heading_of(message), bold=True)
        _write(document.add_paragraph(), message["text"])
        for file in message["files"]:
            _write(document.add_paragraph(style="List Bullet"), file_line(file))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_pdf(introduction: Introduction) -> bytes:
    """Return the conversation as a PDF; CannotBeMade where the machine cannot draw one."""
    library = pdf.weasyprint()
    if library is None:
        raise CannotBeMade
    said = said_in(introduction)
    context = {
        "title": _title(introduction),
        "facts": said["facts"],
        "messages": [
            (heading_of(one), one, map(file_line, one["files"])) for one in said["messages"]
        ],
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    html = render_to_string("introductions/conversation_paper.html", context)
    fetcher = library.URLFetcher(allowed_protocols=["data"])
    style = library.CSS(filename=str(finders.find(STYLE)))
    made: bytes = library.HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[style], pdf_tags=True, pdf_variant="pdf/ua-1"
    )
    return made


MAKERS = {
    "pdf": Maker(as_pdf, "application/pdf"),
    "docx": Maker(as_docx, DOCX),
    "json": Maker(as_json, "application/json"),
}


def heading_of(message: dict[str, Any]) -> str:
    """Return who said it, for whom, when, and whether it asks or answers."""
    when = date_format(message["said_at"], "DATETIME_FORMAT")
    parts = [message["author"], message["organisation"], f"{when} UTC"]
    if message["question"]:
        day, zone = date_format(message["question"]["due_on"]), message["question"]["time_zone"]
        parts.append(_("Question, answer by %(day)s (%(zone)s)") % {"day": day, "zone": zone})
    if message["answers"]:
        parts.append(_("Answer to: %(question)s") % {"question": message["answers"]})
    return " · ".join(parts)


def file_line(file: dict[str, Any]) -> str:
    """Return the name of a file with its version."""
    return _("%(title)s, version %(number)s") % {"title": file["title"], "number": file["version"]}


def _message(introduction: Introduction, message: Message) -> dict[str, Any]:
    question = getattr(message, "question", None)
    answers = getattr(message, "answers_question", None)
    return {
        "number": message.pk,
        "author": str(message.author),
        "voice": message.voice,
        "organisation": speaker(introduction, message.voice),
        "said_at": message.said_at,
        "language": message.language,
        "text": message.text,
        "question": question
        and {
            "due_on": question.due_on,
            "time_zone": question.time_zone,
            "answered_at": question.answered_at,
        },
        "answers": answers and answers.message.text,
        "files": [
            {
                "title": file.title,
                "version": file.number,
                "name": file.attachment.original_name,
                "size": file.attachment.size,
                "sha256": file.attachment.sha256,
            }
            for file in message.files.all()
        ],
    }


def speaker(introduction: Introduction, voice: str) -> str:
    """Return the organisation for which something was said."""
    if voice == Voice.BROKER:
        return str(Voice.BROKER.label)
    side = introduction.need if voice == Voice.RECIPIENT else introduction.offer
    return str(side.organisation)


def _title(introduction: Introduction) -> str:
    return _("Conversation of %(state)s and %(giver)s, introduction %(number)s") % {
        "state": introduction.need.country,
        "giver": introduction.offer.organisation,
        "number": introduction.pk,
    }


def _write(paragraph: Any, text: str, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if get_language_bidi():
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
