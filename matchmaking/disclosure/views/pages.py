"""The pages of a record that keeps parts back: every reading is written down as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accounts.acting import acting_organisation
from accounts.selectors import Person
from matchmaking.disclosure import policies, selectors, services
from matchmaking.disclosure.choices import Way
from matchmaking.disclosure.forms import DocumentForm
from matchmaking.disclosure.models import DisclosedRecord
from matchmaking.writing.models import Record
from matchmaking.writing.records import kind_of
from matchmaking.writing.views import RecordPages


@dataclass(frozen=True)
class DisclosedPages(RecordPages):
    """The pages of a kind whose records keep parts back."""

    def _page(
        self, request: HttpRequest, name: str, record: Record, context: Mapping[str, Any]
    ) -> HttpResponse:
        services.log_readings(
            records=[record],  # type: ignore[list-item]
            reader=request.user,
            organisation=acting_organisation(request),
            way=Way.PAGE,
        )
        return super()._page(
            request, name, record, {**disclosure_context(request, record), **context}
        )  # type: ignore[arg-type]


def disclosure_context(request: HttpRequest, record: DisclosedRecord) -> dict[str, Any]:
    """Return what the page of a record shows of what is kept back, attached, read and agreed."""
    user, is_own = request.user, policies.sees_readings(request.user, record)
    return {
        "kind_name": kind_of(record).name,
        "kept_back": selectors.kept_back(user, record),
        "documents": selectors.documents_for(user, record),
        "document_form": DocumentForm(),
        "may_attach": policies.attaches_documents(user, record),
        "consent": selectors.standing_consent(record),
        "levels": selectors.levels_in_words(record) if is_own else (),
        "readings": selectors.readings_of(user, record).count() if is_own else 0,
        "is_own": is_own,
    }


def known(user: Person, kind: str, pk: int) -> DisclosedRecord:
    """Return a record as `user` may see it, or answer 404 when they may not know of it."""
    try:
        return selectors.known_record(user, kind, pk)
    except LookupError as error:
        raise Http404 from error
