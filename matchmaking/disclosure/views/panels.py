"""What the pages of a record show of its parts: what may be read, what is kept back, for whom."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import capfirst

from matchmaking.disclosure import policies, selectors
from matchmaking.disclosure.choices import Part
from matchmaking.disclosure.forms import DocumentForm
from matchmaking.writing.models import DRAFT
from matchmaking.writing.records import RecordKind


def parts(request: HttpRequest, kind: RecordKind[Any], record: Any) -> str:
    """Show the contact, what exists already, the documents, and that something is kept back."""
    context = {
        "record": record,
        "kind": kind,
        "contact": _contact(record),
        "documents": selectors.documents_for(request.user, record),
        "kept_back": selectors.kept_back(request.user, record),
        "may_attach": policies.attaches_documents(request.user, record),
        "document_form": DocumentForm(),
    }
    return render_to_string("disclosure/_parts.html", context, request)


def consent(request: HttpRequest, kind: RecordKind[Any], record: Any) -> str:
    """Show under whose consent a record is published, and to its owner who may read what."""
    is_own = policies.sees_readings(request.user, record)
    context = {
        "record": record,
        "kind": kind,
        "is_own": is_own,
        "sees_consents": policies.sees_consents(request.user, record),
        "consent": selectors.standing_consent(record),
        "levels": selectors.levels_in_words(record) if is_own else (),
        "readings": selectors.readings_of(request.user, record).count(),
    }
    return render_to_string("disclosure/_consent.html", context, request)


def wording(request: HttpRequest, kind: RecordKind[Any], record: Any) -> str:
    """Show, before a record is submitted, the words that submitting agrees to."""
    context = {"wording": selectors.consent_wording(record)}
    return render_to_string("disclosure/_wording.html", context, request)


def wording_of_saving(request: HttpRequest, kind: RecordKind[Any], record: Any) -> str:
    """Show, before a published record is changed, what saving agrees to."""
    if record.status == DRAFT:
        return ""
    context = {"wording": selectors.saving_wording(record)}
    return render_to_string("disclosure/_wording.html", context, request)


def _contact(record: Any) -> list[tuple[str, str]]:
    columns = selectors.columns_of_part(record, Part.CONTACT)
    return [(capfirst(label), value) for label, value in columns if value]
